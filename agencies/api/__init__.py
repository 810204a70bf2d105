"""The API: what every address of it shares, and what is asked of agencies, people and the audit trail."""
