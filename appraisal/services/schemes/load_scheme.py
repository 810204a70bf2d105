"""One published version: what it says, what it changed, and what was evaluated by it."""

import datetime
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from agencies.models import Agency
from appraisal.models import Evaluation, Period, SchemeVersion
from appraisal.period_codes import parse_period_code
from appraisal.scoring.rounding import plain
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_example import Example, example_of
from appraisal.scoring.scheme_explained import Change, SettingGroup, compare_schemes, component_name, explain_scheme
from appraisal.scoring.scheme_notices import scheme_notices
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.types import Axis
from appraisal.scoring.wording import axis_name, number
from appraisal.services.rubrics.load_rubrics import rubrics_on
from indicators.models.indicator import SINCE_ALWAYS


@dataclass(frozen=True, slots=True)
class StripPart:
    """A part of a 100% strip: what, its weight in words, and where it stands (percent)."""

    name: str
    weight: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Strip:
    """How weights make up 100%."""

    name: str
    parts: tuple[StripPart, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A scheme for people: settings in sentences, weights as strips, an example, and what may surprise."""

    groups: tuple[SettingGroup, ...]
    strips: tuple[Strip, ...]
    example: Example
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodUse:
    """A period and how many evaluations in force follow the version."""

    code: str
    label: str
    evaluations: int


@dataclass(frozen=True, slots=True)
class SchemePage:
    """A published version with everything that is shown of it."""

    version: SchemeVersion
    scheme: Scheme
    explanation: Explanation
    previous: SchemeVersion | None
    changes: tuple[Change, ...]
    uses: tuple[PeriodUse, ...]

    @property
    def evaluations(self) -> int:
        """How many evaluations in force follow it."""
        return sum(use.evaluations for use in self.uses)


def load_scheme(version: SchemeVersion) -> SchemePage:
    """A version as a page shows it. Four or five queries."""
    scheme = parse_scheme(version.document)
    titles = rubric_titles_on(scheme.valid_from)
    previous = previous_of(version)
    return SchemePage(
        version=version,
        scheme=scheme,
        explanation=explain(scheme, titles),
        previous=previous,
        changes=compare_schemes(parse_scheme(previous.document), scheme, titles) if previous else (),
        uses=_uses(version),
    )


def explain(scheme: Scheme, titles: Mapping[str, str]) -> Explanation:
    """Everything that is told of rules, published or not."""
    return Explanation(
        groups=explain_scheme(scheme, titles),
        strips=_strips(scheme, titles),
        example=example_of(scheme, titles),
        notices=scheme_notices(scheme),
    )


def rubric_titles_on(day: datetime.date) -> dict[str, str]:
    """How people call the rubrics on a day. Two queries."""
    return {name: rubric.title for name, rubric in rubrics_on(max(day, SINCE_ALWAYS)).items()}


def previous_of(version: SchemeVersion) -> SchemeVersion | None:
    """What a version follows: the one before it of the same agency, else what the region had on its first day."""
    earlier = Q(valid_from__lt=version.valid_from) | Q(valid_from=version.valid_from, number__lt=version.number)
    newest_first = SchemeVersion.objects.order_by("-valid_from", "-number")
    own = newest_first.filter(earlier, agency=version.agency).first()
    if own is not None or version.agency_id is None:
        return own
    return newest_first.filter(agency=None, valid_from__lte=version.valid_from).first()


def exempt_agencies(version_agency: Agency | None) -> list[str]:
    """The agencies with rules of their own, which those of the region do not reach; by code. One query."""
    if version_agency is not None:
        return []
    return list(Agency.objects.filter(schemes__isnull=False).distinct().order_by("code").values_list("name", flat=True))


def _strips(scheme: Scheme, titles: Mapping[str, str]) -> tuple[Strip, ...]:
    axes = [(axis_name(axis).capitalize(), scheme.axis(axis).weight) for axis in Axis]
    strips = [_strip(_("Nilai akhir"), axes)]
    for axis in Axis:
        parts = [(component_name(part, titles), part.weight) for part in scheme.axis(axis).components]
        strips.append(_strip(axis_name(axis).capitalize(), parts))
    return tuple(strips)


def _strip(name: str, weights: Sequence[tuple[str, Decimal]]) -> Strip:
    starts = itertools.accumulate((weight for _part, weight in weights), initial=Decimal(0))
    return Strip(
        name,
        tuple(
            StripPart(part[0].upper() + part[1:], number(weight), plain(start), plain(weight))
            for (part, weight), start in zip(weights, starts, strict=False)
        ),
    )


def _uses(version: SchemeVersion) -> tuple[PeriodUse, ...]:
    """The evaluations by period, newest first; only periods that can have used it are looked at."""
    periods = dict(Period.objects.filter(last_day__gte=version.valid_from).values_list("id", "code"))
    counted = Evaluation.objects.latest().filter(period_id__in=periods, scheme_id=version.pk)
    found = counted.values_list("period_id").annotate(amount=Count("*"))
    newest_first = found.order_by("-period__first_day", "period__last_day")
    return tuple(
        PeriodUse(periods[period_id], parse_period_code(periods[period_id]).label, amount)
        for period_id, amount in newest_first
    )
