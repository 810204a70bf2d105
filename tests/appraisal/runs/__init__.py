"""Evaluation runs without a worker: their rules, one chunk at a time, and their pages."""
