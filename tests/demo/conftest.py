"""The demo as ``load_demo`` leaves it, loaded once for the tests of a file and taken back at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from config.demo.book import Book


class Demo:
    """What the command has printed, and the way into its regions."""

    def __init__(self) -> None:
        self.printed = self.load()

    def load(self) -> str:
        """What ``load_demo`` prints now."""
        output = StringIO()
        call_command("load_demo", stdout=output)
        return output.getvalue()

    @contextmanager
    def inside(self, book: Book) -> Iterator[Region]:
        """The region of a book in scope; what a test does there is taken back."""
        region = Region.objects.get(code=book.code)
        with transaction.atomic():
            with region_scope(region.pk):
                yield region
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Demo]:
    """All four regions. Loading takes seconds, so the tests share it and none of them may change it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield Demo()
        transaction.set_rollback(True)
