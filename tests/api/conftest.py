"""The month of the appraisal, for programs."""

from tests.appraisal.conftest import month

__all__ = ["month"]
