"""Prove that what is stored follows from its own snapshot (contract 2.11, 3)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agencies.models import Agency, Employee
from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation, EvaluationItem, Period, SchemeVersion
from appraisal.scoring.card import ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.scheme import Scheme, scheme_fingerprint
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.snapshot import SnapshotContext, fingerprint, read_snapshot
from appraisal.services.evaluation.pause_collector import collector_paused
from appraisal.services.evaluation.write_evaluations import FIGURES, ITEM_FIGURES, figures_of, item_figures_of
from indicators.models import qualified_code

CHUNK = 1000

STANDING = ("period", "employee", "rater", "superior", "agency", "placement_kind")
"""Whose evaluation it is and who stood where, as the snapshot names it; the columns beside it are what is exported."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored fact that does not follow from the snapshot; the text is Indonesian and names both values."""

    plan_id: int
    revision: int
    nip: str
    text: str

    def __str__(self) -> str:
        return f"NIP {self.nip}, SKP {self.plan_id}, revisi {self.revision}: {self.text}"


@dataclass(frozen=True, slots=True)
class Verification:
    """How many evaluations were recomputed and what differed."""

    checked: int
    differences: Sequence[Difference]


class _Rules(NamedTuple):
    """A stored scheme; its fingerprints as it was recorded, and of what its document says now."""

    recorded: str
    recomputed: str
    scheme: Scheme


@collector_paused()
def verify_evaluations(*, period: Period) -> Verification:
    """Recompute each latest revision of a period from its own snapshot and compare every figure and the fingerprint."""
    schemes = _schemes()
    latest = Evaluation.objects.filter(period=period).latest().order_by("plan_id")
    agencies = dict(Agency.objects.values_list("pk", "code"))
    checked = 0
    differences: list[Difference] = []
    for chunk in _chunks(latest.iterator(chunk_size=CHUNK)):
        items = _stored_items(period, chunk)
        people = _people(chunk)
        for evaluation in chunk:
            checked += 1
            standing = _standing(evaluation, period, people, agencies)
            texts = _differences(evaluation, standing, items[evaluation.plan_id, evaluation.revision], schemes)
            nip = people[evaluation.employee_id].nip if evaluation.employee_id in people else "tidak dikenal"
            differences += [Difference(evaluation.plan_id, evaluation.revision, nip, text) for text in texts]
    return Verification(checked, differences)


def _schemes() -> dict[int, _Rules]:
    parsed = [(row, parse_scheme(row.document)) for row in SchemeVersion.objects.all()]
    return {row.pk: _Rules(row.fingerprint, scheme_fingerprint(scheme), scheme) for row, scheme in parsed}


def _chunks(evaluations: Iterator[Evaluation]) -> Iterator[list[Evaluation]]:
    chunk: list[Evaluation] = []
    for evaluation in evaluations:
        chunk.append(evaluation)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _people(chunk: Sequence[Evaluation]) -> Mapping[int, Employee]:
    """Everybody whom some evaluations name. Read apart: a join would leave out the evaluation of nobody."""
    named = {one for row in chunk for one in (row.employee_id, row.rater_id, row.superior_id)}
    return Employee.objects.only("key", "nip").in_bulk(named - {None})


def _standing(
    evaluation: Evaluation, period: Period, people: Mapping[int, Employee], agencies: Mapping[int, str]
) -> tuple[str | None, ...]:
    """What is stored for :data:`STANDING`, in the words of the snapshot: people by their opaque keys."""
    named = (evaluation.employee_id, evaluation.rater_id, evaluation.superior_id)
    keys = [None if one is None else str(people[one].key) if one in people else "tidak dikenal" for one in named]
    return (period.code, *keys, agencies.get(evaluation.agency_id, "tidak dikenal"), evaluation.placement_kind)


def _stored_items(
    period: Period, chunk: Sequence[Evaluation]
) -> Mapping[tuple[int, int], dict[str, tuple[object, ...]]]:
    """The stored items of some evaluations, by plan and revision, then by the key that the snapshot uses."""
    items: dict[tuple[int, int], dict[str, tuple[object, ...]]] = defaultdict(dict)
    rows = EvaluationItem.objects.filter(
        region_id=current_region_id(), period=period, plan_id__in=[evaluation.plan_id for evaluation in chunk]
    ).values_list(
        "plan_id",
        "revision",
        "indicator_version__indicator__agency__code",
        "indicator_version__indicator__code",
        *ITEM_FIGURES,
    )
    for plan_id, revision, agency_code, code, *figures in rows:
        items[plan_id, revision][qualified_code(agency_code, code)] = tuple(figures)
    return items


def _differences(
    evaluation: Evaluation,
    standing: Sequence[str | None],
    items: Mapping[str, tuple[object, ...]],
    schemes: Mapping[int, _Rules],
) -> Iterator[str]:
    if fingerprint(evaluation.snapshot) != evaluation.fingerprint:
        yield "sidik tidak cocok dengan masukan yang tersimpan."
        return
    sheet, context = read_snapshot(evaluation.snapshot)
    rules = schemes.get(evaluation.scheme_id)
    if rules is None or not rules.recorded == rules.recomputed == context.scheme_fingerprint:
        yield "skema penilaian tidak cocok dengan sidik yang tercatat."
        return
    card = score(sheet, rules.scheme)
    yield from _standing_differences(standing, context)
    yield from _figure_differences(evaluation, card, context)
    yield from _item_differences(items, card)


def _standing_differences(standing: Sequence[str | None], context: SnapshotContext) -> Iterator[str]:
    for name, stored in zip(STANDING, standing, strict=True):
        recorded = getattr(context, name)
        if stored != recorded:
            yield f"{name} tersimpan {stored}, hasil hitung ulang {recorded}."


def _figure_differences(evaluation: Evaluation, card: ScoreCard, context: SnapshotContext) -> Iterator[str]:
    expected = (card.complete, context.plan_days, context.position, *figures_of(card))
    for name, value in zip(("complete", "plan_days", "position", *FIGURES), expected, strict=True):
        stored = getattr(evaluation, name)
        if stored != value:
            yield f"{name} tersimpan {stored}, hasil hitung ulang {value}."


def _item_differences(items: Mapping[str, tuple[object, ...]], card: ScoreCard) -> Iterator[str]:
    recomputed = {item.key: item_figures_of(item) for item in card.indicators.items}
    for key in sorted(items.keys() | recomputed.keys()):
        if items.get(key) != recomputed.get(key):
            yield f"butir {key} tersimpan {items.get(key)}, hasil hitung ulang {recomputed.get(key)}."
