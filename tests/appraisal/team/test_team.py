"""Tim saya: who needs what, and one person of the team."""

import datetime
import re

import pytest
from django.test import Client

from agencies.models import DelegationKind
from appraisal.models import Actual, ActualState, Exclusion, Feedback, Period
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.delegation.delegating import handed_over, in_days
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee
from tests.visitors import outside_any_scope, page, visitor

TEAM = "/tim/"


def names_on(text: str) -> list[str]:
    """Whom the list names, in order."""
    return re.findall(r'<th scope="row"><a href="/tim/\d+/">([^<]+)<', text)


def line_of(text: str, name: str) -> str:
    """The row of somebody."""
    return next(row for row in text.split("<tr")[1:] if f">{name}</a>" in row)


def member(month: Month) -> str:
    """Budi's page."""
    return f"{TEAM}{month.budi.pk}/"


def test_a_visitor_is_sent_to_the_sign_in(client: Client, month: Month) -> None:
    assert client.get(TEAM)["Location"] == f"/masuk/?next={TEAM}"
    assert client.get(member(month))["Location"].startswith("/masuk/")


@pytest.mark.parametrize("who", ["region_admin", "agency_admin", "auditor"])
def test_who_never_leads_has_no_team(month: Month, who: str) -> None:
    assert visitor(getattr(month.cast, who)).get(TEAM).status_code == 403
    assert visitor(getattr(month.cast, who)).get(member(month)).status_code == 403


def test_nothing_can_be_sent(month: Month) -> None:
    assert visitor(month.cast.sari).post(TEAM).status_code == 405
    assert visitor(month.cast.sari).post(member(month)).status_code == 405


def test_without_staff_the_page_says_whom_to_ask(month: Month) -> None:
    text = page(visitor(month.budi), TEAM)
    assert "Data atasan belum menunjuk Anda." in text
    assert "Hubungi admin daerah: uji-region-admin." in text


def test_the_list_shows_how_far_the_month_is(month: Month) -> None:
    text = page(visitor(month.cast.sari), TEAM)
    assert "Januari 2026" in text
    row = line_of(text, "Budi Santoso")
    assert row.count("is-done") == 4
    assert "Sudah dinilai" not in row


def test_whoever_needs_attention_comes_first_and_score_does_not_matter(month: Month) -> None:
    cast = month.cast
    a_plan(cast.citra, cast.puskesmas, {month.patients: ("100", "10")})
    assert names_on(page(visitor(cast.sari), TEAM)) == ["Citra Lestari", "Budi Santoso"]
    an_actual(cast.budi, month.patients, "2026-02", "5", ActualState.REPORTED)
    a_period("2026-02")
    assert names_on(page(visitor(cast.sari), TEAM)) == ["Budi Santoso", "Citra Lestari"]


def test_who_is_excluded_comes_last_with_the_reason(month: Month) -> None:
    account = month.cast.region_admin
    first_day = a_period().first_day
    Exclusion.objects.create(
        employee=month.budi, kind="leave", first_day=first_day, reason="cuti besar", decided_by=account
    )
    text = page(visitor(month.cast.sari), TEAM)
    assert names_on(text) == ["Citra Lestari", "Budi Santoso"]
    assert "Cuti besar, sejak 1 Januari 2026." in line_of(text, "Budi Santoso")
    assert "Tidak ditunggu pada Januari 2026" in page(visitor(month.cast.sari), member(month))


def test_a_returned_report_is_named(month: Month) -> None:
    month.visits.actuals.update(state=ActualState.RETURNED)
    row = line_of(page(visitor(month.cast.sari), TEAM), "Budi Santoso")
    assert "Ada realisasi yang dikembalikan dan belum diperbaiki." in row


def test_the_last_feedback_is_dated(month: Month) -> None:
    author = month.cast.sari
    Feedback.objects.create(
        employee=month.budi,
        author=author.user,
        author_employee=author,
        author_name=author.name,
        month=in_days(0).replace(day=1),
        strength="Laporan rapi",
    )
    row = line_of(page(visitor(author), TEAM), "Budi Santoso")
    assert "Umpan balik " in row
    assert "Belum ada umpan balik" not in row


def test_those_of_a_delegation_stand_apart(month: Month) -> None:
    handed_over(month.cast, month.cast.ratna)
    text = page(visitor(month.cast.ratna), TEAM)
    own, others = text.split("Atas nama Sari Wulandari")[:2]
    assert names_on(own) == ["Sari Wulandari"]
    assert sorted(names_on(others)) == ["Budi Santoso", "Citra Lestari"]


def test_a_delegate_is_nobody_once_it_is_over(month: Month) -> None:
    made = handed_over(month.cast, month.cast.dewi, kind=DelegationKind.ACTING)
    assert visitor(month.cast.dewi).get(member(month)).status_code == 200
    visitor(month.cast.sari).post(f"/delegasi/{made.pk}/akhiri/")
    assert visitor(month.cast.dewi).get(member(month)).status_code == 403


def test_a_change_of_supervisor_within_the_month_is_explained(month: Month) -> None:
    place = month.budi.placements.get()
    place.last_day = datetime.date(2026, 1, 20)
    place.save()
    a_placement(month.budi, month.cast.puskesmas, month.cast.ratna, first_day=datetime.date(2026, 1, 21))
    gone = page(visitor(month.cast.sari), TEAM)
    assert "Januari 2026 dinilai Ratna Dewi, atasan pada hari terakhir." in gone
    now = line_of(page(visitor(month.cast.ratna), TEAM), "Budi Santoso")
    assert "Di bawah Anda sejak 21 Januari 2026. Seluruh Januari 2026 dinilai Anda." in now


def test_the_last_month_stays_while_it_is_still_rated(month: Month) -> None:
    a_period("2026-02")
    Period.objects.filter(code="2026-01").update(rate_until=in_days(2))
    assert '<th scope="col">Januari 2026</th>' in page(visitor(month.cast.sari), TEAM)


def test_the_regional_head_leads_who_has_no_supervisor(month: Month) -> None:
    text = page(visitor(month.cast.regional_head), TEAM)
    assert sorted(names_on(text)) == ["Dewi Anggraini", "Ratna Dewi"]
    assert visitor(month.cast.regional_head).get(f"{TEAM}{month.cast.ratna.pk}/").status_code == 200


def test_the_page_of_a_person_shows_reports_months_and_ways_on(month: Month) -> None:
    month.evaluate()
    text = page(visitor(month.cast.sari), member(month))
    assert "Jumlah pasien terlayani" in text
    assert "Diverifikasi" in text
    assert "100,70" in text
    assert f'href="/penilaian/2026-01/{month.plan.pk}/"' in text
    assert f"?pegawai={month.budi.pk}" in text


def test_a_month_without_report_can_be_declared_from_the_page_of_the_person(month: Month) -> None:
    declare = f"/verifikasi/tidak-berlaku/2026-01/{month.plan.pk}/{month.visits.pk}/"
    assert declare not in page(visitor(month.cast.sari), member(month))
    Actual.objects.filter(indicator=month.visits).delete()
    assert page(visitor(month.cast.sari), member(month)).count(declare) == 1
    assert declare not in page(visitor(month.cast.ratna), member(month))
    lock_period(period=a_period())
    assert declare not in page(visitor(month.cast.sari), member(month))


def test_the_page_says_who_rates_which_month(month: Month) -> None:
    place = month.budi.placements.get()
    place.last_day = datetime.date(2026, 1, 31)
    place.save()
    a_placement(month.budi, month.cast.puskesmas, month.cast.ratna, first_day=datetime.date(2026, 2, 1))
    a_period("2026-02")
    text = page(visitor(month.cast.ratna), member(month))
    assert "Sari Wulandari menilai sampai Januari 2026, Ratna Dewi mulai Februari 2026." in text


def test_the_superior_of_the_rater_reads_it_too(month: Month) -> None:
    assert visitor(month.cast.ratna).get(member(month)).status_code == 200


@pytest.mark.parametrize("who", ["citra", "dewi"])
def test_nobody_else_does(month: Month, who: str) -> None:
    assert visitor(getattr(month.cast, who)).get(member(month)).status_code == 403


def test_the_own_page_is_elsewhere(month: Month) -> None:
    assert visitor(month.budi).get(member(month))["Location"] == "/kinerja/"


def test_another_region_has_no_such_person(bandung: Cast, month: Month) -> None:
    assert outside_any_scope(visitor(bandung.sari), member(month)).status_code == 404


def test_a_new_person_without_plan_is_listed(month: Month) -> None:
    a_placement(an_employee("Yuliana"), month.cast.puskesmas, month.cast.sari)
    a_period()
    assert "belum ada SKP" in line_of(page(visitor(month.cast.sari), TEAM), "Yuliana")
