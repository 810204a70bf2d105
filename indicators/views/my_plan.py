"""SKP saya: the own plans of a year, and what begins or ends one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Placement
from agencies.permissions import Actor
from agencies.views.access import RegionRequest, for_people_of_a_region
from indicators.core_values import CORE_VALUES
from indicators.forms.plans import AddendumForm, NewPlanForm, WithdrawalForm
from indicators.models import Plan, PlanVersion, Side
from indicators.services.plans.amend_plan import amend_plan
from indicators.services.plans.draft_plan import draft_plan, plan_key
from indicators.services.plans.load_my_plans import drafting_years, load_my_year
from indicators.services.plans.load_plan_dialogue import Dialogue, Said, load_plan_dialogue
from indicators.services.plans.plan_errors import PlanChanged, PlanRefused
from indicators.services.plans.plan_sides import side_of
from indicators.services.plans.submit_plan import withdraw_plan
from indicators.views.plan_access import (
    CONFLICT,
    UNPROCESSABLE,
    employee_of,
    posted_edition,
    reader_of,
    refusing,
)


@require_safe
@for_people_of_a_region
def my_plans(request: RegionRequest) -> HttpResponse:
    """The own plans of a year (`?tahun=`), where each stands, and who is awaited."""
    employee_id = _own(request.actor)
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2027") else None
    shown = load_my_year(employee_id=employee_id, year=year, day=timezone.localdate())
    return render(request, "indicators/plan_mine.html", {"shown": shown})


@require_POST
@for_people_of_a_region
def draft(request: RegionRequest) -> HttpResponse:
    """Begin the plan of an own post for a year, and go to its first part."""
    employee_id = _own(request.actor)
    form = NewPlanForm(request.POST, years=drafting_years(timezone.localdate()))
    if not form.is_valid():
        messages.error(request, _("Tahun atau jabatan itu tidak dapat dipilih. Mulailah dari daftar di bawah."))
        return redirect("my-plans")
    year = form.cleaned_data["year"]
    place = get_object_or_404(
        Placement.objects.select_related("employee", "agency"), pk=form.cleaned_data["placement"], employee=employee_id
    )
    try:
        version = draft_plan(employee=place.employee, placement=place, year=year, actor=request.actor)
    except PlanRefused as error:
        messages.error(request, str(error))
        return redirect(address_of_year(year))
    return redirect("plan-results", version.pk)


@require_safe
@for_people_of_a_region
def plan(request: RegionRequest, version_id: int) -> HttpResponse:
    """One version, all of it, for whoever may read it."""
    seat = reader_of(request, version_id)
    dialogue = load_plan_dialogue(version=seat.version, actor=request.actor, day=seat.day)
    context = {
        "seat": seat,
        "version": seat.version,
        "post": dialogue.post,
        "content": dialogue.content,
        "dialogue": dialogue,
        "timeline": _timeline(dialogue),
        "values": CORE_VALUES,
        "document": _document_of(seat.version),
    }
    return render(request, "indicators/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def withdraw(request: RegionRequest, version_id: int) -> HttpResponse:
    """Asks once more, then takes the version back."""
    seat = employee_of(request, version_id)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _withdraw_page(request, seat.version, form)
    if not form.is_valid():
        return _withdraw_page(request, seat.version, form, status=UNPROCESSABLE)
    try:
        with refusing():
            withdraw_plan(
                version=seat.version,
                edition=posted_edition(request.POST.dict()),
                actor=request.actor,
                day=seat.day,
                reason=form.cleaned_data["reason"],
            )
    except PlanChanged as error:
        return _withdraw_page(request, error.version, form, stale=str(error), status=CONFLICT)
    messages.success(request, _("Naskah ditarik. Percakapannya tetap dapat dibaca, dan naskah baru dapat disusun."))
    return redirect(address_of_year(seat.version.year))


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def amend(request: RegionRequest, plan_id: int) -> HttpResponse:
    """Month and reason of an addendum; POST begins it."""
    day = timezone.localdate()
    amended = get_object_or_404(Plan.objects.select_related("employee", "agency"), pk=plan_id)
    key = plan_key(amended.employee_id, amended.year, amended.agency_id, amended.placement_kind)
    side = side_of(PlanVersion(**key), request.actor, day)
    if side is None:
        raise PermissionDenied(_("Adendum dimulai oleh pegawai atau pejabat penilainya."))
    form = AddendumForm(request.POST if request.method == "POST" else None, year=amended.year, day=day)
    if request.method != "POST":
        return render(request, "indicators/plan_amend.html", {"plan": amended, "form": form})
    if form.is_valid():
        try:
            with refusing():
                version = amend_plan(plan=amended, actor=request.actor, day=day, **form.cleaned_data)
        except PlanRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Adendum dimulai. Bulan-bulan sebelumnya tidak berubah."))
            return redirect("plan-items" if side == Side.EMPLOYEE else "plan", version.pk)
    return render(request, "indicators/plan_amend.html", {"plan": amended, "form": form}, status=UNPROCESSABLE)


def address_of_year(year: int) -> str:
    """The own plans of a year."""
    return f"{reverse('my-plans')}?tahun={year}"


def _own(actor: Actor) -> int:
    if actor.employee_id is None:
        raise PermissionDenied(_("SKP saya untuk pegawai. Akun ini belum terhubung dengan data pegawai."))
    return actor.employee_id


def _withdraw_page(
    request: RegionRequest, version: PlanVersion, form: WithdrawalForm, *, stale: str = "", status: int = 200
) -> HttpResponse:
    context = {"version": version, "form": form, "stale": stale}
    return render(request, "indicators/plan_withdraw.html", context, status=status)


def _timeline(dialogue: Dialogue) -> list[tuple[str, Said]]:
    """All that was said, oldest first: the indicator that it is about (empty for the whole plan), and the word."""
    of_items = [(item.planned.name, said) for item in dialogue.items for said in item.thread]
    return sorted([*(("", said) for said in dialogue.general), *of_items], key=lambda one: one[1].moment)


def _document_of(version: PlanVersion) -> str:
    """Where the form of the plan is printed; empty where that room is not there."""
    try:
        return reverse("plan-document", args=[version.pk])
    except NoReverseMatch:
        return ""
