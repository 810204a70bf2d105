"""Drafts of imports: who sees them, what they keep beside their rows, and that nobody overwrites another's work."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from agencies.models import ImportDraft, Role
from agencies.models.import_draft import ImportState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from agencies.permissions import Actor

TIME_TO_UNDO = datetime.timedelta(hours=24)

LEFT_OUT_ROWS = "left_out"
REMARKS = "remarks"
"""What ``ImportDraft.outcome`` holds while the draft is open: numbers of rows that were left out, and what the reader
of the file remarked (row, column, sentence). Publication puts its counts in their place.
"""


class ImportChangedError(ValueError):
    """Somebody saved another edition meanwhile; ``draft`` is what is stored now."""

    def __init__(self, draft: ImportDraft) -> None:
        self.draft = draft
        super().__init__(
            _("Draf ini sudah berubah sejak halaman ini dibuka. Periksa isinya, lalu ulangi langkah Anda.")
        )


class ImportStateError(ValueError):
    """The import is not in the state that this step starts from; the text says where it stands."""


def drafts_visible_to(actor: Actor) -> QuerySet[ImportDraft]:
    """Those that somebody brought, and for the region admin all of the region."""
    drafts = ImportDraft.objects.select_related("agency", "owner")
    return drafts if Role.REGION_ADMIN in actor.roles else drafts.filter(owner_id=actor.user_id)


def held_draft(draft: ImportDraft, *, edition: int | None = None) -> ImportDraft:
    """The draft as it is stored now, held until the transaction ends.

    Raises:
        ImportStateError: it is open no more.
        ImportChangedError: an ``edition`` is given and another one is stored.
    """
    stored = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if stored.state != ImportState.OPEN:
        raise ImportStateError(
            _("Impor ini sudah %(state)s, sehingga tidak dapat diubah lagi.")
            % {"state": ImportState(stored.state).label}
        )
    if edition is not None and edition != stored.edition:
        raise ImportChangedError(stored)
    return stored


def save_next_edition(draft: ImportDraft, *fields: str) -> None:
    """Store some fields of a held draft as its next edition."""
    draft.edition += 1
    draft.save(update_fields=[*fields, "edition", "edited_at"])


def left_out_rows(draft: ImportDraft) -> frozenset[int]:
    """The rows that are not to be published."""
    return frozenset(draft.outcome.get(LEFT_OUT_ROWS, ()))


def leave_out(draft: ImportDraft, numbers: Iterable[int]) -> None:
    """Say which rows are not to be published; the caller stores the draft."""
    draft.outcome = {**draft.outcome, LEFT_OUT_ROWS: sorted(numbers)}


def remarks_of(draft: ImportDraft) -> list[tuple[int, str, str]]:
    """What the reader of the file remarked on single cells: row, column of the kind, sentence."""
    columns = dict(zip(draft.headers, draft.columns, strict=True))
    found: list[Any] = draft.outcome.get(REMARKS, [])
    return [(row, columns.get(title, ""), sentence) for row, title, sentence in found]


def forget_remarks(draft: ImportDraft, changed: Mapping[int, Iterable[str]]) -> None:
    """Remarks on cells that were written anew hold no more; the caller stores the draft."""
    titles = dict(zip(draft.columns, draft.headers, strict=True))
    written = {(row, titles[column]) for row, columns in changed.items() for column in columns}
    kept = [remark for remark in draft.outcome.get(REMARKS, []) if (remark[0], remark[1]) not in written]
    draft.outcome = {**draft.outcome, REMARKS: kept}


def undo_until(draft: ImportDraft) -> datetime.datetime | None:
    """Until when a publication can be taken back; None where nothing was published, or it was taken back."""
    if draft.state != ImportState.PUBLISHED or draft.published_at is None:
        return None
    return draft.published_at + TIME_TO_UNDO
