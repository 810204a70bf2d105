"""Jadwal: when the periods of a year open, close and are locked by themselves; its rules, and single steps of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agencies.dates import long_date
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from appraisal.forms.schedule import RuleForm, StepForm
from appraisal.models import PeriodKind, PeriodRule, ScheduledStep
from appraisal.period_codes import EARLIEST_YEAR, parse_period_code
from appraisal.permissions import may_change_periods, may_read_periods
from appraisal.services.schedule.load_schedule import (
    Drawn,
    PeriodDates,
    load_schedule,
    owed_at_once,
    period_rows,
    step_note,
)
from appraisal.services.schedule.move_step import move_step
from appraisal.services.schedule.return_step import day_by_rule, return_step
from appraisal.services.schedule.rule_words import KIND_NAMES, NUMBERS, STEP_NAMES, SUGGESTED, rule_sentence
from appraisal.services.schedule.save_rule import RuleChangedError, save_rule
from appraisal.services.schedule.skip_step import skip_step
from appraisal.services.schedule.spans import current_span
from appraisal.services.schedule.step_errors import StepChangedError, StepRefusedError, shown_of

REFUSAL = gettext_lazy("Jadwal periode untuk admin, kepala daerah, dan inspektorat.")
WRITE_REFUSAL = gettext_lazy("Jadwal periode diatur oleh admin daerah.")
PREVIEW = "pratinjau"
"""The button, and what a script asks with: nothing is saved."""

UNPROCESSABLE, CONFLICT = 422, 409
LATEST_YEAR = 2098
MOST_OWED = 8


@dataclass(frozen=True, slots=True)
class Preview:
    """The dates of a year by some numbers. ``owed`` are steps that would run at once, ``more`` how many further."""

    year: int
    kind: str
    rows: tuple[PeriodDates, ...]
    step_names: tuple[str, ...]
    owed: tuple[str, ...] = ()
    more: int = 0


@require_safe
@for_people_of_a_region
def schedule(request: RegionRequest) -> HttpResponse:
    """The dates of a year: planned, done, moved, failed."""
    if not may_read_periods(request.actor):
        raise PermissionDenied(REFUSAL)
    today = timezone.localdate()
    year = asked_year(request.GET.get("tahun"), today.year)
    years = sorted({today.year - 1, today.year, today.year + 1, year}, reverse=True)
    context = {
        "found": load_schedule(year=year, today=today),
        "years": [(str(one), f"?tahun={one}", one == year) for one in years],
        "writes": may_change_periods(request.actor),
    }
    return render(request, "appraisal/schedule.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def schedule_rule(request: RegionRequest, kind: str) -> HttpResponse:
    """The rule of a kind with the dates that follow from it; POST shows those of what was typed, or saves it."""
    if kind not in PeriodKind.values:
        raise Http404
    if not may_change_periods(request.actor):
        raise PermissionDenied(WRITE_REFUSAL)
    known = PeriodKind(kind)
    stored = PeriodRule.objects.filter(kind=kind).first()
    if request.method != "POST":
        return _rule_page(request, known, RuleForm(initial=_initial(known, stored)))
    form = RuleForm(request.POST)
    is_right = form.is_valid()
    if PREVIEW in request.POST or not is_right:
        return _rule_page(request, known, form, status=200 if is_right else UNPROCESSABLE)
    return _saved(request, known, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def scheduled_step(request: RegionRequest, step_id: int) -> HttpResponse:
    """One step of one period: POST moves it, skips it, or gives it back to its rule."""
    rows = ScheduledStep.objects.filter(pk=step_id)
    writes = may_change_periods(request.actor)
    step = fetch_visible(rows, rows if writes else rows.none(), refusal=str(WRITE_REFUSAL))
    if request.method != "POST":
        return _step_page(request, step, _step_form(step, initial={"shown": shown_of(step)}))
    form = _step_form(step, request.POST)
    if not form.is_valid():
        return _step_page(request, step, form, status=UNPROCESSABLE)
    try:
        said = _changed_step(request, step, form)
    except StepRefusedError as error:
        form.add_error(error.field or None, str(error))
        return _step_page(request, step, form, status=UNPROCESSABLE)
    except StepChangedError as error:
        fresh = _step_form(error.step, {**request.POST.dict(), "shown": shown_of(error.step)})
        return _step_page(request, error.step, fresh, status=CONFLICT, stale=str(error))
    messages.success(request, said)
    return redirect(f"{reverse('schedule')}?tahun={step.period_code[:4]}#{step.period_code}")


def asked_year(text: str | None, this_year: int) -> int:
    """The year that an address names, else this one."""
    if text is None or not (text.isascii() and text.isdecimal() and len(text) == 4):
        return this_year
    year = int(text)
    return year if EARLIEST_YEAR < year <= LATEST_YEAR else this_year


def changed_dates(number: int) -> str:
    """`3 tanggal jadwal berubah.`"""
    if not number:
        return _("Tidak ada tanggal jadwal yang berubah.")
    return ngettext("%(number)s tanggal jadwal berubah.", "%(number)s tanggal jadwal berubah.", number) % {
        "number": number
    }


def _saved(request: RegionRequest, kind: PeriodKind, form: RuleForm) -> HttpResponse:
    today = timezone.localdate()
    try:
        changed = save_rule(
            kind=kind, edition=form.cleaned_data["edition"], facts=form.facts(), actor=request.actor, today=today
        )
    except RuleChangedError as error:
        typed = RuleForm({**request.POST.dict(), "edition": str(error.rule.edition)})
        typed.is_valid()
        return _rule_page(request, kind, typed, status=CONFLICT, stale=error.rule)
    is_on = form.cleaned_data["is_on"]
    said = _("Aturan %(kind)s tersimpan dan berjalan.") if is_on else _("Aturan %(kind)s tersimpan dan tidak berjalan.")
    messages.success(request, f"{said % {'kind': str(KIND_NAMES[kind]).lower()}} {changed_dates(changed)}")
    return redirect("schedule")


def _initial(kind: PeriodKind, stored: PeriodRule | None) -> dict[str, object]:
    """What is stored; of a rule that nobody saved yet what is suggested, from the current period on."""
    source = stored or SUGGESTED[kind]
    numbers = {name: getattr(source, name) for name in NUMBERS}
    if stored is not None:
        return {"edition": stored.edition, "is_on": stored.is_on, "begins_on": stored.begins_on, **numbers}
    begins_on = current_span(kind.value, timezone.localdate()).first_day
    return {"edition": 0, "is_on": True, "begins_on": begins_on, **numbers}


def _rule_page(
    request: RegionRequest, kind: PeriodKind, form: RuleForm, *, status: int = 200, stale: PeriodRule | None = None
) -> HttpResponse:
    context = {
        "kind": kind.value,
        "name": KIND_NAMES[kind],
        "form": form,
        "preview": _preview(kind, form),
        "stale": stale,
        "stale_sentence": rule_sentence(stale) if stale else "",
        "is_new": form["edition"].value() in (0, "0"),
    }
    is_asked_by_script = bool(request.headers.get("HX-Request")) and PREVIEW in request.POST
    if is_asked_by_script:  # an answer to typing, in which nothing is refused yet
        return render(request, "appraisal/_schedule_preview.html", context)
    return render(request, "appraisal/schedule_rule.html", context, status=status)


def _preview(kind: PeriodKind, form: RuleForm) -> Preview | None:
    """The dates of this year by a form; None where what was typed cannot be dated."""
    today = timezone.localdate()
    if form.is_bound:
        if form.errors:
            return None
        facts = form.facts()
    else:
        values = {name: form.initial.get(name) for name in form.fields}
        unsaved = RuleForm(values)
        if not unsaved.is_valid():
            return None
        facts = unsaved.facts()
    drawn = Drawn.load(year=today.year, today=today, kinds=[kind.value])
    rows = period_rows(kind.value, facts.numbers, facts.begins_on, drawn, is_kept=False) if facts.is_on else ()
    owed = owed_at_once(kind.value, facts.numbers, facts.begins_on, drawn) if facts.is_on else []
    return Preview(
        year=today.year,
        kind=str(KIND_NAMES[kind]),
        rows=rows,
        step_names=tuple(str(name) for name in STEP_NAMES.values()),
        owed=tuple(owed[:MOST_OWED]),
        more=max(len(owed) - MOST_OWED, 0),
    )


def _step_form(step: ScheduledStep, *args: object, **kwargs: object) -> StepForm:
    choices = [(StepForm.MOVE, _("Pindahkan ke hari kerja lain"))]
    if step.state != ScheduledStep.State.SKIPPED:
        choices.append((StepForm.SKIP, _("Lewati; langkah ini tidak dijalankan jadwal")))
    day = day_by_rule(step) if step.is_moved or step.state == ScheduledStep.State.SKIPPED else None
    if day is not None:
        choices.append((StepForm.RETURN, _("Kembalikan ke aturan: %(day)s") % {"day": long_date(day)}))
    return StepForm(*args, choices=choices, **kwargs)


def _changed_step(request: RegionRequest, step: ScheduledStep, form: StepForm) -> str:
    """Do what was chosen; the sentence that says so.

    Raises:
        StepRefusedError: it cannot be done.
        StepChangedError: the step is not as it was shown.
    """
    said, actor, today = form.cleaned_data, request.actor, timezone.localdate()
    name = f"{STEP_NAMES[ScheduledStep.Step(step.step)]} {parse_period_code(step.period_code).label}"
    if said["what"] == StepForm.SKIP:
        skip_step(step=step, reason=said["reason"], shown=said["shown"], actor=actor)
        return _("%(step)s dilewati. Jadwal tidak menjalankannya.") % {"step": name}
    if said["what"] == StepForm.RETURN:
        moved = return_step(step=step, reason=said["reason"], shown=said["shown"], actor=actor, today=today)
        sentence = _("%(step)s mengikuti aturan lagi: %(day)s.")
    else:
        moved = move_step(
            step=step, day=said["day"], reason=said["reason"], shown=said["shown"], actor=actor, today=today
        )
        sentence = _("%(step)s dipindahkan ke %(day)s.")
    return sentence % {"step": name, "day": long_date(moved.due_on)}


def _step_page(
    request: RegionRequest, step: ScheduledStep, form: StepForm, *, status: int = 200, stale: str = ""
) -> HttpResponse:
    context = {
        "step": step,
        "name": STEP_NAMES[ScheduledStep.Step(step.step)],
        "label": parse_period_code(step.period_code).label,
        "note": step_note(step, timezone.localdate()),
        "form": form,
        "stale": stale,
        "back": f"{reverse('schedule')}?tahun={step.period_code[:4]}",
    }
    return render(request, "appraisal/schedule_step.html", context, status=status)
