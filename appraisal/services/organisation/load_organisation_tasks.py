"""What waits for leaders about whole units: predicates to set, and reasons for spreads outside the guideline."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import Placement
from agencies.permissions import Actor, led_by, rates
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree
from agencies.services.organisation.find_heads import Heads, find_heads_on
from appraisal.documents.guideline import OrganisationPredicate, compare
from appraisal.models import DistributionReason, OrganisationRating, Period, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.services.delegation.find_silent_raters import rating_due
from appraisal.services.organisation.led_units import day_of, parents_in
from appraisal.services.organisation.load_spreads import load_spreads
from appraisal.services.rating.rating_task import RatingTask, how_many


def load_organisation_tasks(*, actor: Actor, periods: Collection[Period], today: datetime.date) -> Iterator[RatingTask]:
    """A line for each period with units to rate, and one for each unit whose reason is awaited.

    Four queries, whatever the number of units; three more where a unit that the actor leads has a predicate.
    """
    if not periods:
        return
    placed = _places(actor, periods, today)
    if not placed:
        return
    around = {agency_id for agency_id, _person in placed}
    led = {agency_id for agency_id, person in placed if person in actor.rates_as}
    rows = OrganisationRating.objects.filter(period__in=list(periods), agency_id__in=around)
    stored = {(one.period_id, one.agency_id): OrganisationPredicate(one.predicate) for one in rows}
    tree = load_agency_tree()
    asked = around | {below for _p, unit in stored if unit in led for below in tree.with_sub_units(unit)}
    to_rate = _to_rate(periods, today)
    compared = [one for one in periods if any((one.pk, unit) in stored for unit in led)]
    heads = _heads([*to_rate, *compared], asked, today)
    yield from _unrated(actor, to_rate, heads, stored)
    yield from _unexplained(actor, compared, heads, stored, tree, asked)


def _places(actor: Actor, periods: Collection[Period], today: datetime.date) -> list[tuple[int, int]]:
    """The units in which somebody, or those under this person, have a place."""
    mine = led_by(actor) | Q(employee_id__in=actor.rates_as)
    rows = Placement.objects.filter(mine).during(min(one.first_day for one in periods), today)
    return list(rows.order_by().values_list("agency_id", "employee_id").distinct())


def _heads(periods: Collection[Period], agency_ids: Collection[int], today: datetime.date) -> dict[int, Heads]:
    """Who leads in each period, by its id."""
    days = {one.pk: day_of(one, today) for one in periods}
    found = find_heads_on(set(days.values()), agency_ids=agency_ids)
    return {period_id: found.get(day, {}) for period_id, day in days.items()}


def _to_rate(periods: Collection[Period], today: datetime.date) -> list[Period]:
    """What has ended and is open: of months the newest alone, so that a missed one asks no one for ever."""
    locks = [one for one in periods if one.is_locked]
    ended = [
        one
        for one in periods
        if one.last_day < today
        and not any(lock.first_day <= one.first_day and one.last_day <= lock.last_day for lock in locks)
    ]
    months = [one for one in ended if one.kind == PeriodKind.MONTH]
    longer = [one for one in ended if one.kind != PeriodKind.MONTH]
    return [*sorted(months, key=lambda one: one.first_day)[-1:], *longer]


def _unrated(
    actor: Actor,
    periods: Sequence[Period],
    heads: Mapping[int, Heads],
    stored: Mapping[tuple[int, int], OrganisationPredicate],
) -> Iterator[RatingTask]:
    for period in periods:
        missing = [
            unit
            for unit, head in heads[period.pk].items()
            if rates(actor, head.supervisor_id, head.employee_id) and (period.pk, unit) not in stored
        ]
        if missing:
            span = parse_period_code(period.code)
            values = {"count": how_many(len(missing)), "period": span.label}
            yield RatingTask(
                text=_("Tetapkan predikat organisasi %(count)s unit untuk %(period)s") % values,
                url=reverse("organisation-ratings", args=[period.code]),
                note=_("Sebelum predikat pegawainya; menjadi rating hasil kerja pimpinannya."),
                due=rating_due(span, period.rate_until),
            )


def _unexplained(  # noqa: PLR0917 - what was loaded, in the order in which it was
    actor: Actor,
    periods: Sequence[Period],
    heads: Mapping[int, Heads],
    stored: Mapping[tuple[int, int], OrganisationPredicate],
    tree: AgencyTree,
    agency_ids: Collection[int],
) -> Iterator[RatingTask]:
    """Also of a locked period: the reason stays awaited until it is written."""
    if not periods:
        return
    spreads = load_spreads(
        heads={one.pk: heads[one.pk] for one in periods}, parents=parents_in(tree), agency_ids=agency_ids
    )
    written = set(DistributionReason.objects.filter(period__in=periods).values_list("period_id", "agency_id"))
    for period in periods:
        for node in tree.nodes:
            head, predicate = heads[period.pk].get(node.id), stored.get((period.pk, node.id))
            if head is None or predicate is None or head.employee_id not in actor.rates_as:
                continue
            spread = spreads[period.pk].get(node.id)
            found = compare(predicate, spread.counts) if spread else None
            if found and found.deviates and (period.pk, node.id) not in written:
                values = {"unit": node.name, "period": parse_period_code(period.code).label}
                yield RatingTask(
                    text=_("Tulis alasan sebaran %(unit)s untuk %(period)s") % values,
                    url=reverse("unit-distribution", args=[period.code, node.code]),
                    note=_("Sebaran predikat berbeda dari rentang pedoman. Tidak ada yang ditahan karenanya."),
                    status=_("Alasan ditunggu"),
                    kind="warning",
                )
