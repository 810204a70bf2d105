"""Predicates of units, and how the predicates of their people are spread beside the guideline."""
