"""What a scheme allows but its author should know before it is published: Indonesian sentences, never a refusal."""

from collections.abc import Iterator
from decimal import Decimal

from appraisal.scoring.axes import rating_of
from appraisal.scoring.rounding import HUNDRED, sum_of, weighted_mean
from appraisal.scoring.scheme import Component, Scheme, Source
from appraisal.scoring.types import Axis, Rating
from appraisal.scoring.wording import AXIS_NAMES, RATING_NAMES, number, score_text


def scheme_notices(scheme: Scheme) -> tuple[str, ...]:
    """Consequences that follow from the numbers and may surprise."""
    rated = any(component.source is Source.RUBRIC for component in scheme.components)
    return (*_axis_notices(scheme), *(_rubric_notices(scheme) if rated else ()))


def _axis_notices(scheme: Scheme) -> Iterator[str]:
    for axis in Axis:
        best = weighted_mean([(part.weight, _best_score(part, scheme)) for part in scheme.axis(axis).components])
        if best < scheme.bands.above:
            yield (
                f"Nilai {AXIS_NAMES[axis]} paling tinggi {score_text(best)}, sehingga rating di atas ekspektasi "
                f"(mulai {score_text(scheme.bands.above)}) tidak dapat dicapai."
            )


def _best_score(component: Component, scheme: Scheme) -> Decimal:
    if component.source is Source.INDICATORS:
        return scheme.cap
    return scheme.levels[-1] if component.source is Source.RUBRIC else HUNDRED


def _rubric_notices(scheme: Scheme) -> Iterator[str]:
    middle = scheme.levels[2]
    rating = rating_of(middle, scheme.bands)
    if rating is not Rating.EXPECTED:
        yield f"Tingkat 3 (sesuai ekspektasi) bernilai {score_text(middle)}, yakni {RATING_NAMES[rating]}."
    if scheme.levels[-1] > scheme.cap:
        yield (
            f"Tingkat 5 bernilai {score_text(scheme.levels[-1])}, di atas batas capaian {score_text(scheme.cap)}. "
            "Batas itu tidak berlaku untuk rubrik."
        )
    total = sum_of(scheme.groups)
    if total != HUNDRED:
        yield f"Bobot kelompok penilai berjumlah {number(total)}. Bobot dibaca sebagai perbandingan, bukan persen."
