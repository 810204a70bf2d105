"""Pengecualian: who is not waited for, why, and until when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Employee
from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.forms.exclusions import ExclusionForm
from appraisal.models import Exclusion
from appraisal.permissions import may_follow_completeness
from appraisal.services.exclusions.end_exclusion import end_exclusion
from appraisal.services.exclusions.list_exclusions import (
    excludable_people,
    listed_exclusions,
    ordered_exclusions,
    readable_exclusions,
)
from appraisal.services.exclusions.make_exclusion import ExclusionRefusedError, make_exclusion

REFUSAL = gettext_lazy("Daftar pengecualian untuk admin, kepala daerah, dan inspektorat.")
WRITE_REFUSAL = gettext_lazy("Pegawai dikecualikan oleh admin unitnya atau admin daerah.")


@require_safe
@for_people_of_a_region
def exclusions(request: RegionRequest) -> HttpResponse:
    """Those that the actor may read, those in force first; of one person with `?pegawai=`."""
    if not may_follow_completeness(request.actor):
        raise PermissionDenied(REFUSAL)
    today = timezone.localdate()
    rows = ordered_exclusions(readable_exclusions(request.actor, today))
    asked = request.GET.get("pegawai", "")
    if asked.isdecimal():
        rows = rows.filter(employee_id=int(asked[:18]))
    page = page_of(rows, request.GET)
    context = {
        "page": page,
        "rows": listed_exclusions(list(page), request.actor, today),
        "address": address_of_pages(request.GET),
        "of_one": bool(asked),
    }
    return render(request, "appraisal/exclusions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_exclusion(request: RegionRequest, employee_id: int) -> HttpResponse:
    """Leave a person out of what is waited for; `?dari=` begins with what an earlier exclusion said."""
    person = _excludable(request.actor, employee_id)
    if request.method != "POST":
        return _form_page(request, person, ExclusionForm(initial=_begun_from(request, person)))
    form = ExclusionForm(request.POST)
    if not form.is_valid():
        return _form_page(request, person, form, status=422)
    said = form.cleaned_data
    try:
        make_exclusion(
            employee=person,
            kind=Exclusion.Kind(said["kind"]),
            first_day=said["first_day"],
            last_day=said["last_day"],
            reason=said["reason"],
            actor=request.actor,
        )
    except ExclusionRefusedError as error:
        form.add_error(None, str(error))
        return _form_page(request, person, form, status=422)
    messages.success(request, _("%(name)s dikecualikan: tidak ditunggu dan tidak dinilai.") % {"name": person.name})
    return redirect(f"{reverse('exclusions')}?pegawai={person.pk}")


@require_POST
@for_people_of_a_region
def revoke(request: RegionRequest, exclusion_id: int) -> HttpResponse:
    """Take an exclusion back; the list then offers to make it again."""
    rows = Exclusion.objects.filter(pk=exclusion_id).select_related("employee")
    mine = rows.filter(employee__in=excludable_people(request.actor, timezone.localdate()).order_by().values("pk"))
    found = fetch_visible(rows, mine, refusal=str(WRITE_REFUSAL))
    try:
        end_exclusion(exclusion=found, actor=request.actor)
    except ExclusionRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Pengecualian %(name)s dicabut. Bila keliru, buat lagi dengan tombol di barisnya.")
            % {"name": found.employee.name},
        )
    return redirect(f"{reverse('exclusions')}?pegawai={found.employee_id}")


def _excludable(actor: Actor, employee_id: int) -> Employee:
    people = Employee.objects.filter(pk=employee_id)
    mine = excludable_people(actor, timezone.localdate()).filter(pk=employee_id)
    return fetch_visible(people, mine, refusal=str(WRITE_REFUSAL))


def _begun_from(request: RegionRequest, person: Employee) -> dict[str, object]:
    asked = request.GET.get("dari", "")
    earlier = Exclusion.objects.filter(pk=int(asked[:18]), employee=person).first() if asked.isdecimal() else None
    if earlier is None:
        return {"first_day": timezone.localdate()}
    names = ("kind", "first_day", "last_day", "reason")
    return {name: getattr(earlier, name) for name in names}


def _form_page(request: HttpRequest, person: Employee, form: ExclusionForm, status: int = 200) -> HttpResponse:
    return render(request, "appraisal/exclusion_new.html", {"person": person, "form": form}, status=status)
