"""The schedule of a year: what it shows, who reads it, and what it costs."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import RegionalDay
from appraisal.models import ScheduledStep
from appraisal.services.schedule.plan_steps import plan_steps
from tests.appraisal.factories import a_period
from tests.appraisal.schedule.rules import a_rule, cell_of, row_of
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

ADDRESS = "/periode/jadwal/"
YEAR = f"{ADDRESS}?tahun=2026"
READERS = ["region_admin", "agency_admin", "regional_head", "auditor"]


def planned(begins_on: str = "2026-01-01") -> None:
    """The months of 2026 as seen in January."""
    a_rule(begins_on=begins_on)
    plan_steps(today=datetime.date(2026, 1, 20))


def change(step: str, **values: object) -> ScheduledStep:
    """Say something else of a step of January."""
    rows = ScheduledStep.objects.filter(period_code="2026-01", step=step)
    assert rows.update(**values) == 1
    return rows.get()


def test_without_rules_it_says_what_fills_it(kupang: Cast) -> None:
    text = page(visitor(kupang.region_admin), YEAR)
    assert "Belum ada periode yang berjalan sendiri." in text
    assert 'href="/periode/jadwal/month/"' in text
    assert "setelah admin daerah" in page(visitor(kupang.auditor), YEAR)


def test_a_year_has_a_row_for_each_period_and_a_cell_for_each_step(kupang: Cast) -> None:
    planned()
    text = page(visitor(kupang.region_admin), YEAR)
    assert text.count('class="schedule-row') == 12
    assert cell_of(text, "2026-01", "Batas lapor").startswith("Rab 4 Feb")
    assert cell_of(text, "2026-01", "Kunci periode").startswith("Sel 3 Mar")
    assert "Kam 7 Jan 2027" in cell_of(text, "2026-12", "Batas lapor")


def test_holidays_that_push_a_date_are_explained(kupang: Cast) -> None:
    planned()
    RegionalDay.objects.create(day=datetime.date(2026, 2, 3), name="Hari Jadi", decided_by=kupang.region_admin)
    text = row_of(page(visitor(kupang.region_admin), YEAR), "2026-01")
    assert "Melewati hari libur: Kam 1 Jan (Tahun Baru Masehi), Sel 3 Feb (Hari Jadi)" in text
    assert "Sel 17 Feb (Tahun Baru Imlek)" in text


def test_what_was_done_is_ticked_with_when(kupang: Cast) -> None:
    planned()
    change("open", state="done", done_at=datetime.datetime(2025, 12, 30, 16, 5, tzinfo=datetime.UTC))
    assert "dijalankan Rab 31 Des 2025 00.05" in cell_of(
        page(visitor(kupang.region_admin), YEAR), "2026-01", "Buka periode"
    )


def test_what_was_moved_or_skipped_says_why(kupang: Cast) -> None:
    planned()
    change("lock", is_moved=True, due_on=datetime.date(2030, 3, 4), reason="Putusan keberatan")
    change("deliver", state="skipped", reason="Disampaikan langsung")
    text = page(visitor(kupang.region_admin), YEAR)
    assert "dipindahkan" in cell_of(text, "2026-01", "Kunci periode")
    assert "Kunci periode: Dipindahkan. Alasan: Putusan keberatan" in row_of(text, "2026-01")
    assert "Sampaikan hasil: Dilewati. Alasan: Disampaikan langsung" in row_of(text, "2026-01")


def test_what_failed_shows_its_sentence(kupang: Cast) -> None:
    planned()
    step = change("evaluate", state="failed", outcome="Skema belum diterbitkan.")
    text = page(visitor(kupang.region_admin), YEAR)
    assert "Evaluasi Januari 2026 belum berhasil dijalankan. Skema belum diterbitkan." in text
    assert f'href="/periode/langkah/{step.pk}/"' in text


def test_today_is_marked(kupang: Cast) -> None:
    planned()
    change("lock", due_on=timezone.localdate(), is_moved=True, reason="x")
    assert "hari ini" in cell_of(page(visitor(kupang.region_admin), YEAR), "2026-01", "Kunci periode")


def test_a_year_that_is_not_planned_yet_is_foreseen(kupang: Cast) -> None:
    planned()
    text = page(visitor(kupang.region_admin), f"{ADDRESS}?tahun=2028")
    assert cell_of(text, "2028-02", "Batas lapor") == "Jum 3 Mar"
    assert "masih perkiraan" in text


def test_periods_before_the_rule_begins_have_no_dates(kupang: Cast) -> None:
    planned(begins_on="2026-03-01")
    text = page(visitor(kupang.region_admin), YEAR)
    assert "Berakhir sebelum aturan berlaku" in row_of(text, "2026-02")
    assert cell_of(text, "2026-03", "Batas lapor").startswith("Sen 6 Apr")


def test_only_the_region_admin_is_led_to_change(kupang: Cast) -> None:
    planned()
    assert "/periode/langkah/" in page(visitor(kupang.region_admin), YEAR)
    for who in READERS[1:]:
        text = page(visitor(getattr(kupang, who)), YEAR)
        assert "/periode/langkah/" not in text
        assert "/periode/jadwal/month/" not in text


def test_a_period_that_is_there_is_linked(kupang: Cast) -> None:
    planned()
    a_period()
    text = page(visitor(kupang.region_admin), YEAR)
    assert 'href="/periode/2026-01/"' in text
    assert 'href="/periode/2026-02/"' not in text


@pytest.mark.parametrize("year", ["x", "9" * 20, "0001", "²026", "1900", "2999"])
def test_an_odd_year_is_this_one(kupang: Cast, year: str) -> None:
    text = page(visitor(kupang.region_admin), f"{ADDRESS}?tahun={year}")
    assert f"Jadwal {timezone.localdate().year}" in text


def test_admins_head_and_auditor_read_and_others_do_not(client: Client, kupang: Cast) -> None:
    assert all(visitor(getattr(kupang, who)).get(ADDRESS).status_code == 200 for who in READERS)
    assert all(visitor(who).get(ADDRESS).status_code == 403 for who in (kupang.budi, kupang.sari))
    assert visitor(kupang.region_admin).post(ADDRESS).status_code == 405
    assert client.get(ADDRESS)["Location"].startswith("/masuk/")


def test_another_region_sees_nothing_of_it(bandung: Cast, kupang: Cast) -> None:
    planned()
    text = outside_any_scope(visitor(bandung.region_admin), YEAR).content.decode()
    assert "Belum ada periode yang berjalan sendiri." in text


def test_statements_do_not_grow_with_the_kinds(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    a_rule("year")
    plan_steps(today=datetime.date(2026, 1, 20))
    one = statements(client)
    for kind in ("month", "quarter", "semester"):
        a_rule(kind)
    plan_steps(today=datetime.date(2026, 1, 20))
    assert statements(client) == one


def statements(client: Client) -> int:
    """How many statements the year asks."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client, YEAR)
    return len(asked)
