"""Somebody proposes an indicator that is not there yet."""

import datetime
from collections.abc import Mapping

from agencies.models import Agency
from agencies.permissions import Actor
from indicators.models import Contribution, ContributionKind
from indicators.permissions import may_propose
from indicators.services.participation.load_circle import load_circle
from indicators.services.participation.record_contribution import NotConcernedError, record_contribution

PROPOSED_FIELDS = ("name", "unit", "direction", "target", "source")
"""What a proposal says beside its reason, in the order in which it is shown."""


def propose_indicator(
    *, agency: Agency, proposed: Mapping[str, str], reason: str, actor: Actor, day: datetime.date
) -> Contribution:
    """Propose an indicator for a unit; ``proposed`` says the fields of ``PROPOSED_FIELDS``.

    Raises:
        NotConcernedError: it is a unit of other people.
        ContributionRefusedError: there is no reason.
    """
    if not may_propose(actor, load_circle(actor=actor, day=day), agency.pk):
        raise NotConcernedError
    return record_contribution(
        agency=agency,
        kind=ContributionKind.NEW_INDICATOR,
        proposed={field: proposed.get(field, "").strip() for field in PROPOSED_FIELDS},
        text=reason,
        actor=actor,
        about=f"usulan indikator {proposed.get('name', '')}",
    )
