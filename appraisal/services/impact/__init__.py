"""Whom a change of the rules touches, simulated on what was evaluated last."""
