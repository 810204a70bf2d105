"""The figures of a period as a table, for CSV and XLSX (contract 4)."""

from collections.abc import Iterator, Sequence

from django.db.models.functions import Collate

from agencies.models import PlacementKind
from appraisal.documents.scorecard import Status
from appraisal.models import Evaluation, Period
from appraisal.scoring.types import Rating
from appraisal.scoring.wording import PREDICATE_NAMES

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
    rows = (
        Evaluation.objects.filter(period=period)
        .latest()
        .with_rank()
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
