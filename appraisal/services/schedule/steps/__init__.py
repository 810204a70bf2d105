"""What each step of a period's life does; :mod:`appraisal.services.schedule.run_due_steps` says when."""
