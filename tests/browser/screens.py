"""Every screen in each of its states, by area: what it is, its address, who looks at it."""

from collections.abc import Callable, Iterator

from agencies.models import Employee, User
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, Period, Rubric
from indicators.models import Indicator, PlanVersion
from tests.agencies.accounts.pages import account_pages
from tests.agencies.imports import files as imports
from tests.agencies.second_factor.pages import second_factor_pages
from tests.agencies.sign_in.pages import sign_in_pages
from tests.appraisal.admin_pages import admin_pages
from tests.appraisal.delegation.delegating import in_days
from tests.appraisal.drafts import a_simulated_draft
from tests.appraisal.factories import a_period
from tests.appraisal.feedback.pages import talked_about_budi
from tests.appraisal.judgement.pages import judgement_pages
from tests.appraisal.organisation.pages import organisation_pages
from tests.appraisal.runs.situations import run_pages
from tests.appraisal.schedule.closing_pages import closing_pages
from tests.appraisal.schedule.pages import schedule_pages
from tests.appraisal.team.pages import team_pages
from tests.appraisal.verification.situations import verified_pages
from tests.cast import Cast
from tests.factories import a_plan
from tests.indicators.catalogue.pages import catalogue_pages
from tests.indicators.participation.talk import talked_pages
from tests.indicators.plans.pages import own_plan_pages
from tests.indicators.plans.situations import a_plan_under_discussion
from tests.reports.new_region import a_new_region
from tests.reports.packages.pages import package_pages
from tests.reports.verify.pages import document_pages

Screens = Iterator[tuple[str, str, Employee | User | None]]


def of_everybody(cast: Cast) -> Screens:
    """What everybody has, and what is nobody's."""
    yield "sign-in", "/masuk/", None
    for name, (person, path) in sign_in_pages(cast).items():
        yield name, path, person
    yield "help", "/bantuan/", cast.budi
    yield "glossary", "/bantuan/istilah/", None
    yield "glossary, nothing found", "/bantuan/istilah/?cari=Wiby", None
    yield "search", "/cari/?q=1985", cast.region_admin
    yield "search, nothing found", "/cari/?q=Wiby", cast.budi
    yield "account", "/akun/", cast.sari
    yield "account of a name", "/akun/", cast.region_admin
    yield "new password", "/akun/kata-sandi/", cast.budi
    for name, (person, path) in second_factor_pages(cast).items():
        yield name, path, person
    yield "not found", "/tidak-ada/", cast.budi
    yield "house style", "/_ui/", cast.budi


def of_the_own_score(cast: Cast) -> Screens:
    """Kinerja saya and what belongs to it."""
    yield "own score", "/kinerja/", cast.budi
    yield "own score, incomplete", "/kinerja/", cast.citra
    yield "no score yet", "/kinerja/", cast.dewi
    yield "own history", "/kinerja/riwayat/", cast.budi
    yield "own history, empty", "/kinerja/riwayat/", cast.dewi
    yield "own documents", "/dokumen-saya/", cast.budi
    yield "own documents, none", "/dokumen-saya/", cast.dewi
    yield "what if", "/kinerja/coba/?r_1=400", cast.budi
    yield "what if, refused", "/kinerja/coba/?r_1=banyak", cast.budi
    yield "peer raters, not asked for", "/rekan-penilai/?periode=2026-01", cast.budi
    yield "nominations, none", "/rekan-penilai/usulan/?periode=2026-01", cast.sari
    yield "peer tasks, none", "/rekan-penilai/tugas/", cast.citra


def of_results(cast: Cast) -> Screens:
    """Evaluations, scorecards, overviews."""
    with region_scope(cast.region.pk):
        plan = Evaluation.objects.latest().get(employee=cast.budi).plan_id
    yield "list", "/evaluasi/", cast.region_admin
    yield "list of a rater", "/evaluasi/", cast.sari
    yield "list, nothing found", "/evaluasi/?cari=Wiby", cast.region_admin
    yield "list, refused filter", "/evaluasi/?opd=x", cast.region_admin
    yield "scorecard", f"/evaluasi/2026-01/{plan}/", cast.sari
    yield "superseded revision", f"/evaluasi/2026-01/{plan}/?revisi=1", cast.sari
    yield "deliver", f"/evaluasi/2026-01/{plan}/sampaikan/", cast.sari
    yield "form of an evaluation", f"/evaluasi/2026-01/{plan}/formulir/", cast.sari
    yield "document of an evaluation", f"/evaluasi/2026-01/{plan}/dokumen/", cast.auditor
    yield "overview of the region", "/ringkasan/", cast.regional_head
    yield "summary of the region as PDF", "/dokumen/daerah/2026-01/ringkasan/", cast.regional_head
    yield "overview of an agency", "/ringkasan/1.02/", cast.agency_admin
    yield "recap of an agency as PDF", "/dokumen/unit/1.02.01/2026-01/rekap/", cast.agency_admin
    yield "comparison, one month only", "/perbandingan/", cast.regional_head
    yield "comparison, refused", "/perbandingan/?dari=2026-01&ke=2026-Q1", cast.regional_head
    yield "letterhead", "/dokumen/kop/", cast.region_admin
    yield from account_pages(cast)
    yield "identity", "/pengaturan/identitas/", cast.region_admin
    yield "audit trail", "/pengaturan/jejak-audit/", cast.region_admin
    yield "audit trail, nothing found", "/pengaturan/jejak-audit/?cari=Wiby", cast.auditor
    yield "audit trail, refused", "/pengaturan/jejak-audit/?dari=besok", cast.auditor
    yield "row history, nobody named", "/pengaturan/jejak-audit/pegawai/", cast.auditor
    yield "row history", f"/pengaturan/jejak-audit/pegawai/?nip={cast.budi.nip}&jenis=pegawai", cast.region_admin
    yield "integrations, none", "/integrasi/", cast.region_admin
    yield "identity provider, none", "/pengaturan/penyedia-identitas/", cast.region_admin
    yield "new token", "/integrasi/token/baru/", cast.region_admin
    yield "own tokens, none", "/akun/token/", cast.sari
    yield "new own token", "/akun/token/baru/", cast.sari
    yield "personal data, nobody", "/pengaturan/data-pribadi/", cast.region_admin
    yield "erase a person, too early", f"/pengaturan/data-pribadi/{cast.budi.pk}/", cast.region_admin
    yield "forbidden", f"/evaluasi/2026-01/{plan}/", cast.citra


def of_indicators(cast: Cast) -> Screens:
    """Indicators as staff read them, agreements of units."""
    with region_scope(cast.region.pk):
        indicator = Indicator.objects.order_by("pk").values_list("pk", flat=True)[0]
    yield "indicators", "/indikator/", cast.budi
    yield "indicators, none", "/indikator/?opd=7.01", cast.region_admin
    yield "indicator", f"/indikator/{indicator}/", cast.region_admin
    yield "agreements", "/perjanjian/", cast.region_admin
    yield "agreements, employee", "/perjanjian/", cast.budi
    yield "agreement, none yet", "/perjanjian/1.02/2026/", cast.agency_admin
    yield "agreement, none yet, read", "/perjanjian/1.02/2026/", cast.budi


def of_rating(cast: Cast) -> Screens:
    """The scoring sheet, its panel, sending it."""
    with region_scope(cast.region.pk):
        plan = Evaluation.objects.latest().get(employee=cast.budi).plan_id
    yield "rating tasks", "/penilaian/", cast.sari
    yield "rating tasks, none", "/penilaian/", cast.citra
    yield "rating sheet", "/penilaian/2026-01/", cast.sari
    yield "rating sheet, empty", "/penilaian/2025-12/", cast.sari
    yield "rating sheet, forbidden", "/penilaian/2026-01/", cast.citra
    yield "rate a person", f"/penilaian/2026-01/{plan}/", cast.sari
    yield "rate a person, superior", f"/penilaian/2026-01/{plan}/", cast.ratna
    yield "panel of a person", f"/penilaian/2026-01/{plan}/panel/", cast.sari
    yield "check and send", "/penilaian/2026-01/kirim/", cast.sari
    yield "check and send, nobody", "/penilaian/2025-12/kirim/", cast.sari
    yield "reopen a row, not sent", f"/penilaian/2026-01/{plan}/buka/", cast.sari


def of_a_judged_year(cast: Cast) -> Screens:
    """A longer period before its rater, and the judgement of a year."""
    for name, (person, path) in judgement_pages(cast).items():
        yield name, path, person


def of_admins(cast: Cast) -> Screens:
    """Organisation, people, periods."""
    for name, (person, path) in admin_pages(cast).items():
        yield name, path, person
    yield "runs, none", "/proses/", cast.region_admin


def of_reporting(cast: Cast) -> Screens:
    """What an employee reports, and what still waits on the device."""
    with region_scope(cast.region.pk):
        indicator = Indicator.objects.order_by("pk").values_list("pk", flat=True)[0]
    yield "own actuals", "/realisasi/?periode=2026-01", cast.citra
    yield "own actuals, no plan", "/realisasi/?periode=2026-01", cast.dewi
    yield "form of an actual", f"/realisasi/2026-01/{indicator}/", cast.budi
    yield "form of an actual, not begun", f"/realisasi/2026-12/{indicator}/", cast.budi
    yield "own indicator", f"/realisasi/indikator/{indicator}/?tahun=2026", cast.budi
    yield "outbox", "/kotak-keluar/", cast.budi
    yield "outbox, leaving", "/kotak-keluar/?keluar=1", cast.budi


def of_completeness(cast: Cast) -> Screens:
    """The board, a unit with its people, reminders before they are sent, exclusions."""
    unit = "/pemantauan/2026-01/1.02.01/"
    yield "completeness", "/pemantauan/?periode=2026-01", cast.region_admin
    yield "completeness, by stage", "/pemantauan/?periode=2026-01&tahap=acknowledged", cast.agency_admin
    yield "completeness of a dinas", "/pemantauan/2026-01/1.02/", cast.auditor
    yield "completeness of a unit", f"{unit}?siapa=semua", cast.agency_admin
    yield "completeness, left out", f"{unit}?siapa=tidak-dihitung", cast.agency_admin
    yield "reminders", f"{unit}ingatkan/?siapa=pejabat-penilai", cast.agency_admin
    yield "reminders, nobody", f"{unit}ingatkan/", cast.agency_admin
    yield "exclusions, none", "/pengecualian/?pegawai=1", cast.region_admin
    yield "new exclusion", f"/pengecualian/baru/{cast.budi.pk}/", cast.agency_admin


def of_runs(cast: Cast) -> Screens:
    """Evaluation runs in every state, and what is asked before one starts."""
    with region_scope(cast.region.pk):
        pages = run_pages(cast)
    for name, (person, path) in pages.items():
        yield name, path, person


def of_organisations(cast: Cast) -> Screens:
    """Predicates of units, and how their people are spread beside the guideline."""
    with region_scope(cast.region.pk):
        pages = organisation_pages(cast)
    for name, (person, path) in pages.items():
        yield name, path, person


def of_closed_periods(cast: Cast) -> Screens:
    """What is closed before the lock, and what the schedule delivered."""
    yield from closing_pages(cast)


def of_schedules(cast: Cast) -> Screens:
    """When periods open, close and are locked: rules, single steps, special days, extensions."""
    yield "schedule, none", "/periode/jadwal/?tahun=2026", cast.region_admin
    with region_scope(cast.region.pk):
        pages = schedule_pages(cast)
    for name, (person, path) in pages.items():
        yield name, path, person


def of_verification(cast: Cast) -> Screens:
    """Evidence, and what a rater says of reported figures."""
    with region_scope(cast.region.pk):
        pages = verified_pages(cast)
    for name, (person, path) in pages.items():
        yield name, path, person


def of_a_team(cast: Cast) -> Screens:
    """Who is led, and who rates for whom."""
    with region_scope(cast.region.pk):
        pages = team_pages(cast)
        Period.objects.filter(pk=a_period("2026-02").pk).update(rate_until=in_days(-1))
    for name, (person, path) in pages.items():
        yield name, path, person
    yield "take over", f"/delegasi/ambil-alih/2026-02/{cast.sari.pk}/", cast.ratna
    yield "take over, forbidden", f"/delegasi/ambil-alih/2026-02/{cast.sari.pk}/", cast.citra
    yield "rating tasks with a silent rater", "/penilaian/", cast.ratna


def of_rules(cast: Cast) -> Screens:
    """Schemes and rubrics, read and written."""
    with region_scope(cast.region.pk):
        rubric = Rubric.objects.get().pk
        draft = a_simulated_draft(cast).pk
    yield "schemes", "/skema/", cast.budi
    yield "scheme", "/skema/1/", cast.region_admin
    yield "upload of a scheme", "/skema/unggah/", cast.region_admin
    yield "draft of a scheme", f"/skema/draf/{draft}/", cast.region_admin
    yield "simulation of a draft", f"/skema/draf/{draft}/simulasi/", cast.region_admin
    yield "publication of a draft", f"/skema/draf/{draft}/terbitkan/", cast.region_admin
    yield "discarding a draft", f"/skema/draf/{draft}/buang/", cast.region_admin
    yield "rubrics", "/rubrik/", cast.budi
    yield "rubric", f"/rubrik/{rubric}/", cast.budi
    yield "edit a rubric", f"/rubrik/{rubric}/ubah/", cast.region_admin
    yield "new rubric", "/rubrik/baru/", cast.region_admin


def _of_an_own_plan(cast: Cast) -> Screens:
    """SKP saya and its parts, and what the supervisor expects of behaviour."""
    with region_scope(cast.region.pk):
        pages = own_plan_pages(cast)
        discussed = PlanVersion.objects.filter(employee=cast.budi, state="discussed").latest("pk").pk
    for name, (person, path) in pages.items():
        yield name, path, person
    yield "own plans, discussed", "/skp/?tahun=2027", cast.budi
    yield "expectations of a supervisor", f"/skp/{discussed}/perilaku/", cast.sari
    yield "plan, forbidden", f"/skp/{discussed}/", cast.citra


def of_feedback(cast: Cast) -> Screens:
    """Feedback and notes of talks, with very long words; and with nothing yet."""
    with region_scope(cast.region.pk):
        pages = talked_about_budi(cast)
    for name, (person, path) in pages.items():
        yield name, path, person
    yield "feedback, none yet", "/umpan-balik/", cast.dewi
    yield "feedback, nobody found", "/umpan-balik/beri/?cari=Wiby", cast.sari
    yield "feedback, forbidden", f"/umpan-balik/?pegawai={cast.budi.pk}", cast.citra
    yield "talks, no plan", "/dialog-kinerja/", cast.dewi
    yield "talks, regional head", "/dialog-kinerja/", cast.regional_head


def of_participation(cast: Cast) -> Screens:
    """What people say about indicators, and the method page."""
    with region_scope(cast.region.pk):
        pages = talked_pages(cast, Indicator.objects.order_by("pk")[0])
    for name, (person, path) in pages.items():
        yield name, path, person
    yield "contributions, none", "/masukan/", cast.dewi
    yield "method, refused choice", "/metode/?opd=x", cast.budi


def of_imports(cast: Cast) -> Screens:
    """The road of a file, step by step."""
    with region_scope(cast.region.pk):
        unmapped = imports.an_unmapped_draft(cast).pk
        faulty = imports.a_draft(cast, faulty=True).pk
        sound = imports.a_draft(cast).pk
        done = imports.a_publication(cast).pk
    yield "imports", "/impor/", cast.agency_admin
    yield "upload of a file", "/impor/indicators/", cast.agency_admin
    yield "columns of a file", f"/impor/draf/{unmapped}/kolom/", cast.agency_admin
    yield "rows of a file", f"/impor/draf/{faulty}/baris/", cast.agency_admin
    yield "rows of a file, none faulty", f"/impor/draf/{sound}/baris/", cast.agency_admin
    yield "preview of an import", f"/impor/draf/{sound}/pratinjau/", cast.agency_admin
    yield "published import", f"/impor/draf/{done}/", cast.agency_admin
    yield "discarding an import", f"/impor/draf/{sound}/buang/", cast.agency_admin


def of_the_catalogue(cast: Cast) -> Screens:
    """Indicators as their admin writes and publishes them."""
    with region_scope(cast.region.pk):
        pages = catalogue_pages(cast, Indicator.objects.order_by("pk")[0])
    yield "indicators, admin", "/indikator/", cast.agency_admin
    for name, path in pages.items():
        yield name, path, cast.agency_admin


def of_a_dialogue(cast: Cast) -> Screens:
    """A plan of next year as both sides discuss it, the team of its supervisor, and who supports which result."""
    with region_scope(cast.region.pk):
        talk = a_plan_under_discussion(cast)
        a_plan(cast.sari, cast.puskesmas, {talk.items[0].indicator: ("100", "10")}, year=talk.version.year)
        second = talk.items[1].pk
    address, year = f"/skp/{talk.version.pk}/dialog/", talk.version.year
    yield "plans of a team", f"/skp-tim/?tahun={year}", cast.sari
    yield "plans of a team, none", "/skp-tim/", cast.citra
    yield "dialogue, supervisor", address, cast.sari
    yield "dialogue, employee", f"{address}?buka={second}", cast.budi
    yield "dialogue, read", address, cast.ratna
    yield "matrix of roles", f"/skp-tim/matriks/?tahun={year}", cast.sari
    yield "matrix of roles, no own plan", f"/skp-tim/matriks/?tahun={year}", cast.ratna
    yield from _of_an_own_plan(cast)


#: Each area builds its own state, and test processes share the areas.
def of_documents(cast: Cast) -> Screens:
    """The register, signing, and what strangers read of a document."""
    for name, (person, path) in (document_pages(cast) | package_pages(cast)).items():
        yield name, path, person


def of_a_new_region(cast: Cast) -> Screens:
    """What its first admin meets before there is anything in it; of the cast nobody belongs to it."""
    _region, admin = a_new_region()
    yield "first steps", "/ringkasan/", admin
    yield "organisation, empty", "/organisasi/", admin
    yield "people, nobody", "/pegawai/", admin
    yield "agreements, no unit", "/perjanjian/", admin


AREAS: tuple[Callable[[Cast], Screens], ...] = (
    of_everybody,
    of_the_own_score,
    of_results,
    of_indicators,
    of_rating,
    of_a_judged_year,
    of_admins,
    of_reporting,
    of_completeness,
    of_runs,
    of_schedules,
    of_closed_periods,
    of_organisations,
    of_verification,
    of_a_team,
    of_rules,
    of_feedback,
    of_participation,
    of_imports,
    of_the_catalogue,
    of_a_dialogue,
    of_documents,
    of_a_new_region,
)
