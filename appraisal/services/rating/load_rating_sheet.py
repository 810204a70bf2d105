"""The scoring sheet: whom a person rates in a period, with inputs as they are now and the engine's own figures.

Who rates a plan is the supervisor of its placement on its last day in the period (contract 2.9), and the regional
head's account where that placement has none (contract 2.8). Nothing here writes.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from agencies.models import Placement
from agencies.permissions import Actor, led_by, rates
from appraisal.documents.rating_sheet import RatingSheet, UnratedPlace
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Period
from appraisal.scoring.types import PlacementKind
from appraisal.services.evaluation.load_placements import PlanKey
from appraisal.services.evaluation.load_sheets import LoadedPlan, load_sheets
from appraisal.services.evaluation.period_facts import NoSchemeError, load_period_facts
from appraisal.services.peers.hold_back_sheets import hold_back_sheets
from appraisal.services.rating.find_rated_period import RatedPeriod
from appraisal.services.rating.load_rating_rows import RatedPlan, RowTexts, rated_plans
from indicators.models import Plan


def load_rating_sheet(*, rated: RatedPeriod, actor: Actor, today: datetime.date) -> RatingSheet:
    """Everybody whom the actor rates in a period, by name, and who of the own staff is not rated here, and why.

    A fixed number of queries, whatever the number of people.
    """
    places = list(_places_under(actor, rated.period))
    if not places:
        return RatingSheet(rated.described(today), (), ())
    people = {place.key.employee_id for place in places}
    try:
        loaded, plans, held_back = _loaded(rated.period, people)
    except NoSchemeError as error:
        return RatingSheet(rated.described(today), (), (), str(error))
    mine = [plan for plan in loaded if rates(actor, plan.rater_id, plan.employee_id)]
    texts = RowTexts.load(rated.period, loaded, people)
    mine = [plan for plan in mine if plan.employee_id not in texts.excluded]
    described = rated.described(today, {plan.agency_id for plan in mine})
    rows = tuple(one.row() for one in rated_plans(mine, texts, actor, held_back))
    if not described.closed:
        rows = tuple(replace(row, closed=rated.scoring_closed(row.agency_id)) for row in rows)
    return RatingSheet(described, rows, tuple(_others(places, mine, loaded, plans, texts)))


def load_rated_plan(*, period: Period, plan_id: int, actor: Actor) -> RatedPlan | None:
    """One plan as its rater sees it; nothing where the region has no such plan in the period.

    Whether the actor may see or change it is for the caller to ask (:func:`rates`, ``superior_id``).

    Raises:
        NoSchemeError: the agency has no valid scheme.
    """
    plan = Plan.objects.all().agreed().filter(pk=plan_id, year=period.first_day.year).first()
    if plan is None:
        return None
    loaded, _plans, held_back = _loaded(period, {plan.employee_id})
    asked = next((one for one in loaded if one.plan_id == plan_id), None)
    if asked is None:
        return None
    siblings = [one for one in loaded if one.rater_id == asked.rater_id]
    texts = RowTexts.load(period, siblings, {plan.employee_id})
    return next(one for one in rated_plans(siblings, texts, actor, held_back) if one.plan.plan_id == plan_id)


class _Place(NamedTuple):
    """A placement under the rater within the period."""

    key: PlanKey
    position: str


def _places_under(actor: Actor, period: Period) -> Iterator[_Place]:
    rows = Placement.objects.filter(led_by(actor)).during(period.first_day, period.last_day)
    columns = ("employee_id", "agency_id", "kind", "position")
    for employee_id, agency_id, kind, position in rows.order_by("id").values_list(*columns):
        if employee_id != actor.employee_id:
            yield _Place(PlanKey(employee_id, agency_id, kind), position)


class _Loaded(NamedTuple):
    """The plans with a month in the period, every agreed plan of the year by its key, and which come without peers."""

    plans: list[LoadedPlan]
    ids: dict[PlanKey, int]
    held_back: frozenset[int]


def _loaded(period: Period, employee_ids: Collection[int]) -> _Loaded:
    """Of these people, as they may be shown."""
    plans = Plan.objects.all().agreed().of(employee_ids, period.first_day.year)
    columns = ("id", "employee_id", "agency_id", "placement_kind")
    ids = {PlanKey(person, agency, kind): pk for pk, person, agency, kind in plans.values_list(*columns)}
    loaded = load_sheets(load_period_facts(period), list(ids.values()))
    shown, held_back = hold_back_sheets(loaded, period)
    return _Loaded(shown, ids, held_back)


def _others(
    places: Sequence[_Place],
    mine: Sequence[LoadedPlan],
    loaded: Sequence[LoadedPlan],
    plans: Mapping[PlanKey, int],
    texts: RowTexts,
) -> Iterator[UnratedPlace]:
    """The places under the rater whose plan is not rated by this person in the period, each once, with the reason.

    An exclusion says more than a plan that is not there.
    """
    rated = {plan.plan_id for plan in mine}
    by_id = {plan.plan_id: plan for plan in loaded}
    seen = set()
    for place in sorted(places, key=lambda place: texts.by_name(place.key.employee_id)):
        plan_id = plans.get(place.key)
        if place.key in seen or plan_id in rated:
            continue
        seen.add(place.key)
        name, _nip = texts.people[place.key.employee_id]
        position = position_with_kind(place.position, PlacementKind(place.key.kind))
        excluded = texts.excluded.get(place.key.employee_id)
        yield UnratedPlace(name, position, excluded.sentence if excluded else _why_not(plan_id, by_id, texts))


def _why_not(plan_id: int | None, loaded: Mapping[int, LoadedPlan], texts: RowTexts) -> str:
    if plan_id is None:
        return _("Belum ada SKP yang disepakati untuk penempatan ini.")
    if plan_id not in loaded:
        return _("Periode ini dinilai pada penempatan lain, tempat hari kerjanya lebih banyak.")
    rater_id = loaded[plan_id].rater_id
    if rater_id is None:
        return _("Pada hari terakhir penempatannya tidak ada atasan: kepala daerah yang menilai.")
    name, _nip = texts.people[rater_id]
    return _("Dinilai oleh %(name)s, atasan pada hari terakhir penempatannya dalam periode ini.") % {"name": name}
