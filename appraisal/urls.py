"""Screens and API of the appraisal."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from appraisal.period_codes import parse_period_code
from appraisal.views.check_ins import check_in, check_ins, new_check_in
from appraisal.views.closings import closing
from appraisal.views.completeness import completeness, completeness_unit
from appraisal.views.delegations import delegations, end, new_delegation, take_over_page
from appraisal.views.delivery import acknowledge, deliver
from appraisal.views.distribution import distribution, explain, unit_distribution
from appraisal.views.evaluations import evaluations
from appraisal.views.evidence import evidence, evidence_file, evidence_library
from appraisal.views.evidence import remove as remove_evidence
from appraisal.views.exclusions import exclusions, new_exclusion, revoke
from appraisal.views.extensions import period_extensions, revoke_extension
from appraisal.views.feedback import feedback, give, read_feedback
from appraisal.views.feedback_requests import ask, feedback_request
from appraisal.views.help import glossary, help_page
from appraisal.views.indicator_impact import indicator_impact
from appraisal.views.judgements import judge_plan, judgements
from appraisal.views.method import method
from appraisal.views.my_actuals import my_actuals, preview, report, withdraw
from appraisal.views.my_history import history_file, my_history
from appraisal.views.my_indicator import my_indicator
from appraisal.views.my_performance import my_performance
from appraisal.views.newest_period import newest_distribution, newest_organisation_ratings
from appraisal.views.organisation_ratings import organisation_ratings, rate_organisation_page
from appraisal.views.outbox import outbox
from appraisal.views.peers import decide, nominations, peer_raters, peer_rating, peer_tasks
from appraisal.views.peers import withdraw as withdraw_nomination
from appraisal.views.periods import lock_page, open_period, period, periods, unlock_page
from appraisal.views.rating_panel import rating_panel
from appraisal.views.rating_sheet import rate, rating_sheet, undo
from appraisal.views.rating_tasks import rating_tasks
from appraisal.views.regional_days import regional_days
from appraisal.views.reminders import remind, see
from appraisal.views.row_history import row_history
from appraisal.views.rubrics import edit_rubric, new_rubric, rubric, rubric_file, rubrics
from appraisal.views.runs import evaluate_period, evaluation_run, evaluation_runs, steer
from appraisal.views.schedule import schedule, schedule_rule, scheduled_step
from appraisal.views.scheme_drafts import discard_draft, draft_scheme, scheme_draft, upload_scheme
from appraisal.views.scheme_publication import publication, simulation
from appraisal.views.schemes import scheme, scheme_file, schemes
from appraisal.views.scorecard import scorecard
from appraisal.views.search import search
from appraisal.views.send_ratings import reopen, send
from appraisal.views.team import team, team_member
from appraisal.views.verification import declare, take_back, verification
from appraisal.views.verifications import accept_page, verifications
from appraisal.views.what_if import what_if


class PeriodCodeConverter(StringConverter):
    """A period code as it is stored: any other text is an address that does not exist."""

    regex = "[0-9QS-]{4,7}"

    def to_python(self, value: str) -> str:
        """The code itself, once it is one."""
        return parse_period_code(value).code


register_converter(PeriodCodeConverter, "period")

urlpatterns = [
    path("kinerja/", my_performance, name="my-performance"),
    path("kinerja/riwayat/", my_history, name="my-history"),
    path("kinerja/riwayat/riwayat.csv", history_file, name="my-history-file"),
    path("kinerja/coba/", what_if, name="what-if"),
    path("evaluasi/", evaluations, name="evaluations"),
    path("evaluasi/<period:code>/<int:plan_id>/", scorecard, name="scorecard"),
    path("evaluasi/<period:code>/<int:plan_id>/sampaikan/", deliver, name="deliver-evaluation"),
    path("evaluasi/<period:code>/<int:plan_id>/ketahui/", acknowledge, name="acknowledge-evaluation"),
    path("kotak-keluar/", outbox, name="outbox"),
    path("realisasi/", my_actuals, name="my-actuals"),
    path("realisasi/<period:code>/<int:indicator_id>/", report, name="report-actual"),
    path("realisasi/<period:code>/<int:indicator_id>/hitung/", preview, name="preview-actual"),
    path("realisasi/<period:code>/<int:indicator_id>/tarik/", withdraw, name="withdraw-actual"),
    path("realisasi/indikator/<int:indicator_id>/", my_indicator, name="my-indicator"),
    path("bukti/", evidence_library, name="evidence-library"),
    path("bukti/<uuid:key>/", evidence, name="evidence"),
    path("bukti/<uuid:key>/berkas", evidence_file, name="evidence-file"),
    path("bukti/<uuid:key>/keluarkan/", remove_evidence, name="remove-evidence"),
    path("verifikasi/", verifications, name="verifications"),
    path("verifikasi/terima/", accept_page, name="accept-actuals"),
    path("verifikasi/<int:actual_id>/", verification, name="verification"),
    path("verifikasi/<int:actual_id>/tarik/", take_back, name="take-back-verification"),
    path("verifikasi/tidak-berlaku/<period:code>/<int:plan_id>/<int:indicator_id>/", declare, name="declare-month"),
    path("bantuan/", help_page, name="help"),
    path("bantuan/istilah/", glossary, name="glossary"),
    path("metode/", method, name="method"),
    path("umpan-balik/", feedback, name="feedback"),
    path("umpan-balik/minta/", ask, name="ask-feedback"),
    path("umpan-balik/beri/", give, name="give-feedback"),
    path("umpan-balik/permintaan/<int:request_id>/", feedback_request, name="feedback-request"),
    path("umpan-balik/<int:feedback_id>/dibaca/", read_feedback, name="read-feedback"),
    path("dialog-kinerja/", check_ins, name="check-ins"),
    path("dialog-kinerja/baru/<int:plan_id>/", new_check_in, name="new-check-in"),
    path("dialog-kinerja/<int:check_in_id>/", check_in, name="check-in"),
    path("cari/", search, name="search"),
    path("penilaian/", rating_tasks, name="rating-tasks"),
    path("penilaian/<period:code>/", rating_sheet, name="rating-sheet"),
    path("penilaian/<period:code>/urungkan/", undo, name="undo-rating"),
    path("penilaian/<period:code>/kirim/", send, name="send-ratings"),
    path("penilaian/<period:code>/<int:plan_id>/", rate, name="rate-employee"),
    path("penilaian/<period:code>/<int:plan_id>/panel/", rating_panel, name="rating-panel"),
    path("penilaian/<period:code>/<int:plan_id>/buka/", reopen, name="reopen-rating"),
    path("penetapan/<period:code>/", judgements, name="judgements"),
    path("penetapan/<period:code>/<int:plan_id>/", judge_plan, name="judge-plan"),
    path("predikat-organisasi/", newest_organisation_ratings, name="newest-organisation-ratings"),
    path("predikat-organisasi/<period:code>/", organisation_ratings, name="organisation-ratings"),
    path("predikat-organisasi/<period:code>/<str:agency_code>/", rate_organisation_page, name="rate-organisation"),
    path("sebaran/", newest_distribution, name="newest-distribution"),
    path("sebaran/<period:code>/", distribution, name="distribution"),
    path("sebaran/<period:code>/<str:agency_code>/", unit_distribution, name="unit-distribution"),
    path("sebaran/<period:code>/<str:agency_code>/alasan/", explain, name="explain-distribution"),
    path("pemantauan/", completeness, name="completeness"),
    path("pemantauan/<period:code>/<str:agency_code>/", completeness_unit, name="completeness-unit"),
    path("pemantauan/<period:code>/<str:agency_code>/ingatkan/", remind, name="send-reminders"),
    path("pengingat/<int:reminder_id>/lihat/", see, name="see-reminder"),
    path("pengecualian/", exclusions, name="exclusions"),
    path("pengecualian/baru/<int:employee_id>/", new_exclusion, name="new-exclusion"),
    path("pengecualian/<int:exclusion_id>/cabut/", revoke, name="end-exclusion"),
    path("tim/", team, name="team"),
    path("tim/<int:employee_id>/", team_member, name="team-member"),
    path("delegasi/", delegations, name="delegations"),
    path("delegasi/baru/", new_delegation, name="new-delegation"),
    path("delegasi/<int:delegation_id>/akhiri/", end, name="end-delegation"),
    path("delegasi/ambil-alih/<period:code>/<int:rater_id>/", take_over_page, name="take-over"),
    path("rekan-penilai/", peer_raters, name="peer-raters"),
    path("rekan-penilai/usulan/", nominations, name="nominations"),
    path("rekan-penilai/<int:nomination_id>/keputusan/", decide, name="decide-nomination"),
    path("rekan-penilai/<int:nomination_id>/tarik/", withdraw_nomination, name="withdraw-nomination"),
    path("rekan-penilai/tugas/", peer_tasks, name="peer-tasks"),
    path("rekan-penilai/tugas/<int:nomination_id>/", peer_rating, name="peer-rating"),
    path("skema/", schemes, name="schemes"),
    path("skema/unggah/", upload_scheme, name="upload-scheme"),
    path("skema/<int:number>/", scheme, name="scheme"),
    path("skema/<int:number>/skema.toml", scheme_file, name="scheme-file"),
    path("skema/<int:number>/draf/", draft_scheme, name="draft-scheme"),
    path("indikator/draf/<int:draft_id>/akibat/", indicator_impact, name="indicator-impact"),
    path("skema/draf/<int:draft_id>/", scheme_draft, name="scheme-draft"),
    path("skema/draf/<int:draft_id>/simulasi/", simulation, name="simulate-scheme"),
    path("skema/draf/<int:draft_id>/terbitkan/", publication, name="publish-scheme"),
    path("skema/draf/<int:draft_id>/buang/", discard_draft, name="discard-scheme-draft"),
    path("periode/", periods, name="periods"),
    path("periode/buka/", open_period, name="open-period"),
    path("periode/jadwal/", schedule, name="schedule"),
    path("periode/jadwal/<str:kind>/", schedule_rule, name="schedule-rule"),
    path("periode/langkah/<int:step_id>/", scheduled_step, name="scheduled-step"),
    path("periode/hari/", regional_days, name="regional-days"),
    path("periode/perpanjangan/<int:extension_id>/cabut/", revoke_extension, name="end-extension"),
    path("periode/<period:code>/", period, name="period"),
    path("periode/<period:code>/perpanjangan/", period_extensions, name="period-extensions"),
    path("periode/<period:code>/kunci/", lock_page, name="lock-period"),
    path("periode/<period:code>/buka-kembali/", unlock_page, name="unlock-period"),
    path("periode/<period:code>/penutupan/", closing, name="take-back-closing"),
    path("periode/<period:code>/evaluasi/", evaluate_period, name="evaluate-period"),
    path("proses/", evaluation_runs, name="evaluation-runs"),
    path("proses/<uuid:key>/", evaluation_run, name="evaluation-run"),
    path("proses/<uuid:key>/atur/", steer, name="steer-run"),
    path("pengaturan/jejak-audit/pegawai/", row_history, name="row-history"),
    path("rubrik/", rubrics, name="rubrics"),
    path("rubrik/baru/", new_rubric, name="new-rubric"),
    path("rubrik/<int:rubric_id>/", rubric, name="rubric"),
    path("rubrik/<int:rubric_id>/rubrik.csv", rubric_file, name="rubric-file"),
    path("rubrik/<int:rubric_id>/ubah/", edit_rubric, name="edit-rubric"),
]
