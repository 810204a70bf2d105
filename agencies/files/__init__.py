"""Reading and writing files as regional spreadsheets really are (contract section 4). No models, no services."""
