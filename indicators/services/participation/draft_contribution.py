"""A proposal that was taken becomes the draft of an indicator."""

from django.utils.translation import gettext as _

from agencies.permissions import Actor
from indicators.models import Contribution, ContributionKind, IndicatorDraft, Outcome
from indicators.permissions import may_configure
from indicators.services.catalogue.read_draft import document_of
from indicators.services.catalogue.save_draft import start_draft
from indicators.services.participation.answer_contribution import MayNotAnswerError
from indicators.services.participation.record_contribution import ContributionRefusedError

_CARRIED = ("name", "unit", "direction", "source")
"""What a proposal says that a draft has a field for."""


def draft_contribution(*, contribution: Contribution, actor: Actor) -> IndicatorDraft:
    """Begin the draft with what was proposed, and let the proposal hang on it; one that was begun goes on.

    Raises:
        MayNotAnswerError: the actor is no admin of the unit.
        ContributionRefusedError: it is no proposal that was taken, or has become an indicator.
        CodeRefusedError: the unit has another indicator of the draft's provisional code.
    """
    stored = (
        Contribution.objects.select_for_update(of=("self",)).select_related("agency", "draft").get(pk=contribution.pk)
    )
    if not may_configure(actor, stored.agency_id):
        raise MayNotAnswerError(_("Draf indikator dibuat oleh admin perangkat daerah pemiliknya, atau admin daerah."))
    begun: IndicatorDraft | None = stored.draft
    if begun is not None:
        return begun
    if not may_become_draft(stored):
        raise ContributionRefusedError(_("Draf dibuat dari usulan indikator baru yang sudah diterima."))
    proposed = {field: str(stored.proposed.get(field, "")) for field in _CARRIED}
    document = document_of(None, f"USUL-{stored.pk}") | proposed
    draft = start_draft(agency=stored.agency, document=document, actor=actor)
    stored.draft = draft
    stored.save(update_fields=["draft"])
    return draft


def may_become_draft(contribution: Contribution) -> bool:
    """Whether it proposes an indicator, was taken, and is neither drafted nor published yet."""
    return (
        contribution.kind == ContributionKind.NEW_INDICATOR
        and contribution.outcome in {Outcome.TAKEN, Outcome.TAKEN_CHANGED}
        and contribution.indicator_id is None
        and contribution.draft_id is None
    )
