"""From a content to an issued document: compared, numbered, printed once, kept, superseded."""
