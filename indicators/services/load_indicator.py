"""Everything that the page of one indicator shows, in a fixed number of queries."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Aggregate, Count, F, Max, Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils.dates import MONTHS

from agencies.permissions import Actor
from indicators.models import Indicator, IndicatorVersion, PlanItem
from indicators.models.indicator import SINCE_ALWAYS
from indicators.permissions import may_see_targets, may_see_who_uses
from indicators.services.catalogue.changes import Change, changes_between, months_in_words
from indicators.services.catalogue.load_use import UnitUse
from indicators.services.find_indicators import items_in_force

SHOWN_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version. Without ``valid_from`` it counts for every period, however early.

    It came with version ``catalogue`` of the agency's catalogue, if with any.
    """

    number: int
    valid_from: datetime.date | None
    recorded_at: datetime.datetime
    changes: tuple[Change, ...]
    in_force: bool
    catalogue: int | None
    publication_id: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """Somebody whose plan measures by it, named only to who follows this person."""

    name: str
    nip: str
    unit: str


@dataclass(frozen=True, slots=True)
class MonthTargets:
    """The lowest and the highest target of each of some months on end, and in how many agreed plans they stand.

    ``first`` and ``last`` are the names of the months, the same for a single one.
    """

    first: str
    last: str
    low: Decimal
    high: Decimal
    plans: int


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator as it is shown. ``months`` is empty without targets, ``hides_targets`` where too few have them.

    ``version`` is the one in force, else the first to come; there is none where nothing was ever published.
    ``measured_in`` are its months in words. ``was_undone``: the publication that brought it in was taken back.
    ``people`` are at most a hundred of the ``people_total`` that the reader may see; none for who may see no name.
    """

    indicator: Indicator
    version: IndicatorVersion | None
    name: str
    measured_in: str
    is_in_force: bool
    has_ended: bool
    was_undone: bool
    versions: tuple[VersionLine, ...]
    year: int
    plans: int
    units: tuple[UnitUse, ...]
    people: tuple[Measured, ...]
    people_total: int
    months: tuple[MonthTargets, ...]
    hides_targets: bool


def load_indicator(*, indicator: Indicator, actor: Actor, day: datetime.date) -> IndicatorPage:
    """The page of an indicator for somebody, in at most four queries.

    ``day`` says which version and which year's plans count.
    """
    stored = list(IndicatorVersion.objects.filter(indicator=indicator).select_related("publication").order_by("number"))
    begun = [version for version in stored if version.valid_from <= day]
    shown = max(begun or stored, key=lambda version: (version.valid_from, version.number), default=None)
    retired_from = indicator.retired_from
    items = items_in_force(day.year).filter(indicator=indicator)
    by_unit = _uses(items)
    plans = sum(use.plans for use in by_unit.values())
    shows_targets = may_see_targets(actor, frozenset(by_unit), plans)
    seen = {pk for pk in by_unit if actor.reads_region or pk in actor.admin_agency_ids}
    return IndicatorPage(
        indicator=indicator,
        version=shown,
        name=shown.name if shown else indicator.code,
        measured_in=months_in_words(shown.months) if shown else "",
        is_in_force=bool(begun),
        has_ended=retired_from is not None and retired_from <= day,
        was_undone=retired_from == SINCE_ALWAYS,
        versions=tuple(_lines(stored, shown))[::-1],
        year=day.year,
        plans=plans,
        units=tuple(by_unit.values()),
        people=_people(items.filter(plan__agency_id__in=seen)) if may_see_who_uses(actor) else (),
        people_total=sum(by_unit[pk].plans for pk in seen),
        months=_months(items) if shows_targets else (),
        hides_targets=bool(plans) and not shows_targets,
    )


def _lines(versions: Sequence[IndicatorVersion], shown: IndicatorVersion | None) -> Iterator[VersionLine]:
    for before, version in zip([None, *versions], versions, strict=False):
        changes = () if before is None else changes_between(before, version)
        begins = None if version.valid_from == SINCE_ALWAYS else version.valid_from
        publication = version.publication
        yield VersionLine(
            number=version.number,
            valid_from=begins,
            recorded_at=version.created_at,
            changes=changes,
            in_force=version == shown,
            catalogue=publication.number if publication else None,
            publication_id=version.publication_id,
        )


def _uses(items: QuerySet[PlanItem]) -> dict[int, UnitUse]:
    """The plans by unit, in the order of codes. One query."""
    columns = ("plan__agency_id", "plan__agency__code", "plan__agency__name")
    rows = items.order_by("plan__agency__code").values_list(*columns).annotate(Count("id"))
    return {agency_id: UnitUse(code, name, plans) for agency_id, code, name, plans in rows}


def _people(items: QuerySet[PlanItem]) -> tuple[Measured, ...]:
    named = items.order_by("plan__agency__code", "plan__employee__name__sort_key", "plan__employee__nip", "plan_id")
    rows = named.values_list("plan__employee__name", "plan__employee__nip", "plan__agency__name")
    return tuple(Measured(*row) for row in rows[:SHOWN_PEOPLE])


def _months(items: QuerySet[PlanItem]) -> tuple[MonthTargets, ...]:
    """Of a range the lower bound of the lowest and the upper bound of the highest. One query."""
    asked: dict[str, Aggregate] = {}
    for place in range(12):
        low, high = F(f"targets__{place}"), F(f"upper_targets__{place}")
        asked[f"low{place}"] = Min(low)
        asked[f"high{place}"] = Max(Coalesce(high, low))
        asked[f"plans{place}"] = Count(low)
    found = items.aggregate(**asked)
    months = ((place, *(found[f"{name}{place}"] for name in ("low", "high", "plans"))) for place in range(12))
    spans = groupby(months, key=lambda month: month[1:])
    return tuple(_span([place for place, *_same in span], *figures) for figures, span in spans if figures[2])


def _span(places: Sequence[int], low: Decimal, high: Decimal, plans: int) -> MonthTargets:
    """Months on end with the same targets are told once."""
    return MonthTargets(str(MONTHS[places[0] + 1]), str(MONTHS[places[-1] + 1]), low, high, plans)
