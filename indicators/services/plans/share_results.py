"""The matrix of roles and results: a leader shares own results with the staff (domain 1.3)."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Employee, Placement
from agencies.permissions import Actor
from indicators.models import Plan, PlanResult, PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.cascade import Cascade
from indicators.services.plans.choose_results import add_result, spread_untouched_weights
from indicators.services.plans.draft_plan import draft_plan, plan_key
from indicators.services.plans.edition import held_as_it_is, touch
from indicators.services.plans.load_content import differs
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused


def share_results(
    *,
    leader: Employee,
    placement: Placement,
    year: int,
    keys: Collection[UUID],
    cascade: Cascade,
    actor: Actor,
) -> PlanVersion | None:
    """Bring the results that somebody of the staff supports to ``keys``, in the plan that is still being made.

    Begins the plan where there is none. A result that already has other words or other indicators than it was shared
    with is never taken away here: that is for the dialogue. None when nothing changed.

    Raises:
        NotYourTurn: the placement has another supervisor on the day.
        PlanRefused: the plan is agreed (an addendum is the way), or lies with the supervisor's answer.
    """
    if placement.supervisor_id != leader.pk or actor.employee_id != leader.pk:
        raise NotYourTurn(_("Hasil dibagikan oleh pejabat penilai pegawai itu."))
    key = plan_key(placement.employee_id, year, placement.agency_id, placement.kind)
    if Plan.objects.filter(**key).agreed().exists() and not PlanVersion.objects.filter(**key).open().exists():
        raise PlanRefused(
            _("SKP %(name)s sudah disepakati. Bagikan hasil baru lewat adendum.") % {"name": placement.employee.name}
        )
    offered = {result.key: result for result in cascade.results}
    supported = PlanResult.objects.filter(supports__in=list(offered), **{f"version__{k}": v for k, v in key.items()})
    under_way = supported.filter(version__state__in=["draft", "discussed"])
    now_supported = {one for one in under_way.values_list("supports", flat=True) if one is not None}
    wanted = {one for one in keys if one in offered}
    if wanted == now_supported:
        return None
    version = draft_plan(employee=placement.employee, placement=placement, year=year, actor=actor)
    version = held_as_it_is(version)
    for result_key in sorted(wanted - now_supported, key=list(offered).index):
        side = Side.EMPLOYEE if version.state == VersionState.DRAFT else Side.SUPERVISOR
        add_result(version, offered[result_key], cascade.defaults, side)
    if not _take_back(version, now_supported - wanted) and not wanted - now_supported:
        return None
    spread_untouched_weights(version)
    touch(version)
    return version


def may_take_back(version: PlanVersion, result: PlanResult, items: Iterable[PlanVersionItem]) -> bool:
    """Whether a shared result can be taken away in the matrix: only from a draft, and as it was shared."""
    is_untouched = result.text == result.supports_text and not any(differs(item) for item in items)
    return version.state == VersionState.DRAFT and is_untouched


def _take_back(version: PlanVersion, keys: Collection[UUID]) -> int:
    """Take away what can be; how many results that were."""
    taken = 0
    for result in PlanResult.objects.filter(version=version, supports__in=list(keys)):
        if may_take_back(version, result, PlanVersionItem.objects.filter(result=result)):
            PlanVersionItem.objects.filter(result=result).delete()
            result.delete()
            taken += 1
    return taken
