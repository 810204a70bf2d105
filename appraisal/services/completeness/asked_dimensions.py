"""Which dimensions the rater is asked for in each unit: what its scheme names on the last day of a period."""

from collections.abc import Mapping

from agencies.models import Agency
from appraisal.models import Period, RubricDimension, RubricVersion, SchemeVersion
from appraisal.services.evaluation.period_facts import ValidScheme, scheme_holder


def load_asked_dimensions(period: Period) -> Mapping[str, list[int]]:
    """Columns for the statement of the board: each unit with the number of its scheme, each scheme with its dimensions.

    A unit without a valid scheme stands nowhere, and so nobody in it counts as rated. Four queries.
    """
    parents = dict(Agency.objects.values_list("id", "parent_id"))
    versions = SchemeVersion.objects.filter(valid_from__lte=period.last_day).order_by("valid_from", "number")
    newest = {version.agency_id: version for version in versions}
    known = {(name, code): pk for pk, name, code in RubricDimension.objects.values_list("id", "rubric__name", "code")}
    rubrics = RubricVersion.objects.all().in_force_on(period.last_day).values_list("rubric__name", "dimensions")
    asked = {name: [part["code"] for part in parts] for name, parts in rubrics}
    units = [
        (agency_id, newest[unit].pk)
        for agency_id in parents
        if (unit := scheme_holder(agency_id, parents, newest)) in newest
    ]
    parts = [(version.pk, one) for version in newest.values() for one in _dimensions(version, asked, known)]
    return {
        "ask_agencies": [agency_id for agency_id, _number in units],
        "ask_schemes": [number for _agency, number in units],
        "scheme_numbers": [number for number, _dimension in parts],
        "scheme_dimensions": [dimension for _number, dimension in parts],
    }


def _dimensions(
    version: SchemeVersion, asked: Mapping[str, list[str]], known: Mapping[tuple[str, str], int]
) -> list[int]:
    return [known[one] for one in ValidScheme.of(version).asked_of(asked)]
