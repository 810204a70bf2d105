"""Evaluation runs: started once, carried by lanes of tasks, steered by people, revived when their workers are gone."""
