"""The panel beside a row: what helps to decide, for the rater and the rater's superior."""

import datetime
import re
from contextvars import Context

import pytest
from django.test import Client

from appraisal.models import Actual, ActualEvidence, ActualState, Evidence, Feedback
from appraisal.scoring.types import Axis
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.rating.rate_employee import GivenChoice
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.appraisal.sheets import save
from tests.cast import Cast
from tests.visitors import page, visitor


def address(month: Month, code: str = "2026-01") -> str:
    """Budi's panel."""
    return f"/penilaian/{code}/{month.plan.pk}/panel/"


def panel(month: Month, code: str = "2026-01") -> str:
    """What Sari reads."""
    return page(visitor(month.cast.sari), address(month, code))


def test_each_indicator_shows_actual_target_and_attainment(month: Month) -> None:
    text = panel(month)
    assert "95,00%" in text
    assert re.search(r"Realisasi 95 .*; target 100 .*; bobot 60%", text)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ActualState.VERIFIED, "diverifikasi"),
        (ActualState.REPORTED, "menunggu verifikasi"),
        (ActualState.RETURNED, "dikembalikan"),
    ],
)
def test_each_report_says_where_it_stands(month: Month, state: ActualState, words: str) -> None:
    Actual.objects.update(state=state)
    assert words in panel(month)


def test_the_note_of_the_employee_and_the_files_are_there(month: Month) -> None:
    actual = Actual.objects.get(indicator=month.patients)
    Actual.objects.filter(pk=actual.pk).update(note="Rekap poli umum.")
    file = Evidence.objects.create(
        employee=month.budi,
        name="rekap.pdf",
        media_type="application/pdf",
        size=1_000,
        sha256="a" * 64,
        uploaded_by=month.budi.user,
    )
    ActualEvidence.objects.create(actual=actual, evidence=file)
    text = panel(month)
    assert "Rekap poli umum." in text
    assert "rekap.pdf" in text
    assert text.count("Tanpa bukti") == 1


def test_an_indicator_without_report_says_so(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    assert "Belum dilaporkan pegawai." in panel(month)


def test_a_month_without_report_can_be_declared_by_the_rater(month: Month) -> None:
    declare = f"/verifikasi/tidak-berlaku/2026-01/{month.plan.pk}/{month.visits.pk}/"
    assert declare not in panel(month)
    Actual.objects.filter(indicator=month.visits).delete()
    assert panel(month).count(declare) == 1
    assert visitor(month.cast.sari).get(declare).status_code == 200
    assert declare not in page(visitor(month.cast.ratna), address(month))


def test_earlier_months_are_drawn_and_read(month: Month) -> None:
    month.evaluate()
    for indicator, value in ((month.patients, "100"), (month.visits, "20")):
        an_actual(month.budi, indicator, "2026-02", value)
    supervisor_ratings(month.budi, month.cast.sari, "2026-02", 3)
    text = panel(month, "2026-02")
    assert "ch-sparkline" in text
    assert "Januari 2026" in text
    assert "100,70" in text


def test_months_under_another_rater_are_not_shown(month: Month) -> None:
    month.evaluate()
    month.budi.placements.update(supervisor=month.cast.dewi)
    a_period("2026-02")
    text = page(visitor(month.cast.dewi), address(month, "2026-02"))
    assert "Belum ada bulan lain yang dapat Anda lihat." in text


def test_feedback_stands_in_the_panel(month: Month) -> None:
    Feedback.objects.create(
        employee=month.budi,
        author=month.cast.sari.user,
        author_name="Sari Wulandari",
        month=datetime.date(2026, 1, 1),
        strength="Menjelaskan obat dengan sabar.",
    )
    assert "Menjelaskan obat dengan sabar." in panel(month)


def test_the_written_reasons_are_the_note_of_the_rater(month: Month) -> None:
    save(month, 3, choices={Axis.RESULT: GivenChoice(Expectation.BELOW, "Dua laporan dibuat ulang.")})
    assert "Hasil kerja: Dua laporan dibuat ulang." in panel(month)


def test_the_sheet_gets_the_panel_alone(month: Month) -> None:
    answer = visitor(month.cast.sari).get(address(month), headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()


def test_nothing_in_it_can_be_changed_or_copied(month: Month) -> None:
    main = panel(month).split("<main")[1].split("</main")[0]
    assert "<input" not in main
    assert "<form" not in main


def test_a_locked_period_is_still_read(month: Month) -> None:
    lock_period(period=a_period())
    assert "Indikator dan bukti" in panel(month)


def test_the_superior_reads_it(month: Month) -> None:
    assert "Indikator dan bukti" in page(visitor(month.cast.ratna), address(month))


@pytest.mark.parametrize("who", ["citra", "budi", "region_admin", "auditor"])
def test_others_are_refused(month: Month, who: str) -> None:
    a_period()
    assert visitor(getattr(month.cast, who)).get(address(month)).status_code == 403


def test_a_visitor_is_sent_to_the_sign_in(client: Client, month: Month) -> None:
    assert client.get(address(month))["Location"] == f"/masuk/?next={address(month)}"


def test_nothing_can_be_sent(month: Month) -> None:
    assert visitor(month.cast.sari).post(address(month)).status_code == 405


def test_another_region_finds_nothing(bandung: Cast, month: Month) -> None:
    assert Context().run(visitor(bandung.sari).get, address(month)).status_code == 404
