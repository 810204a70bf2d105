"""What the screens of rating share: the period and the plan that an address names, and who may stand before them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.permissions import rates
from agencies.views.access import RegionRequest
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.rating.find_rated_period import RatedPeriod, find_rated_period, may_rate
from appraisal.services.rating.load_rating_rows import RatedPlan
from appraisal.services.rating.load_rating_sheet import load_rated_plan


def rated_period(request: RegionRequest, code: str) -> RatedPeriod:
    """The period of a sheet.

    Raises:
        Http404: the region has none.
    """
    rated = find_rated_period(code=code, actor=request.actor, today=timezone.localdate())
    if rated is None:
        raise Http404
    return rated


def rated_plan(request: RegionRequest, rated: RatedPeriod, plan_id: int) -> RatedPlan:
    """One plan as it is now.

    Raises:
        Http404: it has no part in the period, or no scheme that asks anything.
    """
    try:
        found = load_rated_plan(period=rated.period, plan_id=plan_id, actor=request.actor)
    except NoSchemeError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found


def must_have_a_sheet(request: RegionRequest) -> None:
    """Only for who rates somebody.

    Raises:
        PermissionDenied: nobody stands or stood under the actor.
    """
    if not may_rate(request.actor):
        raise PermissionDenied(
            _("Lembar penilaian untuk pejabat penilai. Data penempatan belum menunjuk Anda sebagai atasan siapa pun.")
        )


def reads_as_rater(request: RegionRequest, *, rater_id: int | None, superior_id: int | None, employee_id: int) -> bool:
    """Whether the actor reads what stands about a person as the rater; else it is the rater's superior.

    Raises:
        PermissionDenied: it is neither.
    """
    is_rater = rates(request.actor, rater_id, employee_id)
    is_superior = superior_id is not None and superior_id == request.actor.employee_id
    if not (is_rater or is_superior):
        raise PermissionDenied(_("Halaman ini untuk pejabat penilai pegawai ini dan atasan pejabat penilainya."))
    return is_rater
