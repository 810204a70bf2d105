"""Kinerja saya while a period is open: figures from the inputs as they are now, and nothing of them is stored."""

import datetime
import re
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Employee, User
from appraisal.models import Actual, ActualEvidence, ActualState, Evidence, RaterRole, Rating, Verification
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.scorecards.own_periods import OwnPeriod, first_of, own_periods
from tests.appraisal.deliveries import delivered
from tests.appraisal.factories import a_period, a_rating, a_scheme, supervisor_ratings
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, colleagues, counting_peers, gives
from tests.factories import an_employee
from tests.visitors import page, timeless, visitor

ADDRESS = "/kinerja/"
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


def own_page(month: Month, address: str = f"{ADDRESS}?periode=2026-01") -> str:
    """Budi's own page."""
    return page(visitor(month.budi), address)


def test_an_open_month_has_figures_before_anybody_evaluates_it(month: Month) -> None:
    a_period()
    text = own_page(month)
    assert re.search(r"Nilai sementara, dihitung pukul \d\d\.\d\d", text)
    assert '<strong class="why-score num">100,70</strong>' in text
    assert "belum dievaluasi dan tidak disimpan" in text
    assert "fingerprint" not in text


def test_looking_at_it_stores_nothing(month: Month) -> None:
    a_period()
    client = visitor(month.budi)
    with CaptureQueriesContext(connection) as queries:
        page(client, f"{ADDRESS}?periode=2026-01")
    assert [one["sql"] for one in queries if WRITES.match(one["sql"])] == []


def test_an_input_that_changed_is_seen_at_once(month: Month) -> None:
    month.evaluate()
    Actual.objects.filter(indicator=month.patients).update(value=Decimal(80))
    text = own_page(month)
    assert "Nilai sementara, dihitung pukul" in text
    assert "Realisasi berubah" not in text
    assert "100 × (1 + (80 − 100) ÷ 100) = 80,00" in text


def test_an_evaluation_that_still_holds_is_shown_with_its_fingerprint(month: Month) -> None:
    month.evaluate()
    text = own_page(month)
    assert month.evaluation().fingerprint in text
    assert "dihitung pukul" not in text


def test_a_delivered_result_stands_as_it_was_told(month: Month) -> None:
    delivered(month)
    Actual.objects.filter(indicator=month.patients).update(value=Decimal(80))
    text = own_page(month)
    assert '<strong class="why-score num">100,70</strong>' in text
    assert "dihitung pukul" not in text


def test_what_was_told_rests_on_the_reports_of_its_time(month: Month) -> None:
    delivered(month)
    Actual.objects.filter(indicator=month.patients).update(state=ActualState.NOT_APPLICABLE, value=None, note="cuti")
    assert own_page(month).count("Realisasi berubah setelah evaluasi ini dihitung.") == 1


def test_a_locked_month_is_not_computed_again(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    assert "Nilai final" in own_page(month)


def test_what_is_lacking_names_who_is_to_do_it(month: Month) -> None:
    a_period()
    Rating.objects.all().delete()
    Actual.objects.filter(indicator=month.visits).delete()
    text = own_page(month)
    assert "<li>1 indikator belum dilaporkan</li>" in text
    assert "<li>Perilaku kerja belum dinilai oleh Sari Wulandari</li>" in text


def test_the_button_leads_to_the_report_of_the_next_step(month: Month) -> None:
    a_period()
    Actual.objects.filter(indicator=month.visits).delete()
    address = reverse("report-actual", args=["2026-01", month.visits.pk])
    assert f'<a class="button main" href="{address}">Catat realisasi Kunjungan rumah</a>' in own_page(month)


def test_a_locked_month_offers_no_report(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    assert "Catat realisasi" not in own_page(month)


def account_of(person: Employee) -> User:
    """The account of somebody of the cast."""
    assert isinstance(person.user, User)
    return person.user


def decided(month: Month, outcome: str, reason: str = "") -> None:
    """Sari decided on Budi's patients."""
    actual = Actual.objects.get(indicator=month.patients)
    Verification.objects.create(
        actual=actual,
        outcome=outcome,
        value=actual.value,
        reason=reason,
        decided_by=account_of(month.cast.sari),
        decided_by_name="Sari",
    )


def test_each_figure_says_who_verified_it(month: Month) -> None:
    a_period()
    decided(month, Verification.Outcome.ACCEPTED)
    text = own_page(month)
    assert "Diverifikasi Sari, " in text
    assert "Dari berkas, dihitung sebagai terverifikasi" in text  # the visits, on which nobody decided


def test_a_returned_report_says_why(month: Month) -> None:
    a_period()
    decided(month, Verification.Outcome.RETURNED, "Lampirkan rekap harian.")
    Actual.objects.filter(indicator=month.patients).update(state=ActualState.RETURNED)
    text = own_page(month)
    assert "Lampirkan rekap harian." in text
    assert "<li>1 realisasi dikembalikan, perbaiki lalu laporkan lagi</li>" in text
    assert "Dikembalikan Sari: Lampirkan rekap harian." in text
    assert "Perbaiki realisasi Jumlah pasien terlayani" in text


def test_a_report_given_again_after_it_was_returned_waits(month: Month) -> None:
    a_period()
    decided(month, Verification.Outcome.RETURNED, "Lampirkan rekap harian.")
    Actual.objects.filter(indicator=month.patients).update(state=ActualState.REPORTED)
    text = own_page(month)
    assert "Menunggu verifikasi" in text
    assert "Lampirkan rekap harian." not in text


def test_evidence_is_one_link_away(month: Month) -> None:
    a_period()
    file = Evidence.objects.create(
        employee=month.budi,
        name="rekap.pdf",
        media_type="application/pdf",
        size=9,
        sha256="0" * 64,
        uploaded_by=account_of(month.budi),
    )
    ActualEvidence.objects.create(actual=Actual.objects.get(indicator=month.patients), evidence=file)
    text = own_page(month)
    assert "1 bukti:" in text
    assert f'<a href="{reverse("evidence", args=[file.key])}">rekap.pdf</a>' in text


def three_peers(month: Month, level: int) -> None:
    """Three colleagues rate Budi with one level each."""
    for number in range(3):
        a_rating(month.budi, an_employee(f"Rekan {number}"), "2026-01", level, role=RaterRole.PEER)


def test_levels_of_peers_reach_no_figure_while_one_of_them_can_still_send(month: Month) -> None:
    a_scheme(groups={"atasan": 60, "rekan": 40, "bawahan": 0, "diri": 0})
    a_period()
    without = own_page(month)
    three_peers(month, 1)
    text = own_page(month)
    figure = re.compile(r"why-score num\">([\d,]+)<")
    assert figure.findall(text) == figure.findall(without)
    assert "Penilaian rekan dan bawahan dibuka setelah penilaian ditutup" in text


def test_the_page_says_the_same_before_and_after_the_first_peer_sends(month: Month) -> None:
    people = colleagues(counting_peers(month), 3)
    approved(month, people)
    before = timeless(own_page(month))
    assert "Penilaian rekan dan bawahan dibuka setelah penilaian ditutup" in before
    gives(month, people[0], 1)
    assert timeless(own_page(month)) == before


def test_where_nobody_was_asked_nothing_is_held_back(month: Month) -> None:
    counting_peers(month)
    text = own_page(month)
    assert "Penilaian rekan dan bawahan dibuka" not in text
    assert "Baik" in text


def test_a_peer_who_changes_a_level_changes_nothing_on_the_page(month: Month) -> None:
    a_scheme(groups={"atasan": 60, "rekan": 40, "bawahan": 0, "diri": 0})
    a_period()
    three_peers(month, 1)
    before = figures_of(own_page(month))
    Rating.objects.filter(role=RaterRole.PEER).update(level=5)
    assert figures_of(own_page(month)) == before


def figures_of(text: str) -> list[str]:
    """Every number with two decimals on a page."""
    return re.findall(r"\d+,\d\d\b", text)


def opens_with(month: Month, today: str) -> str | None:
    """The code of the period that Kinerja saya opens with on a day."""
    day = datetime.date.fromisoformat(today)
    first = first_of(list(own_periods(month.budi.pk, day)), day)
    return first.code if first else None


def test_it_opens_with_the_month_that_runs(month: Month) -> None:
    month.evaluate()
    a_period("2026-02")
    a_period("2026-Q1")
    assert opens_with(month, "2026-02-20") == "2026-02"


def test_a_month_that_may_still_be_reported_comes_first(month: Month) -> None:
    january = a_period()
    a_period("2026-02")
    january.report_until = datetime.date(2026, 2, 5)
    january.save()
    assert opens_with(month, "2026-02-05") == "2026-01"
    assert opens_with(month, "2026-02-06") == "2026-02"


def test_a_month_that_has_not_begun_is_not_offered(month: Month) -> None:
    a_period()
    a_period("2026-02")
    assert opens_with(month, "2026-01-31") == "2026-01"


def test_last_days_are_named_until_they_are_over(month: Month) -> None:
    period = own_periods(month.budi.pk, a_period().last_day).get()
    assert OwnPeriod.of(period, datetime.date(2026, 1, 31)).until == ("31 Januari 2026", "31 Januari 2026")
    assert OwnPeriod.of(period, datetime.date(2026, 2, 1)).until == ("", "")


def test_a_lock_of_the_quarter_closes_its_months(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period("2026-Q1"))
    january = own_periods(month.budi.pk, datetime.date(2026, 4, 1)).get(code="2026-01")
    assert not OwnPeriod.of(january, datetime.date(2026, 4, 1)).is_open


def test_a_month_without_the_persons_plan_says_so(month: Month) -> None:
    a_period()
    month.budi.placements.update(last_day=datetime.date(2025, 12, 31), first_day=datetime.date(2025, 1, 1))
    assert "Tidak ada SKP Anda yang dinilai pada Januari 2026." in own_page(month)


def test_levels_count_as_soon_as_they_are_given(month: Month) -> None:
    a_period()
    Rating.objects.all().delete()
    supervisor_ratings(month.budi, month.cast.sari, "2026-01", 5)
    assert '<strong class="why-score num">106,70</strong>' in own_page(month)
