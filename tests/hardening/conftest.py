"""What the tests of hardening share."""

from collections.abc import Iterator
from contextvars import Context

import pytest
from django.db import transaction

from tests.hardening.stage import Stage, a_stage


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Stage]:
    """Everybody, made once for all addresses; what an address leaves behind is taken back after it.

    No region is in scope, as none is before a request.
    """
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        try:
            yield Context().run(a_stage)
        finally:
            transaction.set_rollback(True)
