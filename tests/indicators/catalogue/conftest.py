"""What tests of the catalogue share."""

from tests.appraisal.conftest import month

__all__ = ["month"]
