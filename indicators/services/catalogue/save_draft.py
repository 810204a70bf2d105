"""Drafts of indicators: begun, saved as typed, right or wrong, and thrown away."""

from django.utils.translation import gettext as _

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import Contribution, Indicator, IndicatorDraft
from indicators.models.indicator import qualified_code
from indicators.services.catalogue.read_draft import Document, read_document


class DraftChangedError(ValueError):
    """Somebody saved another edition meanwhile; ``draft`` is what is stored now."""

    def __init__(self, draft: IndicatorDraft) -> None:
        self.draft = draft
        super().__init__(_("Draf ini sudah disunting orang lain setelah Anda membukanya. Isian Anda belum disimpan."))


class CodeRefusedError(ValueError):
    """A draft cannot begin under this code; the text says how to mend it."""


def start_draft(
    *, agency: Agency, document: Document, actor: Actor, indicator: Indicator | None = None
) -> IndicatorDraft:
    """A draft of a new indicator of an agency, or of another text of ``indicator``; one that is there goes on.

    Raises:
        CodeRefusedError: the code of a new indicator is empty, too long or taken.
    """
    begun = IndicatorDraft(agency=agency, indicator=indicator, document=dict(document))
    reading = read_document(document, begun)
    refusals = [finding.sentence for finding in reading.findings if finding.field == "code"]
    if indicator is None and refusals:
        raise CodeRefusedError(refusals[0])
    facts = {
        "indicator": indicator,
        "document": dict(document),
        "valid_from": reading.valid_from,
        "edited_by_id": actor.user_id,
    }
    draft, is_new = IndicatorDraft.objects.get_or_create(agency=agency, code=reading.code, defaults=facts)
    if is_new:
        _record(AuditEvent.Action.INDICATOR_DRAFTED, draft, actor)
    elif indicator is not None and draft.indicator_id is None:  # brought in by a file after the draft was begun
        draft.indicator = indicator
        draft.save(update_fields=["indicator"])
    return draft


def save_draft(*, draft: IndicatorDraft, edition: int, document: Document, actor: Actor) -> IndicatorDraft:
    """Store what was typed as the next edition; the same content again changes nothing.

    Raises:
        DraftChangedError: the stored edition is not the one that was edited.
    """
    stored = held_draft(draft, edition)
    if dict(document) == stored.document:
        return stored
    reading = read_document(document, stored)
    if not any(finding.field == "code" for finding in reading.findings):
        stored.code = reading.code
    stored.document = dict(document)
    stored.valid_from = reading.valid_from
    stored.edition += 1
    stored.edited_by_id = actor.user_id
    stored.save(update_fields=["code", "document", "valid_from", "edition", "edited_by", "edited_at"])
    _record(AuditEvent.Action.INDICATOR_DRAFTED, stored, actor)
    return stored


def discard_draft(*, draft: IndicatorDraft, edition: int, actor: Actor) -> None:
    """Delete the draft. What people said about it stays, with the indicator where there is one.

    Raises:
        DraftChangedError: somebody saved another edition meanwhile.
    """
    stored = held_draft(draft, edition)
    _record(AuditEvent.Action.INDICATOR_DRAFT_DISCARDED, stored, actor)
    hand_over_contributions(stored, stored.indicator)
    stored.delete()


def held_draft(draft: IndicatorDraft, edition: int) -> IndicatorDraft:
    """The stored draft, held until the transaction ends.

    Raises:
        DraftChangedError: it is another edition.
    """
    held = IndicatorDraft.objects.select_for_update(of=("self",)).select_related("agency", "indicator", "edited_by")
    stored = held.get(pk=draft.pk)
    if stored.edition != edition:
        raise DraftChangedError(stored)
    return stored


def hand_over_contributions(draft: IndicatorDraft, indicator: Indicator | None) -> None:
    """What was said about a draft that ends now hangs on the indicator."""
    Contribution.objects.filter(draft=draft).update(draft=None, indicator=indicator)


def _record(action: AuditEvent.Action, draft: IndicatorDraft, actor: Actor) -> None:
    record_event(
        action=action,
        subject=f"indikator {qualified_code(draft.agency.code, draft.code)}",
        actor=actor,
        details={"edition": draft.edition},
    )
