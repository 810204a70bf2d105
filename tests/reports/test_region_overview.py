"""The region at a glance: its sentence, its figures, where to look, and who may see it."""

import datetime
import re
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from appraisal.models import Actual, Delivery, Evaluation
from appraisal.scoring.types import Predicate
from appraisal.services.periods.lock_period import lock_period
from reports.documents.headlines import region_headline
from reports.documents.summaries import AgencyLine, Counts, Means, Share, in_need
from reports.services.overviews.load_history import code_before
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.visitors import page, visitor

ADDRESS = "/ringkasan/"
MEANS = Means(Decimal("100.00"), Decimal("100.00"), Decimal("100.00"))


def a_line(code: str, *, incomplete: int = 0, below: int = 0, before: str | None = None) -> AgencyLine:
    """Ten complete evaluations with a mean of 100, and what is wrong with the unit."""
    predicates = dict.fromkeys(Predicate, 0) | {Predicate.BAIK: 10 - below, Predicate.KURANG: below}
    then = Means(Decimal(before), Decimal(before), Decimal(before)) if before else None
    return AgencyLine(f"Dinas {code}", code, Counts(10, incomplete, 0, predicates), MEANS, then)


def seen_by(month: Month, who: str = "regional_head", asked: str = "") -> str:
    """The page as somebody of the cast sees it."""
    return page(visitor(getattr(month.cast, who)), f"{ADDRESS}{asked}")


def february(month: Month, patients: str, visits: str) -> None:
    """Budi's February, evaluated like January."""
    an_actual(month.budi, month.patients, "2026-02", patients)
    an_actual(month.budi, month.visits, "2026-02", visits)
    supervisor_ratings(month.budi, month.cast.sari, "2026-02", 3)
    month.evaluate("2026-02")


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS)["Location"] == "/masuk/?next=/ringkasan/"


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.regional_head).post(ADDRESS).status_code == 405


@pytest.mark.parametrize("who", ["budi", "sari", "ratna", "agency_admin"])
def test_others_are_refused_in_words(kupang: Cast, who: str) -> None:
    response = visitor(getattr(kupang, who)).get(ADDRESS)
    assert response.status_code == 403
    assert "Ringkasan daerah untuk admin daerah" in response.content.decode()


@pytest.mark.parametrize("who", ["ratna", "agency_admin"])
def test_who_leads_or_administers_a_unit_is_led_to_its_overview(kupang: Cast, who: str) -> None:
    client = visitor(getattr(kupang, who))
    text = client.get(ADDRESS).content.decode()
    [address] = re.findall(r'<a href="([^"]+)">Buka ringkasan unit Anda', text)
    assert client.get(address).status_code == 200


def test_who_has_no_unit_is_led_to_none(kupang: Cast) -> None:
    assert "Buka ringkasan unit Anda" not in visitor(kupang.budi).get(ADDRESS).content.decode()


def test_without_any_evaluated_period_it_says_what_fills_it(kupang: Cast) -> None:
    assert "Belum ada periode yang dievaluasi." in page(visitor(kupang.regional_head), ADDRESS)


@pytest.mark.parametrize("who", ["region_admin", "regional_head", "auditor"])
def test_its_readers_see_the_three_figures(month: Month, who: str) -> None:
    month.evaluate()
    text = seen_by(month, who)
    assert re.findall(r'class="key-value num">([^<]+)<', text) == ["100,70", "1 dari 1", "0 dari 1"]
    assert "4 pegawai tanpa SKP, dihitung terpisah" in text


def test_an_unknown_period_is_not_found(month: Month) -> None:
    month.evaluate()
    assert visitor(month.cast.auditor).get(f"{ADDRESS}?periode=2026-09").status_code == 404


def test_the_newest_evaluated_month_is_in_view(month: Month) -> None:
    month.evaluate()
    february(month, "95", "22")
    assert "Ringkasan daerah, Februari 2026" in seen_by(month)
    assert "Ringkasan daerah, Januari 2026" in seen_by(month, asked="?periode=2026-01")


@pytest.mark.parametrize("address", [ADDRESS, "/ringkasan/1.02/"])
def test_a_month_that_is_over_comes_before_one_that_runs(
    month: Month, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    month.evaluate()
    february(month, "95", "22")
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: datetime.date(2026, 2, 28))
    text = page(visitor(month.cast.regional_head), address)
    assert ", Januari 2026</h1>" in text
    assert '<option value="2026-02">Februari 2026</option>' in text


def test_while_nothing_is_over_the_running_month_is_shown(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    month.evaluate()
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: datetime.date(2026, 1, 31))
    assert "Ringkasan daerah, Januari 2026" in seen_by(month)


def test_a_rise_is_told_and_measured_against_the_month_before(month: Month) -> None:
    month.evaluate()
    february(month, "105", "22")
    text = seen_by(month)
    said = "Hasil kerja naik di 1 dari 2 perangkat daerah sejak Januari 2026 (data sementara); dua perlu perhatian."
    assert said in text
    assert "naik 4,20 poin dari Januari 2026 (data sementara)" in text


def test_a_fall_is_a_reason_to_look(month: Month) -> None:
    month.evaluate()
    february(month, "85", "22")
    assert "turun 6,00 poin (data sementara)" in seen_by(month)


def test_coverage_and_state_of_the_data_are_said(month: Month) -> None:
    month.evaluate()
    text = seen_by(month)
    assert "Data sementara" in text
    assert "0 dari 2 perangkat daerah sudah lengkap." in text
    assert "Periode belum dikunci." in text


def test_a_locked_period_says_so(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    text = seen_by(month)
    assert "Periode sudah dikunci." in text
    assert "Data tidak lengkap" in text
    assert not re.search("sementara", text.partition("Cara menghitung")[0])


def test_a_delivered_result_counts_in_its_newest_revision_only(month: Month) -> None:
    month.evaluate()
    deliver(month.evaluation())
    assert "1 dari 1" in seen_by(month)
    Actual.objects.filter(employee=month.budi, indicator=month.patients).update(value=90)
    month.evaluate()
    assert "0 dari 1" in seen_by(month)


def deliver(evaluation: Evaluation) -> None:
    """Hand over a result, as its rater does."""
    Delivery.objects.create(
        period_id=evaluation.period_id,
        plan_id=evaluation.plan_id,
        revision=evaluation.revision,
        fingerprint=evaluation.fingerprint,
        recommendation="Pertahankan.",
        delivered_by_account=evaluation.rater.user,
        delivered_at=timezone.now(),
    )


def test_fewer_than_ten_people_get_numbers_and_no_chart(month: Month) -> None:
    month.evaluate()
    text = seen_by(month)
    assert "ch-distribution" not in text
    assert "jadi hanya angka tanpa grafik" in text


def test_ten_people_get_a_chart(month: Month) -> None:
    colleagues_of_budi(month, 9)
    text = seen_by(month)
    assert "ch-distribution" in text
    assert "10 dari 10 pegawai berpredikat Baik atau Sangat Baik" in text


def test_no_person_is_named(month: Month) -> None:
    colleagues_of_budi(month, 2)
    text = seen_by(month)
    assert not re.search("Budi|Rekan|Sari", text)


def test_a_unit_stands_for_its_sub_units_and_leads_to_its_own_overview(month: Month) -> None:
    month.evaluate()
    text = seen_by(month)
    assert 'href="/ringkasan/1.02/?periode=2026-01"' in text
    assert "Puskesmas Oesapa" not in text


def test_each_figure_is_defined_on_the_page(month: Month) -> None:
    month.evaluate()
    assert "Cara menghitung angka di halaman ini" in seen_by(month)


def test_units_in_need_come_in_turns() -> None:
    lines = [a_line("1", incomplete=2), a_line("2", below=2), a_line("3", before="108"), a_line("4", before="101")]
    assert [line.code for line in in_need(lines, 5)] == ["3", "1", "2", "4"]


def test_a_unit_without_a_reason_is_not_named_however_few_there_are() -> None:
    assert in_need([a_line("1", incomplete=1)], 5) == ()
    assert in_need([a_line("1", before="100.3"), a_line("2", below=0)], 5) == ()


def test_each_reason_has_its_figure_and_its_change() -> None:
    fallen = a_line("1", before="108")
    assert fallen.concerns == ("hasil kerja 100,00 turun 8,00 poin",)
    assert a_line("2", incomplete=9, below=2, before="99").concerns == (
        "hasil kerja 100,00 naik 1,00 poin",
        "9 dari 19 evaluasi belum lengkap",
        "2 dari 10 predikat di bawah Baik",
    )
    assert a_line("3", below=1).concerns[0] == "hasil kerja 100,00, tanpa pembanding"


def test_a_change_of_less_than_half_a_point_is_none() -> None:
    lines = (a_line("1", before="100.49"), a_line("2", before="99.51"))
    assert region_headline(lines, MEANS, "Januari 2026", "Desember 2025") == (
        "Hasil kerja tetap di semua perangkat daerah sejak Desember 2025; tidak ada yang memerlukan perhatian."
    )


def test_more_than_five_in_need_are_told_as_the_five_most() -> None:
    lines = tuple(a_line(str(number), incomplete=2) for number in range(7))
    assert region_headline(lines, MEANS, "") == "Rata-rata nilai akhir 100,00; lima paling perlu perhatian."


@pytest.mark.parametrize(
    ("code", "before"),
    [("2026-01", "2025-12"), ("2026-Q1", "2025-Q4"), ("2026-Q3", "2026-Q2"), ("2026-S1", "2025-S2"), ("2026", "2025")],
)
def test_the_period_before_has_the_same_length(code: str, before: str) -> None:
    assert code_before(code) == before


def test_a_share_is_rounded_half_up_to_one_decimal() -> None:
    assert [Share(*pair).percent for pair in ((1, 3), (1, 8), (0, 0))] == [Decimal("33.3"), Decimal("12.5"), None]
