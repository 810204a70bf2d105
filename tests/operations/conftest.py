"""What the tests of operations share."""

from tests.reports.conftest import _a_printer

__all__ = ["_a_printer"]
