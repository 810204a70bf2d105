"""How far a period is, unit by unit and person by person, and who is waited for."""
