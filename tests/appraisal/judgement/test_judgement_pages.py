"""The pages of a longer period and of a year's judgement."""

import re

import pytest
from django.test import Client

from agencies.models import Placement
from appraisal.models import Actual, FinalJudgement, OrganisationRating, RatingOverride
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.delegation.delegating import handed_over
from tests.appraisal.factories import a_period
from tests.appraisal.judgement.year import NOTE, YEAR, Year, address, judge, list_of, send
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

REASON = "Dua puskesmas digabung sejak Mei."


def text_of(year: Year, who: str = "sari", code: str = YEAR, *, plan: bool = False) -> str:
    """A page as somebody of the cast reads it, with single spaces."""
    where = address(year.plan if plan else None, code)
    return " ".join(page(visitor(getattr(year.cast, who)), where).split())


def test_the_list_names_the_own_staff_with_rating_and_predicate(year: Year) -> None:
    text = text_of(year)
    assert "Budi Santoso" in text
    assert "Citra Lestari" in text
    assert '<span class="num strong">95,00</span> <span class="judge-rating">sesuai ekspektasi</span>' in text
    assert "0 dari 2" in text


def test_the_months_stand_beside_the_decision(year: Year) -> None:
    [budi, _citra] = list_of(year.cast.sari).rows
    assert len(budi.earlier) == 12
    assert [(one.label, one.predicate) for one in budi.earlier if one.is_known] == [("Desember 2025", "baik")]
    assert "Desember 2025: Baik." in text_of(year)


def test_a_quarter_shows_its_three_months_and_asks_for_no_judgement(year: Year) -> None:
    text = text_of(year, code="2025-Q4")
    assert "Oktober 2025" in text
    assert "September 2025" not in text
    assert "Belum ditetapkan" not in text


def test_few_people_are_a_table_and_no_chart(year: Year) -> None:
    text = text_of(year)
    assert "Kurang dari sepuluh pegawai berpredikat" in text
    assert "ch-distribution" not in text


def test_it_says_that_the_predicate_of_the_organisation_is_missing(year: Year) -> None:
    waits = "Predikat organisasi Puskesmas Oesapa untuk Tahun 2025 belum ditetapkan"
    assert waits in text_of(year)
    OrganisationRating.objects.create(
        period=a_period(YEAR),
        agency=year.cast.dinas,
        predicate="baik",
        source="Perjanjian kinerja 2025",
        reason="Target utama tercapai.",
        decided_by=year.cast.regional_head,
        decided_by_name="Kepala daerah",
    )
    assert waits not in text_of(year)


def test_the_page_of_a_plan_tells_the_year_and_how_it_came_about(year: Year) -> None:
    text = text_of(year, plan=True)
    assert "Jumlah Januari, Februari" in text
    assert "Triwulan IV<" in text
    assert "Belum ada dialog kinerja" in text
    assert "Belum ada umpan balik tahun ini" in text


def test_the_form_confirms_the_proposal(year: Year) -> None:
    answer = send(year)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/penetapan/2025/")
    assert FinalJudgement.objects.get().note == NOTE
    assert "1 dari 2" in text_of(year)


def test_it_goes_on_to_the_next_who_is_not_judged(year: Year) -> None:
    answer = send(year, lanjut="berikutnya")
    assert answer.headers["Location"] == address(year.citras)


def test_the_list_leads_on_to_the_next_who_is_not_judged(year: Year) -> None:
    sari = visitor(year.cast.sari)
    where = f"{address()}?setelah={year.plan.pk}"
    assert sari.get(where).headers["Location"] == address(year.citras)
    send(year, plan=year.citras)
    assert "Penilaian akhir ditetapkan" in page(sari, where)


def test_after_the_last_one_it_goes_back_to_the_list(year: Year) -> None:
    send(year)
    assert send(year, plan=year.citras, lanjut="berikutnya").headers["Location"] == "/penetapan/2025/"


def test_the_form_sets_another_rating_with_a_reason(year: Year) -> None:
    send(year, hasil="above", alasan_hasil=REASON)
    assert RatingOverride.objects.get().reason == REASON
    assert re.search(r'value="above"[^>]*checked', text_of(year, plan=True))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"pertimbangan": " "}, "Tulis pertimbangan Anda"),
        ({"hasil": "above"}, "Tulis alasan singkat"),
        ({"hasil": "luar biasa"}, "Pilih usulan"),
        ({"pertimbangan": "x" * 2001}, "Ringkas menjadi paling banyak"),
    ],
)
def test_refused_input_is_422_and_keeps_what_was_typed(year: Year, fields: dict[str, str], said: str) -> None:
    answer = send(year, **{"alasan_perilaku": "Tertulis sebelumnya.", **fields})  # type: ignore[arg-type]
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "Tertulis sebelumnya." in text


def test_a_stale_page_is_409_with_the_newest_result_and_what_was_typed(year: Year) -> None:
    answer = send(year, sidik="0" * 64, hasil="above", alasan_hasil=REASON)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Hasil berubah sejak halaman ini dibuka" in text
    assert REASON in text
    assert NOTE in text
    assert f'value="{year.evaluation().fingerprint}"' in text


def test_what_was_shown_anew_can_be_sent(year: Year) -> None:
    text = send(year, sidik="0" * 64, hasil="above", alasan_hasil=REASON).content.decode()
    [seen] = re.findall(r'name="sidik" value="([0-9a-f]{64})"', text)
    assert send(year, sidik=seen, hasil="above", alasan_hasil=REASON).status_code == 302


def test_a_judgement_of_another_edition_is_409(year: Year) -> None:
    judge(year)
    answer = send(year, edisi="0", pertimbangan="Tulisan kedua.")
    assert answer.status_code == 409
    assert "Tulisan kedua." in answer.content.decode()


def test_a_locked_year_offers_no_form_and_keeps_what_was_typed(year: Year) -> None:
    lock_period(period=a_period(YEAR))
    assert 'name="pertimbangan"' not in text_of(year, plan=True)
    answer = send(year)
    assert answer.status_code == 409
    assert NOTE in answer.content.decode()


def test_an_incomplete_year_names_what_lacks_and_offers_no_form(year: Year) -> None:
    Actual.objects.filter(employee=year.cast.budi, month__month=7).delete()
    text = text_of(year, plan=True)
    assert "Penilaian akhir ditetapkan setelah hasil lengkap" in text
    assert 'name="pertimbangan"' not in text


def test_a_result_that_changed_asks_for_another_look(year: Year) -> None:
    judge(year)
    Actual.objects.filter(employee=year.cast.budi, month__month=7).update(value=60)
    year.evaluate()
    assert "Hasil berubah" in text_of(year)
    assert "Hasil berubah sejak ditetapkan pada" in text_of(year, plan=True)


def test_the_raters_superior_reads_the_plan_and_decides_nothing(year: Year) -> None:
    text = text_of(year, "ratna", plan=True)
    assert "Anda melihat sebagai atasan pejabat penilai" in text
    assert 'name="pertimbangan"' not in text
    assert send(year, year.cast.ratna).status_code == 403


@pytest.mark.parametrize("other", ["budi", "citra", "dewi", "agency_admin", "region_admin", "regional_head", "auditor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_the_plan(year: Year, other: str, method: str) -> None:
    person = getattr(year.cast, other)
    answer = visitor(person).get(address(year.plan)) if method == "get" else send(year, person)
    assert answer.status_code == 403


@pytest.mark.parametrize("other", ["budi", "citra", "agency_admin", "region_admin", "auditor"])
def test_who_rates_nobody_has_no_list(year: Year, other: str) -> None:
    assert visitor(getattr(year.cast, other)).get(address()).status_code == 403


def test_who_stands_in_finds_the_staff_on_the_list(year: Year) -> None:
    handed_over(year.cast, year.cast.dewi)
    text = text_of(year, "dewi")
    assert "Budi Santoso" in text
    assert "atas nama Sari Wulandari" in text


def test_the_regional_head_has_the_heads_of_agencies(year: Year) -> None:
    names = [one.name for one in list_of(year.cast.regional_head).others]
    assert names == ["Dewi Anggraini", "Ratna Dewi"]


def test_after_a_transfer_the_rater_of_the_plans_last_day_judges(year: Year) -> None:
    """Budi's plan in the puskesmas ends in June; what comes after is another plan of somebody else."""
    Placement.objects.filter(employee=year.cast.budi).update(last_day="2025-06-30")
    year.evaluate()
    assert [one.row.name for one in list_of(year.cast.sari).rows] == ["Budi Santoso", "Citra Lestari"]
    assert list_of(year.cast.dewi).rows == ()


@pytest.mark.parametrize("code", ["2025-12", "2024", "2025-S1"])
def test_a_month_and_a_period_that_is_not_there_are_not_found(year: Year, code: str) -> None:
    assert visitor(year.cast.sari).get(address(code=code)).status_code == 404


def test_a_quarter_has_no_page_of_judgement(year: Year) -> None:
    assert visitor(year.cast.sari).get(address(year.plan, "2025-Q4")).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_reading_and_posting(year: Year, method: str) -> None:
    assert getattr(visitor(year.cast.sari), method)(address(year.plan)).status_code == 405


def test_the_list_is_only_read(year: Year) -> None:
    assert visitor(year.cast.sari).post(address()).status_code == 405


def test_a_visitor_is_sent_to_the_sign_in(year: Year) -> None:
    for where in (address(), address(year.plan)):
        assert Client().get(where).headers["Location"].startswith("/masuk/")


def test_another_region_learns_nothing(bandung: Cast, year: Year) -> None:
    assert outside_any_scope(visitor(bandung.sari), address(year.plan)).status_code == 404


def test_the_tasks_name_the_year_and_how_far_it_is(year: Year) -> None:
    sari = visitor(year.cast.sari)
    assert "Tetapkan penilaian akhir tahun 2025" in page(sari, "/penilaian/")
    send(year)
    assert "1 dari 2 ditetapkan" in page(sari, "/penilaian/")
    send(year, plan=year.citras)
    assert "Tetapkan penilaian akhir" not in page(sari, "/penilaian/")


@pytest.mark.parametrize(("code", "leads"), [("2025-Q4", True), ("2025-12", False)])
def test_the_sheet_of_a_longer_period_leads_there(year: Year, code: str, *, leads: bool) -> None:
    assert (f'href="/penetapan/{code}/"' in page(visitor(year.cast.sari), f"/penilaian/{code}/")) is leads
