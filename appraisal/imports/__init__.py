"""What the appraisal app brings onto the road of an import: one module a kind of file (actuals, attendance)."""
