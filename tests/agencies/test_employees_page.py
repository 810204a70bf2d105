"""The list of people and the page of one: what they show, to whom."""

import datetime

import pytest
from django.test import Client

from agencies.models import PlacementKind
from indicators.models import PlanVersion, VersionState
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee, an_indicator
from tests.visitors import page, visitor

LIST = "/pegawai/"


def seen(cast: Cast, query: str = "", who: str = "agency_admin") -> str:
    """The list as somebody of the cast sees it."""
    return page(visitor(getattr(cast, who)), f"{LIST}{query}")


def test_a_line_says_position_unit_superior_and_plan(kupang: Cast) -> None:
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")}, year=datetime.date.today().year)  # noqa: DTZ011
    text = seen(kupang, "?cari=Budi")
    for told in ("Budi Santoso", "Perawat Terampil", "Puskesmas Oesapa", "Sari Wulandari", "Disepakati"):
        assert told in text
    nip = kupang.budi.nip
    assert f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" in text


def test_an_agency_admin_sees_the_own_units_and_the_region_admin_everybody(kupang: Cast) -> None:
    assert "Dewi Anggraini" not in seen(kupang)
    assert all("Dewi Anggraini" in seen(kupang, who=who) for who in ("region_admin", "auditor", "regional_head"))


def test_who_left_the_unit_is_no_longer_on_the_agencys_list(kupang: Cast) -> None:
    kupang.budi.placements.update(last_day=datetime.date(2026, 1, 31))
    assert "Budi Santoso" not in seen(kupang)
    assert "tanpa penempatan hari ini" in seen(kupang, "?cari=Budi", "region_admin")


def test_it_is_searched_by_name_and_by_the_beginning_of_a_nip(kupang: Cast) -> None:
    assert "Citra Lestari" not in seen(kupang, "?cari=santoso")
    grouped = f"{kupang.budi.nip[:8]} {kupang.budi.nip[8:]}"
    assert "Budi Santoso" in seen(kupang, f"?cari={grouped}")
    assert "Tidak ada pegawai yang cocok." in seen(kupang, "?cari=Wiby")


def test_a_unit_stands_for_itself_and_those_below_it(kupang: Cast) -> None:
    assert "Budi Santoso" in seen(kupang, "?opd=1.02")
    assert "Ratna Dewi</a>" not in seen(kupang, "?opd=1.02.01")


def test_a_unit_of_somebody_else_cannot_be_asked_for(kupang: Cast) -> None:
    assert visitor(kupang.agency_admin).get(f"{LIST}?opd=7.01").status_code == 422


def test_wrong_superiors_are_named_with_the_reason(kupang: Cast) -> None:
    kupang.citra.placements.update(supervisor=None)
    text = seen(kupang, "?saring=atasan")
    assert "Belum punya atasan" in text
    assert "Citra Lestari" in text
    assert "Budi Santoso" not in text


def test_without_wrong_superiors_there_is_nothing_to_do(kupang: Cast) -> None:
    assert "Semua atasan sudah sesuai." in seen(kupang, "?saring=atasan")


def test_people_without_an_agreed_plan_can_be_listed(kupang: Cast) -> None:
    year = datetime.date.today().year  # noqa: DTZ011
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")}, year=year)
    PlanVersion.objects.create(employee=kupang.citra, agency=kupang.puskesmas, year=year, state=VersionState.DISCUSSED)
    text = seen(kupang, "?saring=skp")
    assert "Budi Santoso" not in text
    assert "Dibahas" in text
    assert "Belum disusun" in text


def test_long_lists_have_pages(kupang: Cast) -> None:
    for number in range(55):
        a_placement(an_employee(f"Pegawai {number:02}", account=False), kupang.puskesmas, kupang.sari)
    assert "Halaman 1 dari 2" in seen(kupang)
    assert "Pegawai 54" in seen(kupang, "?halaman=2")


@pytest.mark.parametrize("who", ["budi", "sari", "ratna"])
def test_people_without_a_granted_role_are_refused_in_words(kupang: Cast, who: str) -> None:
    answer = visitor(getattr(kupang, who)).get(LIST)
    assert answer.status_code == 403
    assert "Daftar pegawai untuk admin" in answer.content.decode()


def test_the_lists_are_read_only(client: Client, kupang: Cast) -> None:
    assert client.get(LIST)["Location"] == "/masuk/?next=/pegawai/"
    admin = visitor(kupang.region_admin)
    assert admin.post(LIST).status_code == 405
    assert admin.post(f"{LIST}{kupang.budi.pk}/").status_code == 405


def person(cast: Cast, who: str = "agency_admin") -> str:
    """Budi's page."""
    return page(visitor(getattr(cast, who)), f"{LIST}{cast.budi.pk}/")


def test_a_person_has_places_over_time(kupang: Cast) -> None:
    kupang.budi.placements.update(last_day=datetime.date(2026, 6, 30))
    a_placement(kupang.budi, kupang.dinas, kupang.ratna, first_day=datetime.date(2026, 7, 1), position="Analis")
    a_placement(kupang.budi, kupang.puskesmas, kupang.ratna, kind=PlacementKind.ACTING, position="Kepala")
    text = person(kupang)
    assert "1 Januari 2026 sampai 30 Juni 2026" in text
    assert "Puskesmas Oesapa, atasan: Sari Wulandari" in text
    assert "Plt. Kepala" in text


def test_a_person_has_an_account_that_is_active_or_not(kupang: Cast) -> None:
    assert "aktif" in person(kupang)
    assert kupang.budi.user is not None
    kupang.budi.user.is_active = False
    kupang.budi.user.save(update_fields=["is_active"])
    assert "tidak aktif, tidak dapat masuk" in person(kupang)


def test_admins_may_move_a_person_and_readers_may_not(kupang: Cast) -> None:
    assert all("Ubah atasan" in person(kupang, who) for who in ("agency_admin", "region_admin"))
    assert not any("Ubah atasan" in person(kupang, who) for who in ("auditor", "regional_head"))


def test_a_person_leads_to_the_evaluations(kupang: Cast) -> None:
    assert f'href="/evaluasi/?cari={kupang.budi.nip}"' in person(kupang)


def test_a_person_of_another_unit_is_forbidden_and_of_another_region_unknown(bandung: Cast, kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    assert client.get(f"{LIST}{kupang.dewi.pk}/").status_code == 403
    assert client.get(f"{LIST}{bandung.budi.pk}/").status_code == 404
