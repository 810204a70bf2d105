"""The own actuals of a month: the list, the form of one of them, what it would do, and taking it back."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.body_limit import bodies_up_to
from agencies.views.outbox import is_from_outbox, short_answer
from appraisal.files.kept_file import MOST_BYTES
from appraisal.forms.actuals import EVIDENCE, TypedActual, read_actual
from appraisal.period_codes import PeriodCodeError, month_code, parse_period_code
from appraisal.scoring.rounding import sum_of
from appraisal.scoring.wording import number
from appraisal.services.evidence.find_evidence import find_evidence, find_library
from appraisal.services.reporting.due_items import DueItem, MonthReport
from appraisal.services.reporting.find_month import ReportMonth, find_months
from appraisal.services.reporting.foresee_actual import foresee_actual
from appraisal.services.reporting.load_month import load_month
from appraisal.services.reporting.report_actual import (
    ActualRefusedError,
    StaleActualError,
    TakenActual,
    report_actual,
)
from appraisal.services.reporting.withdraw_actual import withdraw_actual
from appraisal.views.evidence import refuse_body
from appraisal.views.reporting import (
    CONFLICT,
    UNPROCESSABLE,
    month_of,
    own_indicator,
    reporter,
)

FILES_AT_ONCE = 3
"""So many of the largest files may come with one form; on a phone each picture is a twentieth of that."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an actual was not stored. ``stored`` says what is stored now, where that is another than was seen."""

    status: int
    sentence: str
    stored: str = ""


@require_safe
@for_people_of_a_region
def my_actuals(request: RegionRequest) -> HttpResponse:
    """What is due of the own plans in a month; without `?periode=` in the current one."""
    employee_id, today = reporter(request), timezone.localdate()
    code = request.GET.get("periode", "")
    try:
        code = parse_period_code(code).code
    except PeriodCodeError:
        code = month_code(today)
    month = month_of(request, code)
    context = {
        "report": load_month(employee_id=employee_id, month=month),
        "months": find_months(employee_id=employee_id, today=today, here=month.code),
    }
    return render(request, "appraisal/actuals.html", context)


@bodies_up_to(FILES_AT_ONCE * MOST_BYTES, refuse_body)
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def report(request: RegionRequest, code: str, indicator_id: int) -> HttpResponse:
    """The form of one indicator in one month; POST stores it with its files."""
    month = month_of(request, code)
    own_indicator(request, indicator_id)
    if request.method != "POST":
        return _page(request, month, indicator_id)
    sent = {name: request.POST[name] for name in request.POST}
    typed = read_actual(sent, chosen=request.POST.getlist(EVIDENCE), files=request.FILES)
    if typed.value is None or typed.errors:
        return _refused(request, month, indicator_id, typed, Refusal(UNPROCESSABLE, " ".join(typed.errors.values())))
    given = typed.given(typed.value)
    try:
        taken = report_actual(month=month, indicator_id=indicator_id, given=given, actor=request.actor)
    except StaleActualError as error:
        return _refused(request, month, indicator_id, typed, _stale(error))
    except ActualRefusedError as error:
        return _refused(request, month, indicator_id, typed, Refusal(CONFLICT, str(error)))
    return _saved(request, month, taken)


@require_safe
@for_people_of_a_region
def preview(request: RegionRequest, code: str, indicator_id: int) -> HttpResponse:
    """What a value would do to the score: a fragment for the form, which reads nothing else of it."""
    month = month_of(request, code)
    own_indicator(request, indicator_id)
    typed = read_actual({name: request.GET[name] for name in request.GET}, chosen=[])
    found = load_month(employee_id=reporter(request), month=month)
    item = found.item(indicator_id)
    context: dict[str, object] = {"typed": typed, "item": item, "value": None, "foreseen": None}
    if item is not None and typed.value is not None:
        value = _in_all(item, typed.value, adds=typed.adds)
        context |= {"value": value, "foreseen": foresee_actual(report=found, item=item, value=value)}
    return render(request, "appraisal/_actual_preview.html", context)


@require_POST
@for_people_of_a_region
def withdraw(request: RegionRequest, code: str, indicator_id: int) -> HttpResponse:
    """Take back what was reported and not yet accepted."""
    month = month_of(request, code)
    own_indicator(request, indicator_id)
    version = request.POST.get("versi", "")
    try:
        item = withdraw_actual(month=month, indicator_id=indicator_id, version=version, actor=request.actor)
    except StaleActualError as error:
        return _page(request, month, indicator_id, refusal=_stale(error))
    except ActualRefusedError as error:
        return _page(request, month, indicator_id, refusal=Refusal(CONFLICT, str(error)))
    messages.success(
        request, _("%(name)s: realisasi ditarik. Buktinya tetap ada di bukti dukung.") % {"name": item.name}
    )
    return redirect(_list_of(month))


def _in_all(item: DueItem, value: Decimal, *, adds: bool) -> Decimal:
    return sum_of([item.value, value]) if adds and item.value is not None else value


def _stale(error: StaleActualError) -> Refusal:
    item = error.item
    stored = _("belum dilaporkan") if item.value is None else f"{number(item.value)} {item.unit}"
    return Refusal(CONFLICT, str(error), stored)


def _saved(request: RegionRequest, month: ReportMonth, taken: TakenActual) -> HttpResponse:
    item = taken.item
    words = {"value": number(taken.value), "unit": item.unit, "name": item.verifier.removesuffix(".")}
    messages.success(request, _("Tersimpan: %(value)s %(unit)s. Menunggu verifikasi %(name)s.") % words)
    for sentence in taken.refused_files:
        messages.warning(request, _("Angkanya tersimpan, tetapi buktinya belum. %(why)s") % {"why": sentence})
    return short_answer(204) if is_from_outbox(request) else redirect(_list_of(month))


def _list_of(month: ReportMonth) -> str:
    return f"{reverse('my-actuals')}?{urlencode({'periode': month.code})}"


def _refused(
    request: RegionRequest, month: ReportMonth, indicator_id: int, typed: TypedActual, refusal: Refusal
) -> HttpResponse:
    """A refused form: the page with everything as typed, or for the outbox a sentence with both values."""
    if not is_from_outbox(request):
        return _page(request, month, indicator_id, typed=typed, refusal=refusal)
    sentence = refusal.sentence
    if refusal.stored:
        values = {"mine": typed.value_text, "stored": refusal.stored}
        sentence = f"{sentence} {_('Isian Anda: %(mine)s. Tersimpan sekarang: %(stored)s.') % values}"
    return short_answer(refusal.status, sentence)


def _page(
    request: RegionRequest,
    month: ReportMonth,
    indicator_id: int,
    *,
    typed: TypedActual | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    found = load_month(employee_id=reporter(request), month=month)
    item = found.item(indicator_id)
    if item is None:
        return render(request, "appraisal/actual_not_due.html", {"report": found, "indicator_id": indicator_id})
    context = _form_context(found, item, typed)
    context |= {"typed": typed, "refusal": refusal, "errors": typed.errors if typed else {}}
    return render(request, "appraisal/actual.html", context, status=refusal.status if refusal else 200)


def _form_context(found: MonthReport, item: DueItem, typed: TypedActual | None) -> dict[str, object]:
    """The files attached come first; the library offers the others."""
    actual_ids = [item.stored.actual_id] if item.stored else []
    attached = tuple(file for files in find_evidence(actual_ids).values() for file in files)
    held = {file.key for file in attached}
    value = item.value if typed is None else typed.value
    if typed is not None and value is not None:
        value = _in_all(item, value, adds=typed.adds)
    foreseen = None if value is None else foresee_actual(report=found, item=item, value=value)
    may_write = not found.month.closed and item.state != "not_applicable"
    library = find_library(found.employee_id) if may_write else ()
    return {
        "report": found,
        "month": found.month,
        "item": item,
        "attached": attached,
        "library": tuple(file for file in library if file.key not in held),
        "chosen": typed.evidence if typed else frozenset(held),
        "value_text": typed.value_text if typed else "" if item.value is None else number(item.value),
        "note": typed.note if typed else item.note,
        "may_write": may_write,
        "value": value,
        "foreseen": replace(foreseen, effect="") if foreseen and typed is None else foreseen,
    }
