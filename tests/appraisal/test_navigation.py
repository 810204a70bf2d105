"""The frame of every page: the region, the person, the role, and only the places of that role."""

import re

import pytest
from django.test import Client

from agencies.capacities import Kind, capacities_of
from agencies.models import Employee, Role, User
from agencies.permissions import actor_of
from agencies.places import AREAS, PLACES
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_role
from tests.indicators.plans.situations import a_plan_under_discussion
from tests.visitors import page, visitor

PLACE = re.compile(r'<li><a href="([^"]+)"( aria-current="page")?>')
EVALUATIONS, INDICATORS, OVERVIEW, OWN, TASKS = "/evaluasi/", "/indikator/", "/ringkasan/", "/kinerja/", "/penilaian/"
BOARD, FEEDBACK = "/pemantauan/", "/umpan-balik/"
AUDIT = "/pengaturan/jejak-audit/"
OF_EVERYBODY = "/bantuan/"


def places(client: Client, address: str = OF_EVERYBODY) -> list[tuple[str, bool]]:
    """The navigation of a page: address, and whether one is there. The menu of a phone repeats the last ones."""
    text = page(client, address)
    row = (
        text[text.index('<nav class="places') :]
        .split("</nav>")[0]
        .split("<details")[0]
        .replace(' class="for-wide"', "")
    )
    return [(place, bool(is_here)) for place, is_here in PLACE.findall(row)]


def account_of(cast: Cast, who: str) -> Employee | User:
    """One of the cast, by name."""
    return getattr(cast, who)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("who", "addresses"),
    [
        ("budi", [OWN, "/realisasi/", "/skp/", FEEDBACK, INDICATORS]),
        ("sari", [TASKS, "/tim/", "/skp-tim/", FEEDBACK, EVALUATIONS]),
        ("agency_admin", [f"{OVERVIEW}1.02/", BOARD, INDICATORS, "/pegawai/", EVALUATIONS]),
        ("region_admin", [OVERVIEW, BOARD, INDICATORS, "/organisasi/", EVALUATIONS, "/skema/"]),
        ("regional_head", [OVERVIEW, TASKS, "/skp-tim/", FEEDBACK, BOARD, EVALUATIONS]),
        ("auditor", [OVERVIEW, BOARD, EVALUATIONS, INDICATORS, "/skema/", AUDIT]),
    ],
)
def test_every_role_is_offered_its_own_places(kupang: Cast, who: str, addresses: list[str]) -> None:
    assert [address for address, _is_here in places(visitor(account_of(kupang, who)))] == addresses


def test_every_role_has_places_and_at_most_six() -> None:
    assert set(PLACES) == set(Kind)
    assert all(1 <= len(offered) <= 6 for offered in PLACES.values())


@pytest.mark.parametrize("who", ["budi", "sari", "agency_admin", "region_admin", "regional_head", "auditor"])
def test_whoever_is_offered_a_place_may_open_it(kupang: Cast, who: str) -> None:
    client = visitor(account_of(kupang, who))
    answers = {address: client.get(address).status_code for address, _is_here in places(client)}
    assert set(answers.values()) == {200}, answers


def test_the_place_where_one_is_is_marked(kupang: Cast) -> None:
    assert dict(places(visitor(kupang.sari), EVALUATIONS))[EVALUATIONS]
    assert not dict(places(visitor(kupang.sari), EVALUATIONS))[TASKS]


def test_of_two_places_the_nearer_one_is_marked(kupang: Cast) -> None:
    here = [address for address, is_here in places(visitor(kupang.region_admin), INDICATORS) if is_here]
    assert here == [INDICATORS]


OF_UNITS = ["/predikat-organisasi/", "/sebaran/"]
FOLLOWED = [BOARD, "/periode/", "/periode/jadwal/", "/proses/", "/sebaran/"]


@pytest.mark.parametrize(
    ("who", "address", "tabs"),
    [
        ("budi", "/kinerja/riwayat/", [OWN, "/kinerja/riwayat/", "/kinerja/coba/", "/dokumen-saya/"]),
        ("budi", "/bukti/", ["/realisasi/", "/bukti/"]),
        ("sari", "/delegasi/", [TASKS, "/verifikasi/", "/rekan-penilai/usulan/", "/delegasi/", *OF_UNITS]),
        ("region_admin", "/delegasi/", [*FOLLOWED, "/pengecualian/", "/delegasi/"]),
        ("auditor", "/proses/", FOLLOWED),
        ("budi", "/metode/", ["/indikator/", "/masukan/", "/metode/"]),
        ("agency_admin", "/indikator/", ["/indikator/", "/perjanjian/", "/masukan/", "/metode/"]),
        ("agency_admin", "/impor/", ["/organisasi/", "/pegawai/", "/impor/", "/pengaturan/peran/"]),
        ("auditor", "/rubrik/", ["/skema/", "/rubrik/"]),
        ("sari", "/skp-tim/matriks/", ["/skp-tim/", "/skp-tim/matriks/"]),
        ("ratna", EVALUATIONS, [EVALUATIONS, "/ringkasan/1.02/", "/perbandingan/", "/dokumen/"]),
        ("ratna", "/ringkasan/1.02/", [EVALUATIONS, "/ringkasan/1.02/", "/perbandingan/", "/dokumen/"]),
    ],
)
def test_the_pages_of_an_area_are_tabs(kupang: Cast, who: str, address: str, tabs: list[str]) -> None:
    text = page(visitor(account_of(kupang, who)), address)
    row = text[text.index('<nav class="tabs" aria-label="Halaman terkait"') :].split("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)"', row) == tabs


@pytest.mark.parametrize("who", ["budi", "sari", "agency_admin", "region_admin", "regional_head", "auditor"])
def test_whoever_is_offered_a_tab_may_open_it(kupang: Cast, who: str) -> None:
    client, person = visitor(account_of(kupang, who)), account_of(kupang, who)
    capacity = capacities_of(actor_of(person.user if isinstance(person, Employee) else person))[0]
    for area in AREAS:
        for sister in area:
            if sister.is_offered_to(capacity):
                assert client.get(sister.address_for(capacity), follow=True).status_code == 200, sister.name


def test_a_page_that_a_tab_leads_on_to_marks_the_tab(month: Month) -> None:
    text = page(visitor(month.cast.auditor), "/sebaran/2026-01/")
    row = text[text.index('<nav class="tabs" aria-label="Halaman terkait"') :].split("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)" aria-current', row) == ["/sebaran/"]


def test_before_the_first_month_is_over_the_page_says_so(kupang: Cast) -> None:
    assert "Belum ada bulan yang berakhir." in page(visitor(kupang.auditor), "/sebaran/")


def test_a_page_of_an_area_marks_its_place(kupang: Cast) -> None:
    here = [address for address, is_here in places(visitor(kupang.region_admin), "/impor/") if is_here]
    assert here == ["/organisasi/"]


@pytest.mark.parametrize("address", ["/skema/", "/integrasi/", "/integrasi/token/baru/", AUDIT, f"{AUDIT}pegawai/"])
def test_what_the_region_admin_sets_up_is_at_the_settings(kupang: Cast, address: str) -> None:
    text = page(visitor(kupang.region_admin), address)
    assert re.search(r'<a href="/skema/" aria-current="page">.*<span>Pengaturan</span>', text)


@pytest.mark.parametrize("address", [AUDIT, f"{AUDIT}pegawai/"])
def test_the_auditor_has_the_audit_trail_as_a_place(kupang: Cast, address: str) -> None:
    here = [place for place, is_here in places(visitor(kupang.auditor), address) if is_here]
    assert here == [AUDIT]


def test_a_plan_of_the_team_is_at_the_plans_of_the_team(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    shown = places(visitor(kupang.sari), f"/skp/{talk.version.pk}/dialog/")
    assert [address for address, is_here in shown if is_here] == ["/skp-tim/"]


def test_a_phone_shows_three_of_six_places_and_a_menu(kupang: Cast) -> None:
    text = page(visitor(kupang.region_admin), OF_EVERYBODY)
    assert text.count('<li class="for-wide"><a href="/') == 3
    assert "Lainnya" in text


def test_the_frame_names_region_and_person(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/kinerja/")
    assert "Kota Kupang</span>" in text
    assert "Budi Santoso</span>" in text
    assert "Pemerintah Kota Kupang" in text
    assert re.search(r"Data per \d+ \w+ \d{4} pukul \d\d\.\d\d WITA\.", text)


@pytest.mark.parametrize(
    ("who", "goal"),
    [
        ("budi", OWN),
        ("dewi", OWN),
        ("sari", TASKS),
        ("agency_admin", f"{OVERVIEW}1.02/"),
        ("region_admin", OVERVIEW),
        ("regional_head", OVERVIEW),
        ("auditor", OVERVIEW),
    ],
)
def test_everybody_starts_at_the_first_place_of_the_role(kupang: Cast, who: str, goal: str) -> None:
    assert visitor(account_of(kupang, who)).get("/")["Location"] == goal


def test_a_granted_role_comes_before_supervisor_and_supervisor_before_employee(kupang: Cast) -> None:
    assert kupang.sari.user is not None
    client = visitor(kupang.sari)
    assert client.get("/")["Location"] == TASKS
    a_role(kupang.sari.user, Role.AUDITOR)
    assert client.get("/")["Location"] == OVERVIEW
