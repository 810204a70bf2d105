"""The scorecard, the form and the document of an evaluation as PDF, for everybody who may read the evaluation."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.views.access import RegionRequest
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Evaluation
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import PlacementKind
from appraisal.views.newest_evaluation import newest_evaluation
from reports.permissions import may_read_feedback_beside
from reports.services.compose.evaluations import (
    FOR_THE_FILE,
    FOR_THE_PEOPLE,
    compose_evaluation_documents,
    compose_evaluation_forms,
)
from reports.services.compose.scorecards import compose_scorecards
from reports.services.issue.composed import Composed
from reports.views.documents import Shown, document_file, document_page

SCORECARD_REFUSAL = gettext_lazy(
    "Kartu nilai ini untuk pegawai yang dinilai, pejabat penilainya, atasan pejabat penilai, dan admin."
)
REFUSAL = gettext_lazy(
    "Dokumen evaluasi ini untuk pegawai yang dinilai, pejabat penilainya, atasan pejabat penilai, dan admin."
)


def _find_scorecard(request: RegionRequest, code: str, plan_id: int) -> Shown:
    evaluation = newest_evaluation(request, code, plan_id, refusal=SCORECARD_REFUSAL)
    intro = _("PDF memuat angka yang sama dengan halaman evaluasi, beserta cara menghitungnya.")
    if not evaluation.complete:
        intro = _(
            "Evaluasi ini belum lengkap. PDF bertanda SEMENTARA dan memuat apa yang masih ditunggu, "
            "tanpa nilai dan predikat."
        )
    return _shown(
        request,
        evaluation,
        ("scorecard-document", "scorecard-file"),
        title=_("Kartu nilai %(name)s, %(period)s"),
        intro=intro,
        compose=lambda: next(compose_scorecards([evaluation])),
    )


def _find_form(request: RegionRequest, code: str, plan_id: int) -> Shown:
    evaluation = newest_evaluation(request, code, plan_id, refusal=REFUSAL)
    reads_feedback = may_read_feedback_beside(request.actor, evaluation)
    part = FOR_THE_PEOPLE if reads_feedback else FOR_THE_FILE
    intro = _("Formulir resmi: hasil kerja, perilaku kerja, umpan balik pejabat penilai, rating, dan predikat.")
    if not reads_feedback:
        intro = _("Formulir resmi: hasil kerja, perilaku kerja, rating, dan predikat. Umpan balik tidak ikut dicetak.")
    return _shown(
        request,
        evaluation,
        ("evaluation-form", "evaluation-form-file"),
        title=_("Formulir evaluasi %(name)s, %(period)s"),
        intro=intro if evaluation.complete else _without_ratings(),
        compose=lambda: next(compose_evaluation_forms([evaluation], part=part)),
    )


def _find_document(request: RegionRequest, code: str, plan_id: int) -> Shown:
    evaluation = newest_evaluation(request, code, plan_id, refusal=REFUSAL)
    intro = _("Satu halaman untuk berkas kepegawaian: siapa yang dinilai dan menilai, predikat, dan rekomendasi.")
    return _shown(
        request,
        evaluation,
        ("evaluation-document", "evaluation-document-file"),
        title=_("Dokumen evaluasi %(name)s, %(period)s"),
        intro=intro if evaluation.complete else _without_ratings(),
        compose=lambda: next(compose_evaluation_documents([evaluation])),
    )


def _without_ratings() -> str:
    return _("Evaluasi ini belum lengkap. PDF bertanda SEMENTARA, tanpa rating dan predikat.")


def _shown(
    request: RegionRequest,
    evaluation: Evaluation,
    names: tuple[str, str],
    *,
    title: str,
    intro: str,
    compose: Callable[[], Composed],
) -> Shown:
    """``names`` are those of the addresses of page and file."""
    page, file = names
    code, plan_id = evaluation.period.code, evaluation.plan_id
    position = position_with_kind(evaluation.position, PlacementKind(evaluation.placement_kind))
    return Shown(
        compose=compose,
        title=title % {"name": evaluation.employee.name, "period": parse_period_code(code).label},
        subtitle=f"{position}, {evaluation.agency.name}",
        intro=intro,
        here=reverse(page, args=[code, plan_id]),
        file=reverse(file, args=[code, plan_id]),
        back=(_("Kembali ke evaluasi"), reverse("scorecard", args=[code, plan_id])),
        is_own=evaluation.employee_id == request.actor.employee_id,
    )


scorecard_file = document_file(_find_scorecard)
scorecard_document = document_page(_find_scorecard)
evaluation_form_file = document_file(_find_form)
evaluation_form = document_page(_find_form)
evaluation_document_file = document_file(_find_document)
evaluation_document = document_page(_find_document)
