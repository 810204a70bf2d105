"""What the tests of documents share: the month of the puskesmas, a folder, and a real printer or the reason why not."""

import os

import pytest

from reports.documents.requirements import install_command, missing_document_parts
from tests.appraisal.conftest import month
from tests.worker.conftest import empty_queue, worker

__all__ = ["empty_queue", "month", "worker"]


@pytest.fixture(autouse=True)
def _a_printer(request: pytest.FixtureRequest) -> None:
    """A test marked ``document`` needs Pango and a font: without them it is skipped, or fails where they must be."""
    if request.node.get_closest_marker("document") is None:
        return
    if missing := missing_document_parts():
        reason = f"no {', '.join(missing)}; run: {install_command()}"
        if os.environ.get("REQUIRE_PANGO") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
