"""Moving somebody: another superior, or another place. What follows is shown before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from agencies.dates import long_date
from agencies.forms.placements import POSITION_KINDS, SuperiorForm, TransferForm
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree
from agencies.services.organisation.careers import (
    ForeseenEvaluation,
    Stay,
    foresee,
    load_placements,
    seen_text,
)
from agencies.services.organisation.change_supervisor import change_supervisor, foresee_supervisor
from agencies.services.organisation.find_superior import (
    MOST_CANDIDATES,
    Candidate,
    entry_of,
    find_superior,
    offered_superiors,
)
from agencies.services.organisation.hold_placements import PlacementsChangedError
from agencies.services.organisation.load_employee import days_of, may_move, movable_placements, named_position
from agencies.services.organisation.plan_placement import PlacementChange, PlacementRefused
from agencies.services.organisation.transfer_employee import definitive_on, foresee_transfer, transfer_employee
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.employees import kept_employee, own_units

if TYPE_CHECKING:
    from collections.abc import Callable

    from agencies.models import Employee, Placement

REFUSAL = gettext_lazy("Penempatan diubah oleh admin unit pegawai ini atau admin daerah.")
OWN_REFUSAL = gettext_lazy("Penempatan Anda sendiri diubah oleh admin lain.")


@dataclass(frozen=True, slots=True)
class Step:
    """What a placement becomes, as the page tells it before it is saved."""

    ends: str
    begins: str
    place: str
    superior: str
    evaluations: tuple[ForeseenEvaluation, ...]
    has_two_plans: bool


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def change_supervisor_page(request: RegionRequest, employee_id: int) -> HttpResponse:
    """Another superior from a day on."""
    person = _movable_person(request, employee_id)
    stored = load_placements(person)
    placement = _asked_placement(request, stored)
    if placement is None:
        raise PermissionDenied(REFUSAL)
    if request.method != "POST":
        today = timezone.localdate()
        form = SuperiorForm(initial={"first_day": max(today, placement.first_day), "seen": seen_text(stored)})
        return _supervisor_page(request, person, placement, form)
    form = SuperiorForm(request.POST)
    if not form.is_valid():
        return _supervisor_page(request, person, placement, form, status=422)
    said = form.cleaned_data

    def foreseen(supervisor: Employee | None) -> PlacementChange:
        return foresee_supervisor(
            placement=placement, supervisor=supervisor, first_day=said["first_day"], actor=request.actor
        )

    def saved(supervisor: Employee | None) -> Placement:
        return change_supervisor(
            placement=placement,
            supervisor=supervisor,
            first_day=said["first_day"],
            seen=said["seen"],
            actor=request.actor,
            basis=said["basis"],
        )

    outcome = _take(request, person, form, foreseen, saved)
    if isinstance(outcome, HttpResponse):
        return outcome
    return _supervisor_page(request, person, placement, form, status=outcome.status, outcome=outcome)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def transfer_page(request: RegionRequest, employee_id: int) -> HttpResponse:
    """Another unit, post or superior from a day on."""
    person = _movable_person(request, employee_id)
    tree, stored = load_agency_tree(), load_placements(person)
    units = own_units(request.actor)
    if request.method != "POST":
        form = TransferForm(initial=_initial_transfer(stored), tree=tree, agency_ids=units)
        return _transfer_page(request, person, stored, tree, form)
    form = TransferForm(request.POST, tree=tree, agency_ids=units)
    if not form.is_valid():
        return _transfer_page(request, person, stored, tree, form, status=422)
    said = form.cleaned_data
    facts = {
        "employee": person,
        "agency": form.unit,
        "position": said["position"],
        "position_kind": said["position_kind"],
        "first_day": said["first_day"],
        "actor": request.actor,
    }

    def foreseen(supervisor: Employee | None) -> PlacementChange:
        return foresee_transfer(supervisor=supervisor, **facts)

    def saved(supervisor: Employee | None) -> Placement:
        return transfer_employee(supervisor=supervisor, seen=said["seen"], basis=said["basis"], **facts)

    outcome = _take(request, person, form, foreseen, saved)
    if isinstance(outcome, HttpResponse):
        return outcome
    return _transfer_page(request, person, stored, tree, form, status=outcome.status, outcome=outcome)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a form that was not saved: a step to confirm, people to choose from, a refusal, a stale form."""

    status: int = 200
    step: Step | None = None
    candidates: tuple[Candidate, ...] = ()
    is_stale: bool = False


def _take(
    request: RegionRequest,
    person: Employee,
    form: SuperiorForm,
    foreseen: Callable[[Employee | None], PlacementChange],
    saved: Callable[[Employee | None], Placement],
) -> HttpResponse | Outcome:
    """Find the superior, show what follows, and on the second sending save it."""
    superior = None
    if not form.cleaned_data["without"]:
        said = form.cleaned_data
        found = find_superior(typed=said["supervisor"], picked=said["nip"], day=said["first_day"])
        if found.person is None:
            return _unclear(form, found.candidates)
        superior = found.person
        form.data = {**request.POST.dict(), "supervisor": entry_of(superior.name, superior.nip), "nip": ""}
    try:
        if "simpan" not in request.POST:
            return Outcome(step=_step(foreseen(superior)))
        with transaction.atomic():
            placement = saved(superior)
    except PlacementRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return Outcome(status=422)
    except PlacementsChangedError:
        form.data = {**form.data, "seen": seen_text(load_placements(person))}
        return Outcome(status=409, is_stale=True)
    messages.success(request, _saved_words(person, placement))
    return redirect("employee", person.pk)


def _unclear(form: SuperiorForm, candidates: tuple[Candidate, ...]) -> Outcome:
    if candidates:
        many = _("Banyak pegawai cocok dengan nama itu. Pilih salah satu, atau tulis namanya lebih lengkap.")
        few = _("Beberapa pegawai cocok dengan nama itu. Pilih salah satu.")
        form.add_error("supervisor", many if len(candidates) > MOST_CANDIDATES else few)
    else:
        said = _('Tidak ada pegawai yang cocok dengan "%(typed)s". Periksa ejaan, atau tulis NIP.')
        form.add_error("supervisor", said % {"typed": form.cleaned_data["supervisor"]})
    return Outcome(status=422, candidates=candidates[:MOST_CANDIDATES])


def _saved_words(person: Employee, placement: Placement) -> str:
    values = {"name": person.name, "day": long_date(placement.first_day), "unit": placement.agency.name}
    if placement.supervisor is None:
        return _("Mulai %(day)s, %(name)s di %(unit)s tanpa atasan dan dinilai kepala daerah.") % values
    said = _("Mulai %(day)s, %(superior)s menilai %(name)s di %(unit)s.")
    return said % {**values, "superior": placement.supervisor.name}


def _step(change: PlacementChange) -> Step:
    begun = change.begun
    career = [Stay.of(one) for one in change.career]
    evaluations = foresee(career, begun.first_day) if begun in change.career else ()
    return Step(
        ends=_("%(position)s, %(unit)s berakhir %(day)s.")
        % {
            "position": named_position(change.shortened),
            "unit": change.shortened.agency.name,
            "day": long_date(change.shortened.last_day) if change.shortened.last_day else "",
        }
        if change.shortened
        else "",
        begins=days_of(begun),
        place=f"{named_position(begun)}, {begun.agency.name}",
        superior=begun.supervisor.name if begun.supervisor else _("tidak ada; dinilai kepala daerah"),
        evaluations=evaluations,
        has_two_plans=change.shortened is not None and change.shortened.agency_id != begun.agency_id,
    )


def _movable_person(request: RegionRequest, employee_id: int) -> Employee:
    person = kept_employee(request.actor, employee_id)
    if not may_move(request.actor):
        raise PermissionDenied(REFUSAL)
    if person.pk == request.actor.employee_id:
        raise PermissionDenied(OWN_REFUSAL)
    return person


def _asked_placement(request: RegionRequest, stored: list[Placement]) -> Placement | None:
    """The placement that the form is about: the one that is named, else the definitive one of the day."""
    movable = movable_placements(stored, request.actor, timezone.localdate())
    asked = (request.POST if request.method == "POST" else request.GET).get("penempatan", "")
    return next((one for one in movable if str(one.pk) == asked), movable[0] if movable else None)


def _initial_transfer(stored: list[Placement]) -> dict[str, object]:
    today = timezone.localdate()
    current = definitive_on(stored, today)
    initial: dict[str, object] = {"first_day": today, "seen": seen_text(stored)}
    if current is None:
        return initial
    superior = current.supervisor
    return initial | {
        "agency": current.agency.code,
        "position": current.position,
        "position_kind": current.position_kind,
        "supervisor": entry_of(superior.name, superior.nip) if superior else "",
        "without": superior is None,
    }


def _supervisor_page(
    request: RegionRequest,
    person: Employee,
    placement: Placement,
    form: SuperiorForm,
    *,
    status: int = 200,
    outcome: Outcome | None = None,
) -> HttpResponse:
    tree = load_agency_tree()
    node = next(one for one in tree.nodes if one.id == placement.agency_id)
    line = [node.id, *(unit.id for unit in tree.above(node))]
    offered = offered_superiors(agency_ids=line, day=timezone.localdate())
    context = {
        "person": person,
        "placement": placement,
        "position": named_position(placement),
        "days": days_of(placement),
        "form": form,
        "outcome": outcome or Outcome(),
        "offered": [one for one in offered if one.nip != person.nip],
    }
    return render(request, "agencies/employee_supervisor.html", context, status=status)


def _transfer_page(
    request: RegionRequest,
    person: Employee,
    stored: list[Placement],
    tree: AgencyTree,
    form: TransferForm,
    *,
    status: int = 200,
    outcome: Outcome | None = None,
) -> HttpResponse:
    current = definitive_on(stored, timezone.localdate())
    units = own_units(request.actor)
    offered = offered_superiors(
        agency_ids=[one.id for one in tree.nodes] if units is None else list(units), day=timezone.localdate()
    )
    context = {
        "person": person,
        "current": current,
        "position": named_position(current) if current else "",
        "days": days_of(current) if current else "",
        "form": form,
        "outcome": outcome or Outcome(),
        "offered": [one for one in offered if one.nip != person.nip],
        "kinds": POSITION_KINDS,
    }
    return render(request, "agencies/employee_transfer.html", context, status=status)
