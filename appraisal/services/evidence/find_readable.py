"""Which files somebody may open (contract section 6)."""

from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least, TruncMonth

from agencies.models import Placement
from agencies.permissions import Actor
from appraisal.models import ActualEvidence, Evidence


def evidence_of_region(key: UUID) -> QuerySet[Evidence]:
    """The file of a key in the region in scope."""
    return Evidence.objects.filter(key=key)


def readable_evidence(key: UUID, actor: Actor) -> QuerySet[Evidence]:
    """The same, if the actor may open it: its owner, who rates or stands above the rater of a placement that the
    owner had since the first month it was used for, the admin of that unit, and the region's readers.
    """
    found = evidence_of_region(key)
    if actor.reads_region:
        return found
    uses = ActualEvidence.objects.filter(evidence_id=OuterRef("pk")).order_by("actual__month")
    first_use = Subquery(uses.values("actual__month")[:1])
    since = found.annotate(since=Least(TruncMonth("uploaded_at", output_field=DateField()), first_use))
    lasting = Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("since"))
    above = Q(last_day__isnull=True) | Q(last_day__gte=OuterRef(OuterRef("since")))
    follows = Q(agency_id__in=actor.admin_agency_ids)
    own = Q(pk__in=[])
    if actor.employee_id is not None:
        own = Q(employee_id=actor.employee_id)
        raters = Placement.objects.filter(
            above, employee_id=OuterRef("supervisor_id"), supervisor_id=actor.employee_id
        ).order_by()
        follows |= Q(supervisor_id__in=actor.rates_as) | Q(Exists(raters))
    places = Placement.objects.filter(lasting, follows, employee_id=OuterRef("employee_id"))
    return since.filter(own | Exists(places))
