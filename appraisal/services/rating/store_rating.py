"""Writing a row of the sheet: its levels, the ratings set on it, and what was before, so that it can be undone."""

from collections.abc import Mapping

from agencies.permissions import Actor
from appraisal.documents.rating_sheet import SetRating
from appraisal.models import Period, RaterRole, Rating, RatingOverride
from appraisal.scoring.types import Axis
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.rating.load_rating_rows import RatedPlan

Levels = Mapping[int, int]
Chosen = Mapping[Axis, SetRating]


def as_stored(levels: Levels, chosen: Chosen) -> dict[str, object]:
    """A state of a row as `RatingChange` keeps it: all keys are text, as in JSON."""
    return {
        "levels": {str(dimension): level for dimension, level in sorted(levels.items())},
        "chosen": {str(axis): [str(one.rating), one.reason] for axis, one in sorted(chosen.items())},
    }


def read_stored(state: Mapping[str, Mapping[str, object]]) -> tuple[dict[int, int], dict[Axis, SetRating]]:
    """Levels and set ratings out of what :func:`as_stored` made."""
    levels = {int(dimension): int(str(level)) for dimension, level in state["levels"].items()}
    chosen = {
        Axis(axis): SetRating(Expectation(pair[0]), pair[1])
        for axis, pair in state["chosen"].items()
        if isinstance(pair, list)
    }
    return levels, chosen


def store_rating(*, rated: RatedPlan, levels: Levels, chosen: Chosen, period: Period, actor: Actor) -> None:
    """Make the row say this. At most four statements, whatever the number of dimensions."""
    if levels != rated.levels:
        _write_levels(rated, levels, period, actor)
    if chosen != rated.chosen:
        _write_choices(rated, chosen, period, actor)
    ask_refresh()


def subject_of(rated: RatedPlan, period: Period) -> str:
    """How the audit trail names a row: NIP and period."""
    _name, nip = rated.texts.people[rated.plan.employee_id]
    return f"{nip}, {period.code}"


def _write_levels(rated: RatedPlan, levels: Levels, period: Period, actor: Actor) -> None:
    """Two statements at most. The rater is the employee by placement, or the regional head's account."""
    rater_id = rated.plan.rater_id
    own = {
        "employee_id": rated.plan.employee_id,
        "period_id": period.pk,
        "role": RaterRole.SUPERVISOR,
        "rater_id": rater_id,
        "rater_account_id": actor.user_id if rater_id is None else None,
    }
    cleared = rated.levels.keys() - levels.keys()
    if cleared:
        Rating.objects.filter(**own, dimension_id__in=cleared).delete()
    different = {pk: level for pk, level in levels.items() if rated.levels.get(pk) != level}
    if different:
        Rating.objects.bulk_create(
            [Rating(**own, dimension_id=pk, level=level) for pk, level in sorted(different.items())],
            update_conflicts=True,
            unique_fields=["region", "employee", "period", "role", "dimension", "rater", "rater_account"],
            update_fields=["level", "updated_at"],
        )


def _write_choices(rated: RatedPlan, chosen: Chosen, period: Period, actor: Actor) -> None:
    """Two statements at most."""
    plan_id = rated.plan.plan_id
    taken_back = rated.chosen.keys() - chosen.keys()
    if taken_back:
        RatingOverride.objects.filter(period=period, plan_id=plan_id, axis__in=taken_back).delete()
    different = [(axis, one) for axis, one in chosen.items() if rated.chosen.get(axis) != one]
    if different:
        RatingOverride.objects.bulk_create(
            [
                RatingOverride(
                    period=period,
                    plan_id=plan_id,
                    axis=axis,
                    rating=one.rating,
                    reason=one.reason,
                    decided_by_id=actor.user_id,
                )
                for axis, one in different
            ],
            update_conflicts=True,
            unique_fields=["region", "period", "plan", "axis"],
            update_fields=["rating", "reason", "decided_by", "decided_at"],
        )
