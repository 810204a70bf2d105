"""A scorecard as PDF, for everybody who may read the evaluation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.views.access import RegionRequest
from appraisal.documents.scorecard import position_with_kind
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import PlacementKind
from appraisal.views.newest_evaluation import newest_evaluation
from reports.services.compose.scorecards import compose_scorecards
from reports.views.documents import Shown, document_file, document_page

REFUSAL = gettext_lazy(
    "Kartu nilai ini untuk pegawai yang dinilai, pejabat penilainya, atasan pejabat penilai, dan admin."
)


def _find(request: RegionRequest, code: str, plan_id: int) -> Shown:
    evaluation = newest_evaluation(request, code, plan_id, refusal=REFUSAL)
    position = position_with_kind(evaluation.position, PlacementKind(evaluation.placement_kind))
    intro = _("PDF memuat angka yang sama dengan halaman evaluasi, beserta cara menghitungnya.")
    if not evaluation.complete:
        intro = _(
            "Evaluasi ini belum lengkap. PDF bertanda SEMENTARA dan memuat apa yang masih ditunggu, "
            "tanpa nilai dan predikat."
        )
    return Shown(
        compose=lambda: next(compose_scorecards([evaluation])),
        title=_("Kartu nilai %(name)s, %(period)s")
        % {"name": evaluation.employee.name, "period": parse_period_code(code).label},
        subtitle=f"{position}, {evaluation.agency.name}",
        intro=intro,
        here=reverse("scorecard-document", args=[code, plan_id]),
        file=reverse("scorecard-file", args=[code, plan_id]),
        back=(_("Kembali ke evaluasi"), reverse("scorecard", args=[code, plan_id])),
    )


scorecard_file = document_file(_find)
scorecard_document = document_page(_find)
