"""Files that people bring as evidence: what they are, what is kept of them, where they lie."""
