"""What a scheme allows but its author should know before it is published: Indonesian sentences, never a refusal."""

from collections.abc import Iterator
from decimal import Decimal

from appraisal.scoring.axes import rating_of
from appraisal.scoring.language import say
from appraisal.scoring.rounding import HUNDRED, sum_of, weighted_mean
from appraisal.scoring.scheme import Component, Scheme, Source
from appraisal.scoring.types import Axis, Rating
from appraisal.scoring.wording import axis_name, number, rating_name, score_text


def scheme_notices(scheme: Scheme) -> tuple[str, ...]:
    """Consequences that follow from the numbers and may surprise."""
    rated = any(component.source is Source.RUBRIC for component in scheme.components)
    return (*_axis_notices(scheme), *(_rubric_notices(scheme) if rated else ()))


def _axis_notices(scheme: Scheme) -> Iterator[str]:
    for axis in Axis:
        best = weighted_mean([(part.weight, _best_score(part, scheme)) for part in scheme.axis(axis).components])
        if best < scheme.bands.above:
            yield say(
                "Nilai {axis} paling tinggi {best}, sehingga rating di atas ekspektasi (mulai {above}) tidak dapat "
                "dicapai.",
                axis=axis_name(axis),
                best=score_text(best),
                above=score_text(scheme.bands.above),
            )


def _best_score(component: Component, scheme: Scheme) -> Decimal:
    if component.source is Source.INDICATORS:
        return scheme.cap
    return scheme.levels[-1] if component.source is Source.RUBRIC else HUNDRED


def _rubric_notices(scheme: Scheme) -> Iterator[str]:
    middle = scheme.levels[2]
    rating = rating_of(middle, scheme.bands)
    if rating is not Rating.EXPECTED:
        yield say(
            "Tingkat 3 (sesuai ekspektasi) bernilai {score}, yakni {rating}.",
            score=score_text(middle),
            rating=rating_name(rating),
        )
    if scheme.levels[-1] > scheme.cap:
        yield say(
            "Tingkat 5 bernilai {score}, di atas batas capaian {cap}. Batas itu tidak berlaku untuk rubrik.",
            score=score_text(scheme.levels[-1]),
            cap=score_text(scheme.cap),
        )
    total = sum_of(scheme.groups)
    if total != HUNDRED:
        yield say(
            "Bobot kelompok penilai berjumlah {total}. Bobot dibaca sebagai perbandingan, bukan persen.",
            total=number(total),
        )
