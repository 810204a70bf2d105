"""Evidence: the library of an employee, what it supports, who may see it."""
