"""What the appraisal holds about one person: told to the person, and taken out after retention."""
