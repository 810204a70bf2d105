"""A publication is taken back within a day, as long as nothing follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.files.reader import FileRows
from agencies.imports.drafts import undo_until
from agencies.imports.kinds import UndoRefused
from agencies.models import AuditEvent, ImportDraft
from agencies.models.import_draft import ImportState
from agencies.services.own_people import is_limited
from agencies.services.record_event import record_event

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from agencies.imports.kinds import ImportKind
    from agencies.permissions import Actor


def undo_import(*, draft: ImportDraft, kind: ImportKind, actor: Actor) -> ImportDraft:
    """Store again what was there before publication.

    Raises:
        UndoRefused: it was not published or was taken back already, a day has passed, or something follows from it.
    """
    stored = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    now = timezone.now()
    reason = why_not_undone(stored, now) or _why_not_by(stored, actor)
    if reason:
        raise UndoRefused(reason)
    with transaction.atomic():
        kind.take_back(
            draft=stored,
            added=_rows(kind, stored.before.get("added", ())),
            before=_rows(kind, stored.before.get("before", ())),
            actor=actor,
            now=now,
        )
    stored.state = ImportState.UNDONE
    stored.undone_at = now
    stored.edition += 1
    stored.save(update_fields=["state", "undone_at", "edition", "edited_at"])
    record_event(
        action=AuditEvent.Action.IMPORT_UNDONE,
        subject=stored.file_name,
        actor=actor,
        details={"kind": stored.kind, "sha256": stored.sha256},
    )
    return stored


def _why_not_by(draft: ImportDraft, actor: Actor) -> str:
    """An agency admin takes back what is still of an administered agency."""
    if not is_limited(actor) or draft.agency_id in actor.admin_agency_ids:
        return ""
    return _("Impor ini dari perangkat daerah yang tidak lagi Anda kelola. Minta admin daerah membatalkannya.")


def why_not_undone(draft: ImportDraft, now: datetime.datetime) -> str:
    """What stands in the way at first sight, as a sentence; empty when nothing does. No query."""
    until = undo_until(draft)
    if until is None:
        return _("Impor ini tidak sedang berlaku, sehingga tidak ada yang dapat dibatalkan.")
    if now > until:
        return _("Impor hanya dapat dibatalkan dalam 24 jam. Unggah berkas yang sudah diperbaiki sebagai gantinya.")
    return ""


def _rows(kind: ImportKind, texts: Sequence[Mapping[str, str]]) -> list[Any]:
    """Rows of the kind, from what :func:`~agencies.imports.preview_import.texts_of` made of them."""
    if not texts:
        return []
    dataset = FileRows(list(texts[0]), [list(cells.values()) for cells in texts], row_numbers=range(2, len(texts) + 2))
    found = kind.resource().read(dataset)
    if found.errors:
        raise UndoRefused(_("Keadaan sebelumnya tidak lagi dapat dibaca: %(why)s") % {"why": found.errors[0]})
    return list(found.rows)
