"""Why a scheme whose rules are sound still cannot be published in this region."""

from collections.abc import Iterator

from agencies.models import Agency
from appraisal.models import SchemeVersion
from appraisal.scoring.language import say
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_reading import Finding
from appraisal.scoring.types import RubricInput
from appraisal.services.rubrics.load_rubrics import rubrics_on
from indicators.models.indicator import SINCE_ALWAYS

LONGEST_NAME = SchemeVersion._meta.get_field("name").max_length or 0


def scheme_problems(scheme: Scheme, agency: Agency | None) -> list[Finding]:
    """What the region's agencies and rubrics do not fit; ``agency`` is the one that the scheme names, if it is there.

    Two queries.
    """
    return [*_name_problems(scheme, agency), *_rubric_problems(scheme)]


def _name_problems(scheme: Scheme, agency: Agency | None) -> Iterator[Finding]:
    if len(scheme.name) > LONGEST_NAME:
        mend = say("{length} huruf; batasnya {most}. Persingkat.", length=len(scheme.name), most=LONGEST_NAME)
        yield Finding("name", f'"{scheme.name}"', mend)
    if scheme.agency_code and agency is None:
        yield Finding(
            "kode_opd", f'"{scheme.agency_code}"', say("tidak ada perangkat daerah dengan kode ini. Periksa kodenya.")
        )


def _rubric_problems(scheme: Scheme) -> Iterator[Finding]:
    rubrics = rubrics_on(max(scheme.valid_from, SINCE_ALWAYS))
    for component in scheme.components:
        if component.rubric is None:
            continue
        source = f'"{component.identifier}"'
        if component.rubric not in rubrics:
            mend = say(
                "rubrik ini tidak dikenal. Impor rubriknya dahulu; yang ada: {rubrics}.",
                rubrics=", ".join(sorted(rubrics)),
            )
            yield Finding("source", source, mend)
        elif scheme.rubric_input is RubricInput.DIMENSIONS and not rubrics[component.rubric].dimensions:
            mend = say(
                'rubrik ini hanya memiliki dimensi {code}. Impor dimensinya, atau pakai rubric_input = "overall".',
                code=rubrics[component.rubric].overall.code,
            )
            yield Finding("source", source, mend)
