"""An addendum in mid-year: a copy of the plan in force that both sides may change from a month on."""

import datetime

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import (
    AnnexLine,
    BehaviourExpectation,
    Plan,
    PlanItem,
    PlanResult,
    PlanState,
    PlanVersion,
    PlanVersionItem,
    Side,
    VersionState,
)
from indicators.services.catalogue.versions import versions_on
from indicators.services.plans.draft_plan import plan_key, plan_subject
from indicators.services.plans.load_agreed import as_discussed, as_result
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused
from indicators.services.plans.plan_sides import side_of


def amend_plan(*, plan: Plan, from_month: int, reason: str, actor: Actor, day: datetime.date) -> PlanVersion:
    """Begin an addendum to an agreed plan; either side may. The one that is open already is handed back as it is.

    ``from_month`` (1-12) is the first month that may change, not one before the current month of a running year.

    Raises:
        NotYourTurn: neither side of this plan.
        PlanRefused: the plan is not agreed, the month has passed or lies before the last addendum, or no reason.
    """
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)  # whoever clicks twice waits here
    key = plan_key(plan.employee_id, plan.year, plan.agency_id, plan.placement_kind)
    open_version = PlanVersion.objects.filter(**key).open().first()
    if open_version is not None:
        return open_version
    newest = PlanVersion.objects.filter(**key).order_by("-number").first()
    version = PlanVersion(**key, plan=plan, number=newest.number + 1 if newest else 2, from_month=from_month)
    side = side_of(version, actor, day)
    if side is None:
        raise NotYourTurn(_("Adendum dimulai oleh pegawai atau pejabat penilainya."))
    _refuse(plan, from_month, reason, day)
    version.turn, version.reason = Side.EMPLOYEE, reason.strip()
    if side == Side.SUPERVISOR:  # who begins it may read it from the first day
        version.submitted_at = timezone.now()
    version.save()
    _copy(plan, version, day)
    record_event(
        action=AuditEvent.Action.PLAN_DRAFTED,
        subject=plan_subject(version),
        actor=actor,
        details={"version": version.number, "from_month": from_month, "side": side.value},
        reason=version.reason,
    )
    return version


def _refuse(plan: Plan, from_month: int, reason: str, day: datetime.date) -> None:
    if plan.state != PlanState.AGREED:
        raise PlanRefused(_("SKP ini belum disepakati, sehingga dapat langsung diubah."))
    if not 1 <= from_month <= 12 or datetime.date(plan.year, from_month, 1) < day.replace(day=1):
        raise PlanRefused(_("Adendum mulai pada bulan berjalan atau sesudahnya. Bulan yang sudah lewat tidak berubah."))
    last = _last_agreed(plan)
    if last is not None and from_month < last.from_month:
        raise PlanRefused(
            _("Adendum terakhir berlaku mulai %(month)s. Yang berikutnya mulai bulan itu atau sesudahnya.")
            % {"month": MONTHS[last.from_month]}
        )
    if not reason.strip():
        raise PlanRefused(_("Tulis alasan adendum, misalnya penugasan baru atau perubahan anggaran."))


def _copy(plan: Plan, version: PlanVersion, day: datetime.date) -> None:
    """Results, expectations and annexes of the last agreed version; the items as they are in force."""
    last = _last_agreed(plan)
    results = _copied_results(plan, last, version, day)
    for item in PlanItem.objects.filter(plan=plan, last_month__isnull=True).order_by("id"):
        as_discussed(item, results[item.indicator_id]).save()
    if last is None:
        return
    for line in AnnexLine.objects.filter(version=last):
        AnnexLine.objects.create(version=version, kind=line.kind, position=line.position, text=line.text)
    for said in BehaviourExpectation.objects.filter(version=last):
        BehaviourExpectation.objects.create(version=version, value=said.value, text=said.text)
    version.approach = last.approach
    version.save(update_fields=["approach"])


def _last_agreed(plan: Plan) -> PlanVersion | None:
    return PlanVersion.objects.filter(plan=plan, state=VersionState.AGREED).order_by("-number").first()


def _copied_results(
    plan: Plan, last: PlanVersion | None, version: PlanVersion, day: datetime.date
) -> dict[int, PlanResult]:
    """The result of each indicator in force. What came from a file, and has none, gets one in its indicator's words."""
    copies: dict[object, PlanResult] = {}
    of_indicator: dict[int, PlanResult] = {}
    if last is not None:
        for result in PlanResult.objects.filter(version=last).order_by("position", "id"):
            copies[result.key] = PlanResult.objects.create(
                version=version,
                key=result.key,
                position=result.position,
                kind=result.kind,
                text=result.text,
                supports=result.supports,
                supports_text=result.supports_text,
                perspective=result.perspective,
            )
        items = PlanVersionItem.objects.filter(version=last).select_related("result")
        of_indicator = {item.indicator_id: copies[item.result.key] for item in items}
    in_force = PlanItem.objects.filter(plan=plan, last_month__isnull=True).order_by("id")
    missing = list(in_force.exclude(indicator_id__in=of_indicator))
    words = versions_on([item.indicator_id for item in missing], day)
    for position, item in enumerate(missing, start=len(copies) + 1):
        result = as_result(item, version, words[item.indicator_id].name)
        result.position = position
        result.save()
        of_indicator[item.indicator_id] = result
    return of_indicator
