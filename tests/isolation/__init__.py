"""Proofs that no region can see, name, change or count what belongs to another (docs/tenancy.md)."""
