"""What an operator sees of the running system: lines of the log and metrics. Nothing personal in either."""
