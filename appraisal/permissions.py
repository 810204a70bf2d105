"""Who may open which screen of the appraisal; which rows they find there is `EvaluationQuerySet.visible_to`."""

from agencies.models import Placement
from agencies.permissions import Actor


def may_list_evaluations(actor: Actor) -> bool:
    """Whether others' evaluations may be visible: to the region's readers, agency admins, and whoever has or had staff.

    Rater and rater's superior both have staff: the one rates them, the other is the supervisor of raters.
    """
    if actor.reads_region or actor.admin_agency_ids:
        return True
    return actor.employee_id is not None and Placement.objects.filter(supervisor_id=actor.employee_id).exists()


def may_see_ranks(actor: Actor) -> bool:
    """Admins, head and auditor; a rank is never a list for colleagues (contract 2.10)."""
    return actor.reads_region or bool(actor.admin_agency_ids)
