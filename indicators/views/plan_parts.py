"""The parts of a plan that are words, and the last look before it is handed over."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.clash import Clash
from indicators.core_values import CORE_VALUES, NAMES
from indicators.forms.plans import AnnexForm, ExpectationsForm, SubmissionForm, annex_texts
from indicators.models import Indicator, PlanVersion, Side, VersionState
from indicators.services.plans.answer_item import comment_on_plan
from indicators.services.plans.edition import is_open
from indicators.services.plans.load_content import PlanContent, load_content
from indicators.services.plans.load_plan_dialogue import Dialogue, DiscussedItem, load_plan_dialogue
from indicators.services.plans.plan_errors import PlanChanged, PlanRefused
from indicators.services.plans.plan_sides import post_of
from indicators.services.plans.save_words import save_annexes, save_expectations
from indicators.services.plans.submit_plan import submit_plan
from indicators.views.my_plan import address_of_year
from indicators.views.plan_access import CONFLICT, UNPROCESSABLE, Seat, employee_of, party_to, posted_edition, refusing


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def behaviour(request: RegionRequest, version_id: int) -> HttpResponse:
    """The seven core values with their guides; the supervisor writes special expectations, the employee reads them."""
    seat = party_to(request, version_id)
    content = load_content(seat.version, seat.day)
    if request.method != "POST":
        return _behaviour_page(request, seat, content, ExpectationsForm(initial=content.expectations))
    form = ExpectationsForm(request.POST)
    if not form.is_valid():
        return _behaviour_page(request, seat, content, form, status=UNPROCESSABLE)
    said = {value.code: str(form.cleaned_data[value.code]) for value in CORE_VALUES}
    try:
        with refusing():
            save_expectations(
                version=seat.version,
                edition=posted_edition(request.POST.dict()),
                expectations=said,
                actor=request.actor,
                day=seat.day,
            )
    except PlanChanged as error:
        fresh = Seat(error.version, seat.side, seat.day)
        stored = load_content(error.version, seat.day)
        clashes = _clashes(NAMES, said, stored.expectations)
        return _behaviour_page(request, fresh, stored, form, said=str(error), clashes=clashes, status=CONFLICT)
    except PlanRefused as error:
        return _behaviour_page(request, seat, content, form, said=str(error), status=UNPROCESSABLE)
    messages.success(request, _("Ekspektasi tersimpan."))
    return redirect("plan-behaviour", version_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def annexes(request: RegionRequest, version_id: int) -> HttpResponse:
    """The three annexes, a line each line."""
    seat = party_to(request, version_id)
    content = load_content(seat.version, seat.day)
    if request.method != "POST":
        if not seat.may_edit:
            return redirect("plan", version_id)
        return _annex_page(request, seat, content, AnnexForm(initial=annex_texts(content.annexes)))
    form = AnnexForm(request.POST)
    if not form.is_valid():
        return _annex_page(request, seat, content, form, status=UNPROCESSABLE)
    try:
        with refusing():
            save_annexes(
                version=seat.version,
                edition=posted_edition(request.POST.dict()),
                annexes=form.lines,
                actor=request.actor,
                day=seat.day,
            )
    except PlanChanged as error:
        fresh = Seat(error.version, seat.side, seat.day)
        stored = load_content(error.version, seat.day)
        clashes = _clashes(_labels(form), annex_texts(form.lines), annex_texts(stored.annexes))
        return _annex_page(request, fresh, stored, form, said=str(error), clashes=clashes, status=CONFLICT)
    except PlanRefused as error:
        return _annex_page(request, seat, content, form, said=str(error), status=UNPROCESSABLE)
    messages.success(request, _("Dukungan, pertanggungjawaban, dan konsekuensi tersimpan."))
    return redirect("submit-plan" if "lanjut" in request.POST else "plan-annexes", version_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def check(request: RegionRequest, version_id: int) -> HttpResponse:
    """All answers, what is still missing, and the reasons for proposals; POST hands the plan to the supervisor."""
    seat = employee_of(request, version_id)
    if request.method != "POST":
        dialogue = _dialogue(request, seat.version, seat)
        form = SubmissionForm(reasons_for=_asks_for_reasons(dialogue))
        return _check_page(request, seat, dialogue, form) if seat.may_edit else redirect("plan", version_id)
    dialogue = _dialogue(request, seat.version, seat)
    form = SubmissionForm(request.POST, reasons_for=_asks_for_reasons(dialogue))
    is_current = seat.version.edition == posted_edition(request.POST.dict())
    if seat.may_edit and is_current and not form.is_valid():
        return _check_page(request, seat, dialogue, form, status=UNPROCESSABLE)
    try:
        with refusing():
            _submit(request, seat, form)
    except PlanChanged as error:
        fresh = Seat(error.version, seat.side, seat.day)
        return _check_page(request, fresh, _dialogue(request, error.version, fresh), form, str(error), status=CONFLICT)
    except PlanRefused as error:
        return _check_page(request, seat, dialogue, form, str(error), status=UNPROCESSABLE)
    awaited = {"name": dialogue.name_of(Side.SUPERVISOR).removesuffix(".")}
    messages.success(request, _("SKP diajukan. Sekarang giliran %(name)s.") % awaited)
    return redirect(address_of_year(seat.version.year))


def _submit(request: RegionRequest, seat: Seat, form: SubmissionForm) -> None:
    """Hand over first: only then are the reasons known to belong to what is stored. All of it, or nothing."""
    version, actor, day = seat.version, request.actor, seat.day
    note = str(form.cleaned_data["note"]) if form.is_valid() else ""
    submit_plan(version=version, edition=posted_edition(request.POST.dict()), actor=actor, day=day, note=note)
    indicators = Indicator.objects.in_bulk(form.asked)
    for indicator_id, text in form.reasons.items():
        comment_on_plan(version=version, indicator=indicators[indicator_id], text=text, actor=actor, day=day)


def _asks_for_reasons(dialogue: Dialogue) -> dict[int, str]:
    """What differs from where the plan began, and of which the employee has not yet said why."""
    if dialogue.version.state != VersionState.DRAFT:
        return {}
    return {
        one.planned.item.indicator_id: one.planned.name
        for one in dialogue.items
        if one.planned.differs and not any(said.side == Side.EMPLOYEE for said in one.thread)
    }


def _dialogue(request: RegionRequest, version: PlanVersion, seat: Seat) -> Dialogue:
    return load_plan_dialogue(version=version, actor=request.actor, day=seat.day)


def _check_page(
    request: RegionRequest, seat: Seat, dialogue: Dialogue, form: SubmissionForm, said: str = "", *, status: int = 200
) -> HttpResponse:
    context = {
        **_shared(seat, dialogue.content, said, status),
        "form": form,
        "proposed": [(one, _reason_field(form, one)) for one in dialogue.items if one.planned.differs],
    }
    return render(request, "indicators/plan_check.html", context, status=status)


def _reason_field(form: SubmissionForm, item: DiscussedItem) -> forms.BoundField | None:
    name = f"alasan_{item.planned.item.indicator_id}"
    return form[name] if name in form.fields else None


def _behaviour_page(
    request: RegionRequest,
    seat: Seat,
    content: PlanContent,
    form: ExpectationsForm,
    *,
    said: str = "",
    clashes: tuple[Clash, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        **_shared(seat, content, said, status),
        "form": form,
        "values": CORE_VALUES,
        "may_write": seat.side == Side.SUPERVISOR and is_open(seat.version),
        "clashes": clashes,
    }
    return render(request, "indicators/plan_behaviour.html", context, status=status)


def _annex_page(
    request: RegionRequest,
    seat: Seat,
    content: PlanContent,
    form: AnnexForm,
    *,
    said: str = "",
    clashes: tuple[Clash, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {**_shared(seat, content, said, status), "form": form, "clashes": clashes}
    return render(request, "indicators/plan_annexes.html", context, status=status)


def _shared(seat: Seat, content: PlanContent, said: str, status: int) -> dict[str, object]:
    return {
        "seat": seat,
        "version": seat.version,
        "post": post_of(seat.version, seat.day),
        "content": content,
        "said": said,
        "is_stale": status == CONFLICT,
    }


def _labels(form: AnnexForm) -> dict[str, str]:
    return {name: str(field.label) for name, field in form.fields.items()}


def _clashes(labels: Mapping[str, str], mine: Mapping[str, str], stored: Mapping[str, str]) -> tuple[Clash, ...]:
    """What was typed and what is stored, where they differ."""
    both = {name: (mine.get(name, "").strip(), stored.get(name, "").strip()) for name in labels}
    return tuple(Clash(labels[name], *texts) for name, texts in both.items() if texts[0] != texts[1])
