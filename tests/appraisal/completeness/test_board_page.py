"""The board: units by stage, for those who follow them."""

import pytest
from django.test import Client

from appraisal.models import Actual, Period
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.visitors import page, visitor

BOARD = "/pemantauan/?periode=2026-01"


def test_a_cell_says_how_many_of_how_many(month: Month) -> None:
    shown = page(visitor(month.cast.region_admin), BOARD)
    assert "1 dari 4" in shown
    assert "Dinas Kesehatan" in shown
    assert "Kecamatan Alak" in shown


def test_the_supervisor_is_counted_apart_from_the_employee(month: Month) -> None:
    month.evaluate()
    shown = page(visitor(month.cast.region_admin), "/pemantauan/2026-01/1.02.01/?siapa=penilai")
    assert "Menunggu pejabat penilai (1)" in shown
    assert "Budi Santoso" in shown
    assert "pejabat penilai: Sari Wulandari, sejak" in shown


def test_what_is_most_missing_comes_first(month: Month) -> None:
    shown = page(visitor(month.cast.region_admin), BOARD)
    assert shown.index("Dinas Kesehatan") < shown.index("Kecamatan Alak")


def test_a_filter_by_stage_hides_the_units_that_are_done(month: Month) -> None:
    month.cast.dewi.placements.all().delete()
    for name in ("ratna", "sari", "citra"):
        getattr(month.cast, name).placements.update(last_day="2026-01-30")
    shown = page(visitor(month.cast.region_admin), f"{BOARD}&tahap=reported")
    assert "Semua unit sudah sampai di tahap ini." in shown
    assert "1 unit tidak ditampilkan" in shown


def test_an_unknown_stage_is_no_page(month: Month) -> None:
    assert visitor(month.cast.region_admin).get(f"{BOARD}&tahap=x").status_code == 404


def test_without_periods_it_says_what_fills_it(kupang: Cast) -> None:
    assert "Belum ada periode." in page(visitor(kupang.region_admin), "/pemantauan/")


def test_an_agency_admin_sees_the_own_units_alone(month: Month) -> None:
    shown = page(visitor(month.cast.agency_admin), BOARD)
    assert "Puskesmas Oesapa" in shown
    assert "Kecamatan Alak" not in shown


@pytest.mark.parametrize("who", ["regional_head", "auditor"])
def test_readers_of_the_region_see_it_and_send_nothing(month: Month, who: str) -> None:
    Actual.objects.all().delete()
    account = getattr(month.cast, who)
    assert "Kecamatan Alak" in page(visitor(account), BOARD)
    shown = page(visitor(account), "/pemantauan/2026-01/1.02.01/")
    assert "Budi Santoso" in shown
    assert "Ingatkan" not in shown
    assert "Kecualikan" not in shown


@pytest.mark.parametrize("who", ["agency_admin", "region_admin", "regional_head", "auditor"])
def test_the_exclusions_are_named_once_as_a_tab_or_as_a_link(month: Month, who: str) -> None:
    shown = page(visitor(getattr(month.cast, who)), BOARD)
    assert shown.count('href="/pengecualian/"') == 1


def test_a_supervisor_has_no_board(month: Month) -> None:
    assert visitor(month.cast.sari).get(BOARD).status_code == 403
    assert visitor(month.cast.sari).get("/pemantauan/2026-01/1.02.01/").status_code == 403


def test_an_agency_admin_does_not_follow_another_agency(month: Month) -> None:
    assert visitor(month.cast.agency_admin).get("/pemantauan/2026-01/7.01/").status_code == 403


def test_a_unit_or_period_that_is_not_there_is_no_page(month: Month) -> None:
    admin = visitor(month.cast.region_admin)
    assert admin.get("/pemantauan/2026-01/9.99/").status_code == 404
    assert admin.get("/pemantauan/2025-01/1.02/").status_code == 404
    assert admin.get("/pemantauan/2026-01/1.02/?siapa=x").status_code == 404


def test_the_board_is_for_people_who_are_signed_in(db: None, client: Client) -> None:
    assert client.get("/pemantauan/").status_code == 302


def test_it_is_read_only(month: Month) -> None:
    assert visitor(month.cast.region_admin).post(BOARD).status_code == 405


def test_who_is_left_out_stands_there_with_the_reason(month: Month) -> None:
    month.budi.placements.update(last_day="2026-01-12")
    shown = page(visitor(month.cast.region_admin), "/pemantauan/2026-01/1.02.01/?siapa=tidak-dihitung")
    assert "Pensiun atau berhenti: penempatan terakhir sampai 12 Januari 2026." in shown


def test_a_locked_period_waits_for_nobody(month: Month) -> None:
    Period.objects.filter(pk=a_period().pk).update(state="locked", locked_at="2026-02-10T00:00Z")
    shown = page(visitor(month.cast.region_admin), "/pemantauan/2026-01/1.02.01/")
    assert "Tidak ada yang ditunggu lagi." in shown
    assert "Ingatkan" not in shown


def test_the_file_names_who_is_waited_for(month: Month) -> None:
    answer = visitor(month.cast.agency_admin).get("/pemantauan/2026-01/1.02.01/?unduh=csv")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "nip,nama,kode_opd,unit,periode,tahap,ditunggu,pihak,sejak"
    citra = month.cast.citra
    assert f"{citra.nip},Citra Lestari,1.02.01,Puskesmas Oesapa,2026-01,SKP disusun dan disepakati," in lines[2]
