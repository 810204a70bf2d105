"""The people of a region or of some units: found, looked at, and followed through their placements."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.forms.placements import EmployeeSearch
from agencies.imports.kinds import kinds_for
from agencies.models import Employee
from agencies.permissions import Actor, may_read_organisation
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree
from agencies.services.organisation.find_employees import find_employees, listed_employees
from agencies.services.organisation.load_employee import load_employee
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of

REFUSAL = _("Daftar pegawai untuk admin, kepala daerah, dan inspektorat. Data Anda sendiri ada di Akun saya.")
PERSON_REFUSAL = _("Pegawai ini di luar unit yang Anda kelola. Minta admin daerah melihatnya.")


@require_safe
@for_people_of_a_region
def employees(request: RegionRequest) -> HttpResponse:
    """The people whose placements the actor follows, fifty a page."""
    if not may_read_organisation(request.actor):
        raise PermissionDenied(REFUSAL)
    today, tree = timezone.localdate(), load_agency_tree()
    search = EmployeeSearch(request.GET, tree=tree, agency_ids=own_units(request.actor))
    context: dict[str, object] = {
        "search": search,
        "page": None,
        "rows": [],
        "address": address_of_pages(request.GET),
        "year": today.year,
        "may_import": any(kind.code == "employees" for kind in kinds_for(request.actor)),
    }
    if search.is_valid():
        asked = search.cleaned_data
        found = find_employees(
            actor=request.actor,
            day=today,
            agency_ids=_units_of(tree, asked["opd"]),
            search=asked["cari"],
            narrowed=asked["saring"],
        )
        page = page_of(found, request.GET)
        context |= {"page": page, "rows": listed_employees(list(page), today)}
    return render(request, "agencies/employees.html", context, status=422 if search.errors else 200)


@require_safe
@for_people_of_a_region
def employee(request: RegionRequest, employee_id: int) -> HttpResponse:
    """One person: places over time, superior, account, and what can be changed."""
    person = kept_employee(request.actor, employee_id)
    today = timezone.localdate()
    found = load_employee(employee_id=person.pk, actor=request.actor, day=today)
    return render(request, "agencies/employee.html", {"found": found, "year": today.year})


def kept_employee(actor: Actor, employee_id: int) -> Employee:
    """A person of the region whose placements the actor follows.

    Raises:
        PermissionDenied: somebody of the region, yet not of the actor's units.
        Http404: nobody of the region.
    """
    people = Employee.objects.filter(pk=employee_id)
    return fetch_visible(people, people.kept_by(actor, timezone.localdate()), refusal=str(PERSON_REFUSAL))


def own_units(actor: Actor) -> Collection[int] | None:
    """The units to choose from: None stands for all of the region."""
    return None if actor.reads_region else actor.admin_agency_ids


def _units_of(tree: AgencyTree, code: str) -> Collection[int] | None:
    node = tree.find(code) if code else None
    return tree.with_sub_units(node.id) if node else None
