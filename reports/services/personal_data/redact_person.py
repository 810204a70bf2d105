"""A person who left long ago is erased: rows through the database's own function, files from the disk."""

import datetime
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.db import transaction

from agencies.models import Employee
from agencies.permissions import Actor
from agencies.services.personal_data.redact_rows import redact_rows
from appraisal.services.personal_data.remove_traces import evidence_files, remove_traces
from reports.models import Document
from reports.services.issue.kept_file import kept_file


@transaction.atomic
def redact_person(*, employee: Employee, reason: str, today: datetime.date, actor: Actor | None = None) -> None:
    """Erase what names the person, and every file that is the person's: evidence, and documents about the person.

    Results, their fingerprints and the register of documents stay. Files go after the commit; whatever stops that is
    made good by :func:`remove_files_of` later.

    Raises:
        RedactionRefusedError: see `redact_rows`.
    """
    redact_rows(employee=employee, reason=reason, today=today, actor=actor)
    remove_traces(employee=employee)
    transaction.on_commit(partial(_unlink, files_of(employee)))


def remove_files_of(people: Iterable[Employee]) -> None:
    """Remove the files of people who were erased before. What is gone already stays so."""
    for employee in people:
        _unlink(files_of(employee))


def files_of(employee: Employee) -> list[Path]:
    """Every file that is the person's: where it is, or would be. Two queries."""
    files = evidence_files(employee)
    for document in Document.objects.filter(employee=employee).only("kind", "token"):
        kept = kept_file(document)
        files += [kept, *kept.parent.glob(f"{kept.stem}.*.pdf")]
    return files


def _unlink(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
