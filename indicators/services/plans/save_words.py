"""The parts of a plan that are words: the leader's expectations, and the three annexes."""

import datetime
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from agencies.permissions import Actor
from indicators.core_values import NAMES
from indicators.models import AnnexKind, AnnexLine, Approach, BehaviourExpectation, PlanVersion, Side
from indicators.services.plans.edition import held, is_open, touch
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused
from indicators.services.plans.plan_sides import require_side, require_turn

LONGEST = 2000
MOST_LINES = 30


def save_expectations(
    *, version: PlanVersion, edition: int, expectations: Mapping[str, str], actor: Actor, day: datetime.date
) -> PlanVersion:
    """Store the leader's special expectation for each core value; an empty one is none.

    Raises:
        PlanChanged: somebody changed the plan meanwhile.
        NotYourTurn: these are the supervisor's words, while the version is open.
        PlanRefused: an unknown value, or too long a text.
    """
    stored = held(version, edition)
    if require_side(stored, actor, day) != Side.SUPERVISOR or not is_open(stored):
        raise NotYourTurn(_("Ekspektasi khusus ditulis pejabat penilai selama SKP dibahas."))
    said = {value: text.strip() for value, text in expectations.items() if text.strip()}
    if not said.keys() <= NAMES.keys() or any(len(text) > LONGEST for text in said.values()):
        raise PlanRefused(_("Ekspektasi diisi per nilai dasar, paling banyak %(most)s huruf.") % {"most": LONGEST})
    before = dict(BehaviourExpectation.objects.filter(version=stored).values_list("value", "text"))
    if said == before:
        return stored
    BehaviourExpectation.objects.filter(version=stored).delete()
    BehaviourExpectation.objects.bulk_create(
        BehaviourExpectation(version=stored, value=value, text=said[value]) for value in NAMES if value in said
    )
    touch(stored)
    return stored


def save_annexes(
    *, version: PlanVersion, edition: int, annexes: Mapping[str, Sequence[str]], actor: Actor, day: datetime.date
) -> PlanVersion:
    """Store the lines of the three annexes; empty lines are dropped.

    Raises:
        PlanChanged, NotYourTurn: see :mod:`plan_errors`.
        PlanRefused: an unknown annex, too many or too long lines.
    """
    stored = held(version, edition)
    require_turn(stored, actor, day)
    said = {
        kind: [line.strip() for line in annexes.get(kind, ()) if line.strip()] for kind in map(str, AnnexKind.values)
    }
    lines = [line for of_kind in said.values() for line in of_kind]
    if not annexes.keys() <= said.keys() or len(lines) > MOST_LINES or any(len(line) > LONGEST for line in lines):
        raise PlanRefused(_("Lampiran memuat paling banyak %(most)s baris.") % {"most": MOST_LINES})
    if said == _stored_lines(stored):
        return stored
    AnnexLine.objects.filter(version=stored).delete()
    AnnexLine.objects.bulk_create(
        AnnexLine(version=stored, kind=kind, position=position, text=line)
        for kind, of_kind in said.items()
        for position, line in enumerate(of_kind, start=1)
    )
    touch(stored)
    return stored


def choose_approach(
    *, version: PlanVersion, edition: int, approach: Approach, actor: Actor, day: datetime.date
) -> PlanVersion:
    """Say how results are measured: quantitative or qualitative, one for the whole plan.

    Raises:
        PlanChanged, NotYourTurn: see :mod:`plan_errors`.
    """
    stored = held(version, edition)
    require_turn(stored, actor, day)
    if stored.approach != approach:
        stored.approach = approach
        touch(stored, "approach")
    return stored


def _stored_lines(version: PlanVersion) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {kind: [] for kind in map(str, AnnexKind.values)}
    for kind, text in AnnexLine.objects.filter(version=version).order_by("position").values_list("kind", "text"):
        lines[kind].append(text)
    return lines
