"""What holds for every screen: no violation that axe knows, no sideways scroll, in both themes and all widths."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from agencies.models import Employee, User
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, Rubric
from indicators.models import Indicator, PlanVersion
from tests.agencies.imports import files as imports
from tests.appraisal.admin_pages import admin_pages
from tests.appraisal.drafts import a_simulated_draft
from tests.browser.accessibility import complaints_about, sideways_scroll
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.factories import a_plan
from tests.indicators.catalogue.pages import catalogue_pages
from tests.indicators.participation.talk import talked_pages
from tests.indicators.plans.pages import own_plan_pages
from tests.indicators.plans.situations import a_plan_under_discussion

pytestmark = pytest.mark.browser

TEXT_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-block-end: 2em !important; }"
)


def screens(cast: Cast) -> Iterator[tuple[str, str, Employee | User | None]]:
    """Every screen in each of its states: what it is, its address, who looks at it."""
    with region_scope(cast.region.pk):
        plan = Evaluation.objects.latest().get(employee=cast.budi).plan_id
        indicator = Indicator.objects.order_by("pk").values_list("pk", flat=True)[0]
    yield "sign-in", "/masuk/", None
    yield "help", "/bantuan/", cast.budi
    yield "glossary", "/bantuan/istilah/", None
    yield "glossary, nothing found", "/bantuan/istilah/?cari=Wiby", None
    yield "search", "/cari/?q=1985", cast.region_admin
    yield "search, nothing found", "/cari/?q=Wiby", cast.budi
    yield "account", "/akun/", cast.sari
    yield "account of a name", "/akun/", cast.region_admin
    yield "new password", "/akun/kata-sandi/", cast.budi
    yield "own score", "/kinerja/", cast.budi
    yield "own score, incomplete", "/kinerja/", cast.citra
    yield "no score yet", "/kinerja/", cast.dewi
    yield "list", "/evaluasi/", cast.region_admin
    yield "list of a rater", "/evaluasi/", cast.sari
    yield "list, nothing found", "/evaluasi/?cari=Wiby", cast.region_admin
    yield "list, refused filter", "/evaluasi/?opd=x", cast.region_admin
    yield "scorecard", f"/evaluasi/2026-01/{plan}/", cast.sari
    yield "superseded revision", f"/evaluasi/2026-01/{plan}/?revisi=1", cast.sari
    yield "deliver", f"/evaluasi/2026-01/{plan}/sampaikan/", cast.sari
    yield "indicators", "/indikator/", cast.budi
    yield "indicators, none", "/indikator/?opd=7.01", cast.region_admin
    yield "indicator", f"/indikator/{indicator}/", cast.region_admin
    yield "agreements", "/perjanjian/", cast.region_admin
    yield "agreements, employee", "/perjanjian/", cast.budi
    yield "agreement, none yet", "/perjanjian/1.02/2026/", cast.agency_admin
    yield "agreement, none yet, read", "/perjanjian/1.02/2026/", cast.budi
    yield "overview of the region", "/ringkasan/", cast.regional_head
    yield "overview of an agency", "/ringkasan/1.02/", cast.agency_admin
    yield "rating tasks", "/penilaian/", cast.sari
    yield "rating tasks, none", "/penilaian/", cast.citra
    yield "rating sheet", "/penilaian/2026-01/", cast.sari
    yield "rating sheet, empty", "/penilaian/2025-12/", cast.sari
    yield "rating sheet, forbidden", "/penilaian/2026-01/", cast.citra
    yield "rate a person", f"/penilaian/2026-01/{plan}/", cast.sari
    yield "rate a person, superior", f"/penilaian/2026-01/{plan}/", cast.ratna
    yield from screens_of_rules(cast)
    yield from screens_of_the_catalogue(cast)
    yield from screens_of_imports(cast)
    yield from screens_of_participation(cast)
    yield from screens_of_a_dialogue(cast)
    yield from screens_of_an_own_plan(cast)
    for name, (person, path) in admin_pages(cast).items():
        yield name, path, person
    yield "forbidden", f"/evaluasi/2026-01/{plan}/", cast.citra
    yield "not found", "/tidak-ada/", cast.budi
    yield "house style", "/_ui/", cast.budi


def screens_of_rules(cast: Cast) -> Iterator[tuple[str, str, Employee | User | None]]:
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


def screens_of_an_own_plan(cast: Cast) -> Iterator[tuple[str, str, Employee | User | None]]:
    """SKP saya and its parts, and what the supervisor expects of behaviour."""
    with region_scope(cast.region.pk):
        pages = own_plan_pages(cast)
        discussed = PlanVersion.objects.filter(employee=cast.budi, state="discussed").latest("pk").pk
    for name, (person, path) in pages.items():
        yield name, path, person
    yield "own plans, discussed", "/skp/?tahun=2027", cast.budi
    yield "expectations of a supervisor", f"/skp/{discussed}/perilaku/", cast.sari
    yield "plan, forbidden", f"/skp/{discussed}/", cast.citra


def screens_of_participation(cast: Cast) -> Iterator[tuple[str, str, Employee | User | None]]:
    """What people say about indicators, and the method page."""
    with region_scope(cast.region.pk):
        pages = talked_pages(cast, Indicator.objects.order_by("pk")[0])
    for name, (person, path) in pages.items():
        yield name, path, person
    yield "contributions, none", "/masukan/", cast.dewi
    yield "method, refused choice", "/metode/?opd=x", cast.budi


def screens_of_imports(cast: Cast) -> Iterator[tuple[str, str, Employee | User | None]]:
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


def screens_of_the_catalogue(cast: Cast) -> Iterator[tuple[str, str, Employee | User | None]]:
    """Indicators as their admin writes and publishes them."""
    with region_scope(cast.region.pk):
        pages = catalogue_pages(cast, Indicator.objects.order_by("pk")[0])
    yield "indicators, admin", "/indikator/", cast.agency_admin
    for name, path in pages.items():
        yield name, path, cast.agency_admin


def screens_of_a_dialogue(cast: Cast) -> Iterator[tuple[str, str, Employee | User | None]]:
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


#: Parts of the list, so that test processes can share it.
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_screen_is_accessible_and_fits_a_small_phone(visits: Visits, puskesmas: Cast, part: int) -> None:
    found = {}
    for name, path, person in [*screens(puskesmas)][part::PARTS]:
        page = visits.open(path, person, width=320, height=800)
        if complaints := complaints_about(page):
            found[name] = complaints
        page.context.close()
    assert found == {}


def test_wider_text_spacing_loses_nothing(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/kinerja/", puskesmas.budi, width=360, height=640)
    session = page.context.new_cdp_session(page)
    session.send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    page.add_style_tag(content=TEXT_SPACING)
    assert sideways_scroll(page) == 0


def test_a_refused_sign_in_is_announced_and_accessible(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/masuk/", width=320)
    page.get_by_role("button", name="Masuk").click()
    assert page.title().startswith("Galat:")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Isi kata sandi Anda.").click()
    assert page.evaluate("document.activeElement.id") == "id_password"


def test_targets_are_large_enough_for_a_finger(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/kinerja/", puskesmas.budi, width=360)
    heights = page.eval_on_selector_all(
        "button, summary, nav a, select, input:not([type=hidden])",
        "all => all.filter(one => one.offsetParent).map(one => one.getBoundingClientRect().height)",
    )
    assert min(heights) >= 24
