"""Who is not waited for in a period, and why."""
