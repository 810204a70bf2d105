"""Which actuals, recaps and levels somebody may read (contract section 6): those that their screens show.

What people report belongs to a month, and is read by whom the person is followed by on its last day; what an evaluation
was computed from, by whoever may read the evaluation.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Placement
from agencies.permissions import Actor
from appraisal.models import Actual, AttendanceRecap, Evaluation, Period, RaterRole, Rating, RatingChange, SentRating
from appraisal.period_codes import PeriodSpan
from indicators.models import Plan, PlanItem


def readable_actuals(actor: Actor, month: PeriodSpan) -> QuerySet[Actual]:
    """Those of a month: the own, and those of items of plans that the actor follows then. No query."""
    found = Actual.objects.filter(month=month.first_day)
    if actor.reads_region:
        return found
    return found.filter(_own(actor) | Exists(_items_of(_followed_plans(actor, month))))


def actuals_of_units(actor: Actor, month: PeriodSpan, agency_ids: frozenset[int]) -> QuerySet[Actual]:
    """Those among the readable ones that stand in a plan of some units. No query."""
    plans = Plan.objects.all().agreed().filter(year=month.year) if actor.reads_region else _followed_plans(actor, month)
    return readable_actuals(actor, month).filter(Exists(_items_of(plans.filter(agency_id__in=agency_ids))))


def readable_recaps(actor: Actor, month: PeriodSpan) -> QuerySet[AttendanceRecap]:
    """Those of a month: the own, and those of people whom the actor follows on its last day. No query."""
    found = AttendanceRecap.objects.filter(month=month.first_day)
    if actor.reads_region:
        return found
    places = Placement.objects.all().visible_to(actor, month.last_day)
    return found.filter(_own(actor) | Q(employee_id__in=places.order_by().values("employee_id")))


def readable_ratings(actor: Actor, period: Period) -> QuerySet[Rating]:
    """Those of a period: what the actor gave, and of others what supervisors gave and told. No query.

    Levels of peers, subordinates and of oneself are read by who gave them and by nobody else, the inspection included:
    neither a row nor a count tells that somebody has rated (docs/adr/0008). A supervisor's level is told where the
    person is rated by no sheet that was not sent, to the person, and to who may read an evaluation of it.
    """
    found = Rating.objects.filter(period=period)
    given = Q(rater_account_id=actor.user_id) | Q(rater_id__in=actor.rates_as, role=RaterRole.SUPERVISOR)
    if actor.employee_id is not None:
        given |= Q(rater_id=actor.employee_id)
    evaluations = (
        Evaluation.objects.latest().visible_to(actor).filter(period=period, employee_id=OuterRef("employee_id"))
    )
    told = Q(role=RaterRole.SUPERVISOR) & ~Exists(_unsent(period)) & (_own(actor) | Exists(evaluations))
    return found.filter(given | told)


def _own(actor: Actor) -> Q:
    return Q(employee_id=actor.employee_id) if actor.employee_id is not None else Q(pk__in=[])


def _followed_plans(actor: Actor, month: PeriodSpan) -> QuerySet[Plan]:
    """Agreed plans: the own, those behind a placement that the actor follows on the last day, and those with an
    evaluation that may be read, since who left within the month was evaluated by a rater of another day.
    """
    places = Placement.objects.all().visible_to(actor, month.last_day)
    followed = places.filter(
        employee_id=OuterRef("employee_id"), agency_id=OuterRef("agency_id"), kind=OuterRef("placement_kind")
    )
    told = Evaluation.objects.latest().visible_to(actor).filter(period__code=month.code, plan_id=OuterRef("pk"))
    return Plan.objects.all().agreed().filter(_own(actor) | Exists(followed) | Exists(told), year=month.year)


def _items_of(plans: QuerySet[Plan]) -> QuerySet[PlanItem]:
    return PlanItem.objects.filter(
        plan__in=plans, plan__employee_id=OuterRef("employee_id"), indicator_id=OuterRef("indicator_id")
    )


def _unsent(period: Period) -> QuerySet[RatingChange]:
    """What a rater saved for a person in a sheet that was not sent: nobody else sees it yet."""
    sent = SentRating.objects.filter(period=period, plan_id=OuterRef("plan_id"), reopened_at__isnull=True)
    return RatingChange.objects.filter(
        ~Exists(sent), period=period, undone_at__isnull=True, plan__employee_id=OuterRef("employee_id")
    )
