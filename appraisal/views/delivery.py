"""Handing over a result, and taking note of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.dates import moment
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.documents.scorecard import Scorecard
from appraisal.forms.delivery import AcknowledgementForm, DeliveryForm
from appraisal.models import Evaluation, Period
from appraisal.services.delivery.acknowledge_evaluation import (
    AcknowledgementRefusedError,
    acknowledge_evaluation,
)
from appraisal.services.delivery.deliver_evaluation import DeliveryRefusedError, NotTheRaterError, deliver_evaluation
from appraisal.services.delivery.load_deliveries import may_deliver
from appraisal.services.judgement.find_judgements import refusal_to_deliver
from appraisal.services.scorecards.load_scorecard import load_scorecards
from appraisal.views.delivery_panel import acknowledgement_of
from appraisal.views.newest_evaluation import newest_evaluation
from appraisal.views.scorecard import REFUSAL

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def deliver(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """The result as the employee will see it, with the recommendation to write; POST delivers both."""
    evaluation = _newest_evaluation(request, code, plan_id)
    if not may_deliver(request.actor, evaluation):
        raise PermissionDenied(_("Hasil disampaikan oleh pejabat penilai yang tertera dalam evaluasi."))
    if request.method != "POST":
        return _deliver_page(request, code, plan_id)
    form, asked_at = DeliveryForm(request.POST), timezone.now()
    if not form.is_valid():
        return _deliver_page(request, code, plan_id, form=form, status=UNPROCESSABLE)
    try:
        delivery = deliver_evaluation(evaluation=evaluation, actor=request.actor, **form.cleaned_data)
    except NotTheRaterError as error:
        raise PermissionDenied(str(error)) from error
    except DeliveryRefusedError as error:
        typed = form.cleaned_data["recommendation"]
        return _deliver_page(request, code, plan_id, typed=typed, refusal=str(error), status=CONFLICT)
    said = _("Hasil disampaikan kepada %(name)s pada %(moment)s. Pegawai melihatnya di Kinerja saya.")
    if delivery.delivered_at < asked_at:
        said = _("Rekomendasi untuk %(name)s tersimpan. Pegawai melihatnya di Kinerja saya.")
    messages.success(request, said % {"name": evaluation.employee.name, "moment": moment(delivery.delivered_at)})
    return redirect("scorecard", code, plan_id)


@require_POST
@for_people_of_a_region
def acknowledge(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """The employee notes that the result is known, once."""
    evaluation = _newest_evaluation(request, code, plan_id)
    if request.actor.employee_id != evaluation.employee_id:
        raise PermissionDenied(_("Hanya pegawai yang dinilai yang mencatat bahwa hasilnya sudah diketahui."))
    form = AcknowledgementForm(request.POST, auto_id=f"id_{plan_id}_%s")
    if not form.is_valid():
        typed = str(form.data.get("response", ""))
        return _acknowledge_page(request, evaluation, form=form, typed=typed, status=UNPROCESSABLE)
    try:
        noted = acknowledge_evaluation(evaluation=evaluation, actor=request.actor, **form.cleaned_data)
    except AcknowledgementRefusedError as error:
        typed = form.cleaned_data["response"]
        return _acknowledge_page(request, evaluation, typed=typed, refusal=str(error), status=CONFLICT)
    when = {"moment": moment(noted.at)}
    if noted.is_new:
        messages.success(request, _("Tercatat: Anda mengetahui hasil ini pada %(moment)s.") % when)
    else:
        messages.info(request, _("Sudah tercatat sebelumnya, pada %(moment)s. Tidak ada yang berubah.") % when)
    return redirect(f"{reverse('my-performance')}?periode={code}")


def _newest_evaluation(request: RegionRequest, code: str, plan_id: int) -> Evaluation:
    return newest_evaluation(request, code, plan_id, refusal=REFUSAL)


def _deliver_page(
    request: RegionRequest,
    code: str,
    plan_id: int,
    *,
    form: DeliveryForm | None = None,
    typed: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of the result as it is now, with the ``form`` as typed, or the ``typed`` text to deliver with it."""
    evaluation = _newest_evaluation(request, code, plan_id)
    card = _card(evaluation)
    offered = _can_be_delivered(card)
    unjudged = _unjudged(card, evaluation.period) if offered else ""
    if form is None:
        form = DeliveryForm(initial={"recommendation": typed, "shown": card.identity.fingerprint})
    context = {
        "card": card,
        "form": form,
        "refusal": "" if refusal == unjudged else refusal,
        "unjudged": unjudged,
        "can_deliver": offered and not unjudged,
    }
    return render(request, "appraisal/deliver_evaluation.html", context, status=status)


def _unjudged(card: Scorecard, period: Period) -> str:
    """What a year lacks before it is delivered by hand."""
    one = card.identity
    return refusal_to_deliver(period=period, plan_id=one.plan_id, revision=one.revision, fingerprint=one.fingerprint)


def _can_be_delivered(card: Scorecard) -> bool:
    """Whether the rater has something to write: nobody delivered it, or the schedule did without a recommendation."""
    is_open = card.delivered is None or card.delivered.by_schedule
    return card.identity.is_latest and is_open and not card.gaps


def _acknowledge_page(
    request: RegionRequest,
    evaluation: Evaluation,
    *,
    form: AcknowledgementForm | None = None,
    typed: str = "",
    refusal: str = "",
    status: int,
) -> HttpResponse:
    """What is in force now, with the form where there is something to note; the note that was typed stays."""
    card = _card(evaluation)
    fresh = acknowledgement_of(card, typed)
    context = {
        "card": card,
        "form": fresh if form is None else form,
        "typed": typed,
        "offers_form": fresh is not None,
        "refusal": refusal,
    }
    return render(request, "appraisal/deliver_acknowledge.html", context, status=status)


def _card(evaluation: Evaluation) -> Scorecard:
    [card] = load_scorecards([evaluation])
    return card
