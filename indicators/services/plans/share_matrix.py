"""A leader shares results with several people at once: all of it, or nothing with the reasons."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from agencies.permissions import Actor
from agencies.services.load_agency_tree import load_agency_tree
from indicators.services.plans.cascade import Cascade, load_cascade
from indicators.services.plans.load_role_matrix import RoleRow, leader_of, load_role_matrix, units_above
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused
from indicators.services.plans.share_results import share_results


@dataclass(frozen=True, slots=True)
class Shares:
    """For one placement: the results that were supported on the screen, and those that shall be."""

    before: frozenset[UUID]
    after: frozenset[UUID]


class SharingRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """Nothing was shared; ``reasons`` names each person with a sentence."""

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(sentence for _name, sentence in reasons))


def share_matrix(*, shares: Mapping[int, Shares], year: int, actor: Actor, day: datetime.date) -> int:
    """Bring the plans of the staff to what was ticked; how many of them changed.

    ``shares`` by number of the placement. Only what somebody ticked or unticked is changed: what the employee did
    meanwhile in the own plan stays.

    Raises:
        NotYourTurn: the leader has no staff or no own results.
        SharingRefused: one or more people cannot be shared with; nothing is stored.
    """
    matrix = load_role_matrix(actor=actor, year=year, day=day)
    leader = leader_of(actor)
    if leader is None or matrix.of_unit:
        raise NotYourTurn
    tree, cascades = load_agency_tree(), dict[int, Cascade]()
    refused: list[tuple[str, str]] = []
    changed = 0
    with transaction.atomic():
        for row in matrix.rows:
            share = shares.get(row.placement.pk)
            if share is None or share.after == share.before:
                continue
            agency_id = row.placement.agency_id
            if agency_id not in cascades:
                units = units_above(tree, agency_id)
                cascades[agency_id] = load_cascade(superior=leader, agency_ids=units, year=year, day=day)
            try:
                made = share_results(
                    leader=leader,
                    placement=row.placement,
                    year=year,
                    keys=_wanted(row, share),
                    cascade=cascades[agency_id],
                    actor=actor,
                )
            except (PlanRefused, NotYourTurn) as error:
                refused.append((row.placement.employee.name, str(error)))
            else:
                changed += made is not None
        if refused:
            raise SharingRefused(refused)
    return changed


def _wanted(row: RoleRow, share: Shares) -> frozenset[UUID]:
    now = {cell.result.key for cell in row.cells if cell.is_supported}
    return frozenset((now | (share.after - share.before)) - (share.before - share.after))
