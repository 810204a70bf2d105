"""What a draft would change, and for whom, said before it is published."""

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.models import Agency
from agencies.services.load_agency_tree import load_agency_tree
from appraisal.models import Period, PeriodState, SchemeDraft, SchemeVersion
from appraisal.period_codes import parse_period_code
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_explained import Change, compare_schemes
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.services.schemes.load_scheme import rubric_titles_on
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from indicators.models import Plan


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """The version that the draft would follow, and the settings that would be said differently."""

    previous: SchemeVersion | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class DraftReach:
    """Whom the draft would apply to: how many units and agreed plans, and which agencies keep rules of their own.

    ``locked`` are periods from its first day on whose results stay; ``open_periods`` were evaluated and would change
    with their next evaluation. Both by their labels.
    """

    units: int
    plans: int
    exempt: tuple[str, ...]
    locked: tuple[str, ...]
    open_periods: tuple[str, ...]


def changes_of_draft(draft: SchemeDraft, scheme: Scheme) -> DraftChanges:
    """Compared with what applies to the agency, or to the region, on the draft's first day. Three or four queries."""
    begun = SchemeVersion.objects.filter(valid_from__lte=scheme.valid_from).order_by("-valid_from", "-number")
    previous = begun.filter(agency=draft.agency).first()
    if previous is None and draft.agency_id is not None:
        previous = begun.filter(agency=None).first()
    titles = rubric_titles_on(scheme.valid_from)
    return DraftChanges(previous, compare_schemes(parse_scheme(previous.document), scheme, titles) if previous else ())


def reach_of_draft(draft: SchemeDraft, scheme: Scheme) -> DraftReach:
    """Whom it would apply to from its first day on. Five queries."""
    tree = load_agency_tree()
    with_own_rules = set(Agency.objects.filter(schemes__isnull=False).values_list("id", flat=True))
    units = tree.with_sub_units(draft.agency_id) if draft.agency_id else frozenset(node.id for node in tree.nodes)
    taken: set[int] = set()
    exempt = []
    for node in tree.nodes:
        if node.id in units and node.id in with_own_rules and node.id != draft.agency_id:
            taken |= tree.with_sub_units(node.id)
            exempt.append(node.name)
    reached = units - taken
    plans = Plan.objects.all().agreed().filter(year=scheme.valid_from.year, agency_id__in=reached)
    touched = Period.objects.filter(last_day__gte=scheme.valid_from).order_by("first_day", "-last_day")
    return DraftReach(
        units=len(reached),
        plans=plans.count(),
        exempt=tuple(exempt),
        locked=_labels(touched.filter(state=PeriodState.LOCKED).values_list("code", flat=True)),
        open_periods=_labels(
            evaluated_periods()
            .filter(last_day__gte=scheme.valid_from, state=PeriodState.OPEN)
            .values_list("code", flat=True)
        ),
    )


def _labels(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(parse_period_code(code).label for code in codes)
