"""Which feedback a person may read."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from agencies.models import Placement
from agencies.permissions import Actor, led_by
from appraisal.models import Feedback


def visible_feedback(actor: Actor) -> QuerySet[Feedback]:
    """What the person got, what the person wrote, and what those got whom the person rated, or whose rater stood under
    the person, between the month that it speaks of and the day on which it was given.

    Nobody else reads it: neither admins nor auditors nor a later supervisor.
    """
    dated = Feedback.objects.annotate(given_on=TruncDate("given_at"))
    own = Q(author_id=actor.user_id)
    if actor.employee_id is not None:
        own |= Q(employee_id=actor.employee_id)
    return dated.filter(own | _rated_by(actor))


def received_by(actor: Actor) -> QuerySet[Feedback]:
    """What the person got."""
    if actor.employee_id is None:
        return Feedback.objects.none()
    return Feedback.objects.filter(employee_id=actor.employee_id)


def given_by(actor: Actor) -> QuerySet[Feedback]:
    """What the person wrote."""
    return Feedback.objects.filter(author_id=actor.user_id)


def _rated_by(actor: Actor) -> Q:
    """About somebody who stood under the person, or under a rater of the person's, within the days of the feedback."""
    days = Q(first_day__lte=OuterRef("given_on")) & (Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("month")))
    places = Placement.objects.filter(days, employee_id=OuterRef("employee_id"))
    allowed = led_by(actor)
    if actor.employee_id is not None:
        allowed |= Q(Exists(_raters_under(actor.employee_id)))
    return Q(Exists(places.filter(allowed)))


def _raters_under(person: int) -> QuerySet[Placement]:
    """The places of a rater under a person, within the days of the placement's rated feedback."""
    given_on, month = OuterRef(OuterRef("given_on")), OuterRef(OuterRef("month"))
    return Placement.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=month),
        first_day__lte=given_on,
        employee_id=OuterRef("supervisor_id"),
        supervisor_id=person,
    )


def newest_first(rows: QuerySet[Feedback]) -> QuerySet[Feedback]:
    """By the month that it speaks of, and within it by the time it was given, the newest first."""
    return rows.order_by(F("month").desc(), F("given_at").desc(), "-id")
