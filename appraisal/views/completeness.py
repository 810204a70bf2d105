"""Pemantauan: how far each unit is in a period, and its people with who is waited for."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agencies.files.formulas import CsvWriter
from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.attachment import attachment
from agencies.views.listing import address_of_pages, page_of
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from appraisal.permissions import may_chase, may_follow_completeness, may_follow_unit
from appraisal.services.completeness.load_board import STAGE_NAMES, branches_for, load_board
from appraisal.services.completeness.load_unit import ReminderGroups, UnitPerson, load_unit
from appraisal.services.exclusions.list_exclusions import excludable_people
from appraisal.views.period_choice import chosen_period

REFUSAL = gettext_lazy("Pemantauan untuk admin, kepala daerah, dan inspektorat.")
CSV_HEADERS = ("nip", "nama", "kode_opd", "unit", "periode", "tahap", "ditunggu", "pihak", "sejak")


def followed_periods(today: datetime.date) -> QuerySet[Period]:
    """Those that have begun, the running month first."""
    return Period.objects.filter(first_day__lte=today).order_by("-first_day", "last_day")


@require_safe
@for_people_of_a_region
def completeness(request: RegionRequest) -> HttpResponse:
    """The board: units by stage, what is most missing first."""
    if not may_follow_completeness(request.actor):
        raise PermissionDenied(REFUSAL)
    stage = request.GET.get("tahap", "")
    if stage and stage not in STAGE_NAMES:
        raise Http404
    choice = chosen_period(followed_periods(timezone.localdate()), request.GET.get("periode"))
    tree = load_agency_tree()
    branches = branches_for(tree, None if request.actor.reads_region else request.actor.admin_agency_ids)
    board = load_board(period=choice.period, branches=branches, stage=stage) if choice.period else None
    context = {"choice": choice, "board": board, "stage": stage, "stages": STAGE_NAMES, "unit": None}
    return render(request, "appraisal/completeness.html", context)


class Shown(NamedTuple):
    """Whom a list shows: the value in the address, and the label of its tab."""

    value: str
    label: str
    people: Sequence[UnitPerson]


@require_safe
@for_people_of_a_region
def completeness_unit(request: RegionRequest, code: str, agency_code: str) -> HttpResponse:
    """A unit with all below it: the units right below, and the people with who is waited for."""
    period, tree, node = followed_unit(request.actor, code, agency_code)
    people = load_unit(period=period, agency_ids=tree.with_sub_units(node.id), tree=tree)
    if request.GET.get("unduh") == "csv":
        return _csv(people, period, node)
    lists = _lists(people)
    shown = next((one for one in lists if one.value == request.GET.get("siapa", "")), None)
    if shown is None:
        raise Http404
    page = page_of(shown.people, request.GET)
    below = tree.branches_of(node) if tree.children_of(node.id) else ()
    asked = [one.employee_id for one in page if one.absence is None]
    writes = may_chase(request.actor, node.id)
    may_exclude = (
        set(excludable_people(request.actor, timezone.localdate()).filter(pk__in=asked).values_list("pk", flat=True))
        if writes
        else set()
    )
    context = {
        "period": period,
        "label": parse_period_code(period.code).label,
        "unit": node,
        "board": load_board(period=period, branches=below) if below else None,
        "stage": "",
        "stages": STAGE_NAMES,
        "tabs_of_lists": [_tab(one, shown) for one in lists],
        "shown": shown,
        "page": page,
        "address_of_list": address_of_pages(request.GET),
        "groups": ReminderGroups.of(people),
        "writes": writes and not period.is_locked,
        "may_exclude": may_exclude - {request.actor.employee_id},
        "back": _way_back(request.actor, node, tree, period),
    }
    return render(request, "appraisal/completeness_unit.html", context)


def followed_unit(actor: Actor, code: str, agency_code: str) -> tuple[Period, AgencyTree, AgencyNode]:
    """A period and a unit whose people the actor may see.

    Raises:
        Http404: the region has no such period, or no such unit.
        PermissionDenied: the unit is not the actor's to follow.
    """
    tree = load_agency_tree()
    node = tree.find(agency_code)
    period = Period.objects.filter(code=code).first()
    if node is None or period is None:
        raise Http404
    if not may_follow_unit(actor, node.id):
        raise PermissionDenied(
            _("Pemantauan %(unit)s untuk adminnya, admin daerah, kepala daerah, dan inspektorat.") % {"unit": node.name}
        )
    return period, tree, node


def _lists(people: Sequence[UnitPerson]) -> list[Shown]:
    counted = [one for one in people if one.absence is None]
    return [
        Shown("", _("Ditunggu"), [one for one in counted if one.waits]),
        Shown("pegawai", _("Menunggu pegawai"), [one for one in counted if any(s.is_employee for s in one.waits)]),
        Shown("penilai", _("Menunggu pejabat penilai"), [one for one in counted if any(s.is_rater for s in one.waits)]),
        Shown("semua", _("Semua yang dihitung"), counted),
        Shown("tidak-dihitung", _("Tidak dihitung"), [one for one in people if one.absence is not None]),
    ]


def _tab(one: Shown, shown: Shown) -> tuple[str, str, bool]:
    return f"{one.label} ({len(one.people)})", f"?siapa={one.value}" if one.value else "?", one is shown


def _csv(people: Sequence[UnitPerson], period: Period, node: AgencyNode) -> HttpResponse:
    response = attachment(f"belum-selesai-{period.code}-{node.code}.csv", "text/csv; charset=utf-8")
    CsvWriter(response).writerows([CSV_HEADERS, *_csv_rows(people, period)])
    return response


def _csv_rows(people: Sequence[UnitPerson], period: Period) -> Iterator[tuple[str, ...]]:
    for one in people:
        for step in one.waits:
            facts = (one.nip, one.name, one.agency_code, one.agency, period.code)
            yield (*facts, step.what, step.who, step.side, step.since.isoformat())


def _way_back(actor: Actor, node: AgencyNode, tree: AgencyTree, period: Period) -> tuple[str, str]:
    parent = next(iter(tree.above(node)), None)
    if parent is not None and parent.depth and may_follow_unit(actor, parent.id):
        return parent.name, reverse("completeness-unit", args=[period.code, parent.code])
    return _("Pemantauan"), f"{reverse('completeness')}?periode={period.code}"
