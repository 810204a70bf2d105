"""The figures of a period as a table, for CSV and XLSX (contract 4)."""

from collections.abc import Collection, Iterator, Sequence

from django.db.models.functions import Collate

from agencies.models import PlacementKind
from appraisal.documents.scorecard import Status
from appraisal.models import Evaluation, Period
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.types import Rating
from appraisal.scoring.wording import PREDICATE_NAMES
from appraisal.services.peers.sealed import HELD_BACK, with_held_back

HEADERS = (
    "nip",
    "nama",
    "kode_opd",
    "jenis_penempatan",
    "periode",
    "revisi",
    "status",
    "nilai_hasil",
    "nilai_perilaku",
    "nilai_akhir",
    "rating_hasil",
    "rating_perilaku",
    "predikat",
    "peringkat",
    "sidik",
)

RATINGS: dict[object, str] = {Rating.ABOVE: "di_atas", Rating.EXPECTED: "sesuai", Rating.BELOW: "di_bawah"}
PREDICATES: dict[object, str] = {str(predicate): name for predicate, name in PREDICATE_NAMES.items()}
_BLANK = ("",) * 7


def evaluation_rows(*, period: Period) -> Iterator[tuple[object, ...]]:
    """The latest revisions of a period in the order of :data:`HEADERS`, sorted by agency code, then NIP.

    Figures are Decimals with two places. An incomplete evaluation leaves figures, ratings, predicate and rank empty.
    """
    return _rows(Evaluation.objects.filter(period=period).latest(), period)


def shown_evaluation_rows(*, period: Period, agency_ids: Collection[int] | None = None) -> Iterator[tuple[object, ...]]:
    """The same rows for people, of some agencies or of all: what waits for peers is incomplete (docs/adr/0008).

    It has no fingerprint either, from which levels could be guessed; nobody of its agency has a rank.
    """
    in_force = Evaluation.objects.filter(period=period).latest()
    if agency_ids is not None:
        in_force = in_force.filter(agency_id__in=agency_ids)
    waiting = with_held_back(in_force, [period.pk]).filter(HELD_BACK).order_by()
    held_back = {
        (nip, agency, PlacementKind(kind).label)
        for nip, agency, kind in waiting.values_list("employee__nip", "agency__code", "placement_kind")
    }
    unranked = {agency for _nip, agency, _kind in held_back}
    for row in _rows(in_force, period):
        facts, shown, rank, fingerprint = row[:6], row[7:13], row[13], row[14]
        if (row[0], row[2], row[3]) in held_back:
            yield (*facts, Status.INCOMPLETE.value, *_BLANK, "")
        else:
            yield (*facts, row[6], *shown, "" if row[2] in unranked else rank, fingerprint)


def _rows(evaluations: EvaluationQuerySet, period: Period) -> Iterator[tuple[object, ...]]:
    rows = (
        evaluations.with_rank()
        # By code point, as scripts sort: the database's own order may be that of a language, with points ignored.
        .order_by(Collate("agency__code", "C"), "employee__nip", "placement_kind")
        .values_list(
            "employee__nip",
            "employee__name",
            "agency__code",
            "placement_kind",
            "revision",
            "fingerprint",
            "complete",
            "result_score",
            "behaviour_score",
            "final_score",
            "result_rating",
            "behaviour_rating",
            "predicate",
            "rank",
        )
    )
    for nip, name, agency, kind, revision, fingerprint, complete, *figures in rows.iterator(chunk_size=5000):
        status = Status.of(complete=complete, locked=period.is_locked).value
        shown = _shown(figures) if complete else _BLANK
        yield (nip, name, agency, PlacementKind(kind).label, period.code, revision, status, *shown, fingerprint)


def _shown(figures: Sequence[object]) -> tuple[object, ...]:
    """Scores as they are, ratings and predicate in the file's words, no rank for acting posts."""
    result, behaviour, final, result_rating, behaviour_rating, predicate, rank = figures
    ratings = (RATINGS[result_rating], RATINGS[behaviour_rating])
    return (result, behaviour, final, *ratings, PREDICATES[predicate], "" if rank is None else rank)
