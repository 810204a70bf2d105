"""The list of evaluations: what it shows to whom, how it narrows, and what it costs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from appraisal.models import Actual
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee
from tests.visitors import page, visitor

ADDRESS = "/evaluasi/"


def names_on(text: str) -> list[str]:
    """Who is listed, in order."""
    return re.findall(r'<a href="/evaluasi/[^"]+/\d+/">([^<]+)</a>', text)


def listed(month: Month, who: str = "region_admin", asked: str = "") -> list[str]:
    """Whom somebody of the cast finds on the list."""
    return names_on(page(visitor(getattr(month.cast, who)), f"{ADDRESS}{asked}"))


@pytest.fixture
def team(month: Month) -> Month:
    """Budi and two colleagues at the puskesmas, Dewi's secretary at the kecamatan; January is evaluated."""
    secretary = an_employee("Yanti Bere", account=False)
    a_placement(secretary, month.cast.kecamatan, month.cast.dewi, position="Sekretaris Camat")
    a_plan(secretary, month.cast.kecamatan, {month.patients: ("100", "10")})
    colleagues_of_budi(month, 2)
    return month


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS)["Location"] == "/masuk/?next=/evaluasi/"


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).post(ADDRESS).status_code == 405


def test_an_employee_without_staff_is_refused_and_led_home(kupang: Cast) -> None:
    response = visitor(kupang.budi).get(ADDRESS)
    assert response.status_code == 403
    assert "Nilai Anda ada di Kinerja saya." in response.content.decode()


def test_without_any_evaluated_period_it_says_so(kupang: Cast) -> None:
    assert "Belum ada periode yang dievaluasi." in page(visitor(kupang.region_admin), ADDRESS)


@pytest.mark.parametrize("reader", ["region_admin", "regional_head", "auditor"])
def test_the_whole_region_is_listed_by_agency_and_name(team: Month, reader: str) -> None:
    assert listed(team, reader) == ["Budi Santoso", "Rekan 00", "Rekan 01", "Yanti Bere"]


@pytest.mark.parametrize(
    ("reader", "names"),
    [
        ("agency_admin", ["Budi Santoso", "Rekan 00", "Rekan 01"]),
        ("sari", ["Budi Santoso", "Rekan 00", "Rekan 01"]),
        ("ratna", ["Budi Santoso", "Rekan 00", "Rekan 01"]),
        ("dewi", ["Yanti Bere"]),
    ],
)
def test_others_find_their_own_people(team: Month, reader: str, names: list[str]) -> None:
    assert listed(team, reader) == names


def test_an_agency_stands_for_its_sub_units_too(team: Month) -> None:
    assert listed(team, asked="?opd=1.02") == ["Budi Santoso", "Rekan 00", "Rekan 01"]
    assert listed(team, asked="?opd=7.01") == ["Yanti Bere"]


def test_an_agency_outside_the_own_ones_is_refused_in_words(team: Month) -> None:
    response = visitor(team.cast.agency_admin).get(f"{ADDRESS}?opd=7.01")
    assert response.status_code == 422
    assert "Perangkat daerah itu tidak ada dalam daftar Anda." in response.content.decode()


@pytest.mark.parametrize("asked", ["yanti", "BERE", "Yanti  Bere"])
def test_a_name_is_found_by_any_part(team: Month, asked: str) -> None:
    assert listed(team, asked=f"?cari={asked}") == ["Yanti Bere"]


def test_a_nip_is_found_by_its_beginning_with_or_without_spaces(team: Month) -> None:
    nip = team.budi.nip
    assert "Budi Santoso" in listed(team, asked=f"?cari={nip[:8]}")
    assert listed(team, asked=f"?cari={nip[:8]} {nip[8:14]} {nip[14:]}") == ["Budi Santoso"]


def test_a_search_without_result_says_how_to_go_on(team: Month) -> None:
    assert "Tidak ada evaluasi yang cocok." in page(visitor(team.cast.sari), f"{ADDRESS}?cari=Wiby")


def test_an_unknown_period_is_not_found(team: Month) -> None:
    client = visitor(team.cast.region_admin)
    assert [client.get(f"{ADDRESS}?periode={code}").status_code for code in ("2026-02", "%00", "x")] == [404] * 3


def ranks_on(text: str) -> list[str]:
    """The ranks, in the order of the list."""
    return re.findall(r'data-l="Peringkat">([^<]+)</td>', text)


def test_admins_see_ranks_of_each_agency(team: Month) -> None:
    assert ranks_on(page(visitor(team.cast.region_admin), ADDRESS)) == ["1", "3", "2", "-"]


def test_narrowing_the_list_changes_no_rank(team: Month) -> None:
    assert ranks_on(page(visitor(team.cast.region_admin), f"{ADDRESS}?cari=Rekan 00")) == ["3"]


def test_a_rater_sees_no_rank(team: Month) -> None:
    assert "Peringkat" not in page(visitor(team.cast.sari), ADDRESS)


def test_figures_of_an_incomplete_evaluation_are_marked_provisional(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    month.evaluate()
    text = page(visitor(month.cast.sari), ADDRESS)
    assert "Belum lengkap" in text
    assert "sementara" in text


def test_a_locked_period_says_that_it_is_final(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    assert "Nilai yang lengkap sudah final." in page(visitor(month.cast.sari), ADDRESS)


def test_fifty_rows_make_a_page_and_the_search_stays(month: Month) -> None:
    colleagues_of_budi(month, 60)
    first = page(visitor(month.cast.sari), f"{ADDRESS}?cari=Rekan")
    second = page(visitor(month.cast.sari), f"{ADDRESS}?cari=Rekan&halaman=2")
    assert (len(names_on(first)), len(names_on(second))) == (50, 10)
    assert 'href="?cari=Rekan&amp;halaman=2"' in first


@pytest.mark.parametrize("number", ["0", "-3", "abc", "999"])
def test_a_page_that_is_not_there_shows_the_nearest(month: Month, number: str) -> None:
    month.evaluate()
    assert listed(month, asked=f"?halaman={number}") == ["Budi Santoso"]


def queries_of(client: Client) -> int:
    """How many queries the list takes."""
    with CaptureQueriesContext(connection) as queries:
        page(client, ADDRESS)
    return len(queries)


def test_thirty_rows_take_the_queries_of_one(month: Month) -> None:
    month.evaluate()
    client = visitor(month.cast.region_admin)
    page(client, ADDRESS)
    for_one = queries_of(client)
    colleagues_of_budi(month, 29)
    assert queries_of(client) == for_one
