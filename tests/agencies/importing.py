"""Importing lines of text as if they were a file, for tests of every kind of file."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.files.errors import FileRefused
from agencies.files.results import FileResult
from agencies.resources import ImportResource

Counts = tuple[int, int, int]


def imported(resource: type[ImportResource[Any]], header: str, *lines: str, dry_run: bool = False) -> FileResult:
    """Import a CSV file with these lines."""
    return resource().import_file("\n".join([header, *lines]).encode(), name="berkas.csv", dry_run=dry_run)


def refusals(resource: type[ImportResource[Any]], header: str, *lines: str) -> list[str]:
    """What is said about a file that must be refused."""
    with pytest.raises(FileRefused) as refused:
        imported(resource, header, *lines)
    return [str(error) for error in refused.value.errors]


def counts(result: FileResult) -> Counts:
    """New, updated and unchanged rows."""
    return result.saved.new, result.saved.updated, result.saved.unchanged


def statements(resource: type[ImportResource[Any]], header: str, lines: Sequence[str]) -> int:
    """How many statements an import takes."""
    with CaptureQueriesContext(connection) as queries:
        imported(resource, header, *lines)
    return len(queries)
