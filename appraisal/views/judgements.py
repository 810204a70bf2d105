"""Longer periods before their rater: the own staff with what is proposed, and the final judgement of a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.permissions import rates
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.documents.judgement import JudgedPlan, JudgementList
from appraisal.forms.judgement import JudgementForm
from appraisal.models import PeriodKind
from appraisal.services.judgement.judge_year import JudgementRefusedError, StaleJudgementError, judge_year
from appraisal.services.judgement.load_judged_plan import load_judged_plan
from appraisal.services.judgement.load_judgements import load_judgements
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.rating.find_rated_period import RatedPeriod
from appraisal.services.rating.rate_employee import (
    NoSuchRowError,
    NotTheRaterError,
    RatingRefusedError,
    RowClosedError,
)
from appraisal.views.rated import must_have_a_sheet, rated_period, rated_plan, reads_as_rater

UNPROCESSABLE, CONFLICT = 422, 409
NEXT = "berikutnya"
LONGEST_ID = 18


@require_safe
@for_people_of_a_region
def judgements(request: RegionRequest, code: str) -> HttpResponse:
    """Everybody whom the actor rates in a quarter, semester or year; ``?setelah=`` a plan leads on to the next one who
    is not judged.
    """
    rated = _longer_period(request, code)
    must_have_a_sheet(request)
    found = _load_list(request, rated)
    after = request.GET.get("setelah", "")
    if found.is_year and after.isdecimal() and len(after) <= LONGEST_ID:
        following = found.next_after(int(after))
        if following and following.row.plan_id != int(after):
            return redirect("judge-plan", code, following.row.plan_id)
    is_running = rated.period.last_day >= timezone.localdate()
    return render(request, "appraisal/judgements.html", {"found": found, "is_running": is_running})


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def judge_plan(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """The year of one plan, with its months beside the decision; POST decides."""
    rated = _longer_period(request, code)
    if rated.period.kind != PeriodKind.YEAR:
        raise Http404
    if request.method != "POST":
        return _plan_page(request, rated, plan_id)
    plan = _load_plan(request, rated, plan_id)
    if not rates(request.actor, plan.row.rater_id, plan.row.employee_id):
        raise PermissionDenied(_("Penilaian akhir ditetapkan oleh pejabat penilai pegawai ini."))
    form = JudgementForm(request.POST, plan=plan)
    if not form.is_valid():
        return _plan_page(request, rated, plan_id, form=form, status=UNPROCESSABLE)
    try:
        judge_year(period=rated.period, plan_id=plan_id, given=form.given(), actor=request.actor)
    except NoSuchRowError as error:
        raise Http404 from error
    except NotTheRaterError as error:
        raise PermissionDenied(str(error)) from error
    except (PeriodStateError, JudgementRefusedError, StaleJudgementError, RowClosedError, RatingRefusedError) as error:
        return _plan_page(request, rated, plan_id, form=form, refusal=str(error), status=CONFLICT)
    return _judged(request, rated, plan_id)


def _longer_period(request: RegionRequest, code: str) -> RatedPeriod:
    """A quarter, semester or year of the region.

    Raises:
        Http404: there is none, or it is a month, which has its scoring sheet.
    """
    rated = rated_period(request, code)
    if rated.period.kind == PeriodKind.MONTH:
        raise Http404
    return rated


def _load_list(request: RegionRequest, rated: RatedPeriod) -> JudgementList:
    return load_judgements(rated=rated, actor=request.actor, today=timezone.localdate())


def _load_plan(request: RegionRequest, rated: RatedPeriod, plan_id: int) -> JudgedPlan:
    found = rated_plan(request, rated, plan_id)
    return load_judged_plan(rated=rated, found=found, actor=request.actor, today=timezone.localdate())


def _plan_page(
    request: RegionRequest,
    rated: RatedPeriod,
    plan_id: int,
    *,
    form: JudgementForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page as things are now. What was refused as a whole keeps what was typed, beside the newest result."""
    plan = _load_plan(request, rated, plan_id)
    row = plan.row
    is_rater = reads_as_rater(request, rater_id=row.rater_id, superior_id=row.superior_id, employee_id=row.employee_id)
    if form is None:
        form = JudgementForm.of(plan)
    elif refusal:
        form = JudgementForm.typed({name: request.POST[name] for name in request.POST}, plan)
    context = {
        "plan": plan,
        "form": form,
        "refusal": refusal,
        "is_rater": is_rater,
        "may_judge": is_rater and not plan.closed and not plan.lacks,
    }
    return render(request, "appraisal/judgement.html", context, status=status)


def _judged(request: RegionRequest, rated: RatedPeriod, plan_id: int) -> HttpResponse:
    """On to the next one where that was asked, else back to the list."""
    found = _load_list(request, rated)
    values = {"count": found.judged, "total": len(found.rows), "period": found.period.label}
    name = next((one.row.name for one in found.rows if one.row.plan_id == plan_id), "")
    said = _("%(name)s: penilaian akhir ditetapkan. %(count)s dari %(total)s ditetapkan.") % {"name": name, **values}
    messages.success(request, said)
    following = found.next_after(plan_id) if request.POST.get("lanjut") == NEXT else None
    if following is None:
        return redirect("judgements", rated.period.code)
    return redirect("judge-plan", rated.period.code, following.row.plan_id)
