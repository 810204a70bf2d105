"""Notes of talks between employee and rater (dialog kinerja), with what they agreed to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.capacities import SESSION_KEY, Kind, current_capacity
from agencies.dates import long_date
from agencies.models import Employee, Role
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.clash import Clash
from appraisal.forms.check_ins import CheckInForm, StepForm
from appraisal.models import CheckIn, NextStep
from appraisal.services.check_ins.add_step import add_step
from appraisal.services.check_ins.check_in_errors import CheckInChangedError, CheckInRefusedError, NotASideError
from appraisal.services.check_ins.edit_check_in import edit_check_in
from appraisal.services.check_ins.finish_step import finish_step
from appraisal.services.check_ins.load_check_ins import load_talks, load_team, show_check_in
from appraisal.services.check_ins.open_check_in import note_field, open_check_in
from appraisal.services.check_ins.plan_posts import PlanPost, Side, load_posts, may_read, side_of
from appraisal.services.team.team_places import places_led
from indicators.models import Plan

if TYPE_CHECKING:
    from django.http import HttpResponse

    from agencies.permissions import Actor

UNPROCESSABLE, CONFLICT = 422, 409
ACT = "tindakan"
NOTE, STEP, DONE, NOT_DONE = "catatan", "langkah", "selesai", "belum"
REFUSAL = gettext_lazy("Catatan dialog kinerja dibaca oleh pegawai, pejabat penilainya, dan atasan pejabat penilai.")


@require_safe
@for_people_of_a_region
def check_ins(request: RegionRequest) -> HttpResponse:
    """The own ones, and the team of who rates; with ``?pegawai=`` those of somebody whom the reader follows."""
    actor, day = request.actor, timezone.localdate()
    typed = request.GET.get("pegawai", "")
    if typed:
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0
        person = get_object_or_404(Employee, pk=number)
        if person.pk != actor.employee_id:
            return _talks_of(request, person)
    if actor.employee_id is None and Role.REGIONAL_HEAD not in actor.roles:
        raise PermissionDenied(REFUSAL)
    capacity = current_capacity(actor, request.session.get(SESSION_KEY, ""))
    context = {
        "person": None,
        "talks": load_talks(employee_id=actor.employee_id, actor=actor, day=day) if actor.employee_id else (),
        "team": load_team(actor=actor, day=day),
        "is_employee": actor.employee_id is not None,
        "leads": capacity is not None and capacity.kind in {Kind.SUPERVISOR, Kind.REGIONAL_HEAD},
    }
    return render(request, "appraisal/check_ins.html", context)


def _talks_of(request: RegionRequest, person: Employee) -> HttpResponse:
    today = timezone.localdate()
    talks = load_talks(employee_id=person.pk, actor=request.actor, day=today)
    if not talks and not places_led(request.actor, today, today).filter(employee=person).exists():
        raise PermissionDenied(REFUSAL)
    context = {"person": person, "talks": talks, "team": (), "is_employee": False, "leads": False}
    return render(request, "appraisal/check_ins.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_check_in(request: RegionRequest, plan_id: int) -> HttpResponse:
    """The first note of a talk about an agreed plan."""
    today = timezone.localdate()
    plan = get_object_or_404(Plan.objects.all().agreed().select_related("employee"), pk=plan_id)
    post, side = _post_for(plan, request.actor)
    if side is None:
        raise PermissionDenied(str(NotASideError()))
    form = CheckInForm(request.POST if request.method == "POST" else None, initial={"held_on": today, "edition": 1})
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = open_check_in(
                plan=plan, held_on=said["held_on"], topic=said["topic"], note=said["note"], actor=request.actor
            )
        except CheckInRefusedError as error:
            form.add_error("held_on", str(error))
        else:
            messages.success(request, _("Catatan dialog tersimpan. Tambahkan langkah berikutnya bila ada."))
            return redirect("check-in", made.pk)
    context = {"plan": plan, "post": post, "side": side, "form": form}
    return render(request, "appraisal/check_in_new.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def check_in(request: RegionRequest, check_in_id: int) -> HttpResponse:
    """One talk: both notes and the steps; POST stores the own note, adds a step, or says that one is done."""
    rows = CheckIn.objects.select_related("plan__employee")
    found = get_object_or_404(rows, pk=check_in_id)
    if request.method != "POST":
        return _page(request, found)
    _post_for(found.plan, request.actor)
    act = request.POST.get(ACT, NOTE)
    try:
        if act == STEP:
            return _add_step(request, found)
        if act in {DONE, NOT_DONE}:
            return _finish_step(request, found, is_done=act == DONE)
        return _save_note(request, found)
    except NotASideError as error:
        raise PermissionDenied(str(error)) from error


def _post_for(plan: Plan, actor: Actor) -> tuple[PlanPost, Side | None]:
    """The placement behind a plan and the side of the reader.

    Raises:
        PermissionDenied: the notes are not for this person.
    """
    post = load_posts([plan], timezone.localdate()).get(plan.pk)
    if post is None or not may_read(post, actor):
        raise PermissionDenied(REFUSAL)
    return post, side_of(post, actor)


def _save_note(request: RegionRequest, found: CheckIn) -> HttpResponse:
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=UNPROCESSABLE)
    said = form.cleaned_data
    try:
        edit_check_in(
            check_in=found,
            edition=said["edition"],
            held_on=said["held_on"],
            topic=said["topic"],
            note=said["note"],
            actor=request.actor,
        )
    except CheckInChangedError as error:
        return _page(request, error.stored, form=form, status=CONFLICT, refusal=str(error))
    except NotASideError:
        raise
    except CheckInRefusedError as error:
        form.add_error("held_on", str(error))
        return _page(request, found, form=form, status=UNPROCESSABLE)
    messages.success(request, _("Catatan Anda tersimpan."))
    return redirect("check-in", found.pk)


def _add_step(request: RegionRequest, found: CheckIn) -> HttpResponse:
    post, _side = _post_for(found.plan, request.actor)
    form = StepForm(request.POST, post=post)
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_step(check_in=found, text=said["text"], owner=said["owner"], due_on=said["due_on"], actor=request.actor)
        except NotASideError:
            raise
        except CheckInRefusedError as error:
            form.add_error("text" if said["due_on"] is None else "due_on", str(error))
        else:
            messages.success(request, _("Langkah ditambahkan."))
            return redirect("check-in", found.pk)
    return _page(request, found, step_form=form, status=UNPROCESSABLE)


def _finish_step(request: RegionRequest, found: CheckIn, *, is_done: bool) -> HttpResponse:
    typed = request.POST.get("nomor", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0
    step = NextStep.objects.filter(check_in=found, pk=number).select_related("check_in").first()
    if step is None:
        raise Http404
    finish_step(step=step, is_done=is_done, actor=request.actor)
    told = _("Langkah ditandai selesai.") if is_done else _("Langkah dibuka kembali.")
    messages.success(request, told)
    return redirect("check-in", found.pk)


def _page(
    request: RegionRequest,
    found: CheckIn,
    *,
    form: CheckInForm | None = None,
    step_form: StepForm | None = None,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    post, side = _post_for(found.plan, request.actor)
    own = getattr(found, note_field(side)) if side else ""
    shown = {"held_on": found.held_on, "topic": found.topic, "note": own, "edition": found.edition}
    clashes = _clashes(form, shown) if form is not None and refusal else ()
    if form is not None and refusal:
        form = CheckInForm({**form.data.dict(), "edition": found.edition})  # type: ignore[attr-defined]
    context = {
        "shown": show_check_in(found, post=post, side=side, day=timezone.localdate()),
        "post": post,
        "side": side,
        "plan": found.plan,
        "own_note": own,
        "form": form or CheckInForm(initial=shown),
        "step_form": step_form or StepForm(post=post, initial={"owner": Side.EMPLOYEE.value}),
        "refusal": refusal,
        "clashes": clashes,
    }
    return render(request, "appraisal/check_in.html", context, status=status)


def _clashes(form: CheckInForm, stored: dict[str, object]) -> tuple[Clash, ...]:
    """What was typed and what is stored, where they differ."""
    typed = form.cleaned_data
    pairs = [(name, str(form.fields[name].label), typed[name], stored[name]) for name in ("held_on", "topic", "note")]
    return tuple(Clash(label, _said(mine), _said(kept)) for _name, label, mine, kept in pairs if mine != kept)


def _said(value: object) -> str:
    return long_date(value) if hasattr(value, "year") else str(value)  # type: ignore[arg-type]
