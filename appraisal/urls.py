"""Screens and API of the appraisal."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from appraisal.period_codes import parse_period_code
from appraisal.views.delivery import acknowledge, deliver
from appraisal.views.evaluations import evaluations
from appraisal.views.help import glossary, help_page
from appraisal.views.method import method
from appraisal.views.my_performance import my_performance
from appraisal.views.periods import lock_page, open_period, period, periods, unlock_page
from appraisal.views.rating_sheet import rate, rating_sheet
from appraisal.views.rating_tasks import rating_tasks
from appraisal.views.rubrics import edit_rubric, new_rubric, rubric, rubric_file, rubrics
from appraisal.views.scheme_drafts import discard_draft, draft_scheme, scheme_draft, upload_scheme
from appraisal.views.scheme_publication import publication, simulation
from appraisal.views.schemes import scheme, scheme_file, schemes
from appraisal.views.scorecard import scorecard
from appraisal.views.search import search


class PeriodCodeConverter(StringConverter):
    """A period code as it is stored: any other text is an address that does not exist."""

    regex = "[0-9QS-]{4,7}"

    def to_python(self, value: str) -> str:
        """The code itself, once it is one."""
        return parse_period_code(value).code


register_converter(PeriodCodeConverter, "period")

urlpatterns = [
    path("kinerja/", my_performance, name="my-performance"),
    path("evaluasi/", evaluations, name="evaluations"),
    path("evaluasi/<period:code>/<int:plan_id>/", scorecard, name="scorecard"),
    path("evaluasi/<period:code>/<int:plan_id>/sampaikan/", deliver, name="deliver-evaluation"),
    path("evaluasi/<period:code>/<int:plan_id>/ketahui/", acknowledge, name="acknowledge-evaluation"),
    path("bantuan/", help_page, name="help"),
    path("bantuan/istilah/", glossary, name="glossary"),
    path("metode/", method, name="method"),
    path("cari/", search, name="search"),
    path("penilaian/", rating_tasks, name="rating-tasks"),
    path("penilaian/<period:code>/", rating_sheet, name="rating-sheet"),
    path("penilaian/<period:code>/<int:plan_id>/", rate, name="rate-employee"),
    path("skema/", schemes, name="schemes"),
    path("skema/unggah/", upload_scheme, name="upload-scheme"),
    path("skema/<int:number>/", scheme, name="scheme"),
    path("skema/<int:number>/skema.toml", scheme_file, name="scheme-file"),
    path("skema/<int:number>/draf/", draft_scheme, name="draft-scheme"),
    path("skema/draf/<int:draft_id>/", scheme_draft, name="scheme-draft"),
    path("skema/draf/<int:draft_id>/simulasi/", simulation, name="simulate-scheme"),
    path("skema/draf/<int:draft_id>/terbitkan/", publication, name="publish-scheme"),
    path("skema/draf/<int:draft_id>/buang/", discard_draft, name="discard-scheme-draft"),
    path("periode/", periods, name="periods"),
    path("periode/buka/", open_period, name="open-period"),
    path("periode/<period:code>/", period, name="period"),
    path("periode/<period:code>/kunci/", lock_page, name="lock-period"),
    path("periode/<period:code>/buka-kembali/", unlock_page, name="unlock-period"),
    path("rubrik/", rubrics, name="rubrics"),
    path("rubrik/baru/", new_rubric, name="new-rubric"),
    path("rubrik/<int:rubric_id>/", rubric, name="rubric"),
    path("rubrik/<int:rubric_id>/rubrik.csv", rubric_file, name="rubric-file"),
    path("rubrik/<int:rubric_id>/ubah/", edit_rubric, name="edit-rubric"),
    path("api/v1/", include("appraisal.api.urls")),
]
