"""A draft becomes what counts: all rows that were not left out, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.files.errors import FileRefused
from agencies.imports.check_import import check_import, file_rows
from agencies.imports.drafts import held_draft
from agencies.imports.preview_import import compared_rows, texts_of_all
from agencies.models import AuditEvent, ImportRow
from agencies.models.import_draft import ImportState
from agencies.services.record_event import record_event
from agencies.services.take_file import SourceFile, TakenRows

if TYPE_CHECKING:
    import datetime

    from agencies.imports.check_import import CheckedImport
    from agencies.imports.kinds import ImportKind
    from agencies.imports.preview_import import Comparison
    from agencies.models import ImportDraft
    from agencies.permissions import Actor


class NotReadyError(ValueError):
    """The draft may not be published yet; the text says what is to be done first."""


def publish_import(
    *,
    draft: ImportDraft,
    kind: ImportKind,
    edition: int,
    valid_from: datetime.date | None,
    note: str,
    accepts_warnings: bool,
    actor: Actor,
) -> ImportDraft:
    """Store every row that was not left out, and keep what was there before for an undo. One transaction.

    Raises:
        ImportChangedError, ImportStateError: the draft is not what was on the screen.
        NotReadyError: rows are to be mended, or warnings to be accepted.
        FileRefused: what stands against it only with this month.
    """
    stored = held_draft(draft, edition=edition)
    checked = check_import(draft=stored, kind=kind, actor=actor)
    _refuse_unready(checked, accepts_warnings=accepts_warnings)
    with transaction.atomic():
        compared = compared_rows(draft=stored, kind=kind, checked=checked, actor=actor)
        outcome = _store(stored, kind, checked, compared, valid_from=valid_from, note=note, actor=actor)
        _close(stored, kind, compared, outcome, valid_from=valid_from, note=note)
        _record(stored, actor, outcome)
    return stored


def _refuse_unready(checked: CheckedImport, *, accepts_warnings: bool) -> None:
    if checked.errors:
        raise NotReadyError(
            _("Masih ada %(count)s baris yang perlu diperbaiki. Perbaiki dahulu, lalu terbitkan.")
            % {"count": len(checked.faulty) or len(checked.errors)}
        )
    if not checked.is_sound:
        raise NotReadyError(_("Semua baris dikeluarkan, sehingga tidak ada yang dapat diterbitkan."))
    if checked.warnings and not accepts_warnings:
        raise NotReadyError(_("Centang bahwa peringatan sudah diperiksa, lalu terbitkan."))


def _store(
    draft: ImportDraft,
    kind: ImportKind,
    checked: CheckedImport,
    compared: Comparison,
    *,
    valid_from: datetime.date | None,
    note: str,
    actor: Actor,
) -> dict[str, Any]:
    made = kind.resource(actor=actor)
    made.source = SourceFile(name=draft.file_name, sha256=draft.sha256)
    touched = [*compared.new, *compared.changed]
    of_kind = kind.prepare(made, touched, valid_from=valid_from, note=note, actor=actor)
    result = made.import_data(file_rows(draft, checked.rows))
    if result.refused:
        raise FileRefused(result.refused.errors)
    saved = result.saved
    return {
        "new": len(compared.new),
        "updated": len(compared.changed),
        "unchanged": compared.unchanged,
        "removed": saved.removed if isinstance(saved, TakenRows) else 0,
        "left_out": len(checked.left_out),
        "warnings": len(result.warnings),
        "kind": dict(of_kind),
    }


def _close(
    draft: ImportDraft,
    kind: ImportKind,
    compared: Comparison,
    outcome: dict[str, Any],
    *,
    valid_from: datetime.date | None,
    note: str,
) -> None:
    made = kind.resource()
    draft.state = ImportState.PUBLISHED
    draft.valid_from = valid_from
    draft.note = note.strip()
    draft.published_at = timezone.now()
    draft.outcome = outcome
    draft.before = {
        "added": texts_of_all(made, compared.new),
        "before": texts_of_all(made, compared.before),
    }
    draft.edition += 1
    draft.save()
    ImportRow.objects.filter(draft=draft).delete()


def _record(draft: ImportDraft, actor: Actor, outcome: dict[str, Any]) -> None:
    counts = {name: count for name, count in outcome.items() if name != "kind"}
    record_event(
        action=AuditEvent.Action.IMPORT_PUBLISHED,
        subject=draft.file_name,
        actor=actor,
        details={"kind": draft.kind, "sha256": draft.sha256, "valid_from": str(draft.valid_from or ""), **counts},
        reason=draft.note,
    )
