"""Who may open which screen of the appraisal; which rows they find there is `EvaluationQuerySet.visible_to`."""

from agencies.models import Role
from agencies.permissions import Actor


def may_list_evaluations(actor: Actor) -> bool:
    """Whether others' evaluations may be visible: to the region's readers, agency admins, and whoever has or had staff.

    Rater and rater's superior both have staff: the one rates them, the other is the supervisor of raters.
    """
    return actor.reads_region or bool(actor.admin_agency_ids) or actor.has_staff


def may_see_ranks(actor: Actor) -> bool:
    """Admins, head and auditor; a rank is never a list for colleagues (contract 2.10)."""
    return actor.reads_region or bool(actor.admin_agency_ids)


def may_write_rules(actor: Actor) -> bool:
    """The region admin alone writes schemes and rubrics; everybody of the region reads what applies to them."""
    return Role.REGION_ADMIN in actor.roles


def may_read_periods(actor: Actor) -> bool:
    """Admins, head and auditor; an agency admin reads the counts of the own units."""
    return actor.reads_region or bool(actor.admin_agency_ids)


def may_change_periods(actor: Actor) -> bool:
    """The region admin alone opens, locks and opens again (contract section 6)."""
    return Role.REGION_ADMIN in actor.roles


def may_follow_completeness(actor: Actor) -> bool:
    """Whether somebody may see how far units are: the region's readers, agency admins for theirs (contract 6)."""
    return actor.reads_region or bool(actor.admin_agency_ids)


def may_follow_unit(actor: Actor, agency_id: int) -> bool:
    """Whether somebody may see the people of a unit with their stage."""
    return actor.reads_region or agency_id in actor.admin_agency_ids


def may_chase(actor: Actor, agency_id: int) -> bool:
    """Whether somebody may remind people of a unit, and leave some out with a reason: its admin, and the region's."""
    return Role.REGION_ADMIN in actor.roles or agency_id in actor.admin_agency_ids


def may_read_runs(actor: Actor) -> bool:
    """Whether evaluation runs may be followed: the region's readers, agency admins those of their units."""
    return actor.reads_region or bool(actor.admin_agency_ids)


def may_start_runs(actor: Actor) -> bool:
    """Whether somebody may ask for an evaluation: the region admin, and agency admins for their units."""
    return Role.REGION_ADMIN in actor.roles or bool(actor.admin_agency_ids)


def may_evaluate_region(actor: Actor) -> bool:
    """Whether the whole region may be evaluated at once."""
    return Role.REGION_ADMIN in actor.roles


def may_steer_runs(actor: Actor) -> bool:
    """The region admin alone pauses, resumes and cancels: a run takes the workers of the whole region."""
    return Role.REGION_ADMIN in actor.roles


def may_bring_inputs(actor: Actor) -> bool:
    """Admins of the region and of agencies: what they bring of people by file or program counts at once."""
    return Role.REGION_ADMIN in actor.roles or bool(actor.admin_agency_ids)
