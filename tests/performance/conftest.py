"""The month of the puskesmas, shared with the tests of the appraisal."""

from tests.appraisal.conftest import month

__all__ = ["month"]
