"""The part that staff take in what is measured: proposals, comments, answers, and how much of it there was."""
