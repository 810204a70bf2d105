"""The frame of every import: a file is taken whole or not at all, and the audit trail says so (contract section 4)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from agencies.files.errors import refuse_file
from agencies.files.results import SavedRows
from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id

#: The constraint that the triggers of locked periods name, and the period in their message.
PERIOD_IS_LOCKED = "period_is_locked"
NAMED_PERIOD = re.compile(r"\b\d{4}(-\w{2})?\b")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as the audit trail knows it: what its owner calls it, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TakenRows(SavedRows):
    """What an import did: rows of the file, and stored rows that it removed because the file replaces them.

    ``new_rows`` and ``updated_rows`` are the numbers of those rows, where the kind says which they are.
    """

    removed: int = 0
    new_rows: frozenset[int] = frozenset()
    updated_rows: frozenset[int] = frozenset()

    @property
    def has_changes(self) -> bool:
        """Whether the file said anything that was not stored before."""
        return bool(self.new or self.updated or self.removed)


def take_file(*, kind: str, source: SourceFile, actor: Actor | None, save: Callable[[], TakenRows]) -> TakenRows:
    """Run ``save`` as one import of the region in scope: alone, whole or not at all, recorded if it changed something.

    ``kind`` is the contract's word for the kind of file. Imports of one region wait for each other, since each one
    compares with what is stored.

    Raises:
        FileRefused: by ``save``, or because the file would change a locked period.
    """

    def recorded() -> TakenRows:
        taken = save()
        if taken.has_changes:
            _record(kind, source, actor, taken)
        return taken

    return take_whole(recorded)


def take_whole(save: Callable[[], TakenRows]) -> TakenRows:
    """Run ``save`` alone in the region in scope, whole or not at all.

    Raises:
        FileRefused: by ``save``, or because it would change a locked period.
    """
    try:
        with transaction.atomic():
            wait_for_other_changes()
            return save()
    except IntegrityError as error:
        code = locked_period(error)
        if code is None:
            raise
        message = _(
            "Periode %(period)s sudah dikunci, sehingga isian untuk bulan di dalamnya tidak dapat diubah. Kembalikan "
            "seperti yang tersimpan, atau minta admin daerah membuka kembali periode itu dengan alasan."
        )
        raise refuse_file(message % {"period": code}) from error


def locked_period(error: IntegrityError) -> str | None:
    """The code of the period whose lock a trigger has defended; None when the error is another one."""
    diagnostics = getattr(error.__cause__, "diag", None)
    if diagnostics is None or diagnostics.constraint_name != PERIOD_IS_LOCKED:
        return None
    named = NAMED_PERIOD.search(diagnostics.message_primary)
    return named[0] if named else None


def wait_for_other_changes() -> None:
    """Be alone with what files bring to the region in scope, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('take_file'), %s)", [current_region_id()])


def _record(kind: str, source: SourceFile, actor: Actor | None, taken: TakenRows) -> None:
    counts = {"new": taken.new, "updated": taken.updated, "unchanged": taken.unchanged, "removed": taken.removed}
    record_event(
        action=AuditEvent.Action.FILE_IMPORTED,
        subject=source.name,
        actor=actor,
        details={"kind": kind, "sha256": source.sha256, **counts},
    )
