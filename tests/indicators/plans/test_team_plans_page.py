"""SKP tim: the plans of one's staff, those that wait first."""

import datetime
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import Placement
from indicators.models import PlanVersion, Side
from indicators.services.plans.answer_item import comment_on_plan
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee, an_indicator
from tests.indicators.plans.situations import (
    DAY,
    YEAR,
    a_draft_of_budi,
    a_plan_under_discussion,
    actor,
    an_agreed_plan,
    indicator,
)
from tests.performance.test_query_counts import statements
from tests.visitors import page, visitor

pytestmark = pytest.mark.django_db

TEAM = f"/skp-tim/?tahun={YEAR}"


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get("/skp-tim/")["Location"] == "/masuk/?next=/skp-tim/"


@pytest.mark.parametrize("who", ["region_admin", "agency_admin", "auditor"])
def test_who_never_has_staff_is_refused(kupang: Cast, who: str) -> None:
    assert visitor(getattr(kupang, who)).get(TEAM).status_code == 403


def test_nothing_can_be_sent(kupang: Cast) -> None:
    assert visitor(kupang.sari).post(TEAM).status_code == 405


def test_an_employee_without_staff_learns_whom_to_ask(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), TEAM)
    assert "Data atasan belum menunjuk Anda" in text
    assert "uji-region-admin" in text


def test_people_without_a_plan_are_shown_without_a_link(kupang: Cast) -> None:
    text = page(visitor(kupang.sari), TEAM)
    assert text.count("Belum disusun") == 2
    assert "/dialog/" not in text


def test_a_draft_says_nothing_of_its_content(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    text = page(visitor(kupang.sari), TEAM)
    assert "Belum diajukan" in text
    assert f"/skp/{talk.version.pk}/dialog/" not in text


def test_a_submitted_plan_waits_with_what_differs(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    text = page(visitor(kupang.sari), TEAM)
    assert f"/skp/{talk.version.pk}/dialog/" in text
    for told in ("Menunggu Anda", "1 usulan menunggu Anda", "1 dari 2 indikator disetujui", "Dibahas, giliran Anda"):
        assert told in text


def test_a_new_comment_waits_until_it_is_answered(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    about = indicator(kupang, "B")
    comment_on_plan(version=talk.stored, indicator=about, text="Alat?", actor=actor(kupang.budi), day=DAY)
    assert "1 komentar baru" in page(visitor(kupang.sari), TEAM)
    comment_on_plan(version=talk.stored, indicator=about, text="Maret.", actor=actor(kupang.sari), day=DAY)
    assert "komentar baru" not in page(visitor(kupang.sari), TEAM)


def test_who_waits_stands_above_the_others(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    PlanVersion.objects.filter(pk=talk.version.pk).update(employee=kupang.citra)
    text = page(visitor(kupang.sari), TEAM)
    assert text.index("Citra Lestari") < text.index("Budi Santoso")


def test_an_agreed_plan_waits_for_nobody(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    text = page(visitor(kupang.sari), TEAM)
    assert "Disepakati" in text
    assert "Tidak ada usulan atau komentar yang menunggu Anda." in text


def test_a_plan_from_a_file_counts_as_agreed(kupang: Cast) -> None:
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")}, year=YEAR)
    text = page(visitor(kupang.sari), TEAM)
    assert "1 dari 2" in text
    assert "Disepakati" in text


def test_the_regional_head_sees_heads_without_a_superior(kupang: Cast) -> None:
    text = page(visitor(kupang.regional_head), TEAM)
    assert "Ratna Dewi" in text
    assert "Dewi Anggraini" in text
    assert "Budi Santoso" not in text


def test_somebody_who_left_is_no_longer_there(kupang: Cast) -> None:
    Placement.objects.filter(employee=kupang.citra).update(last_day=datetime.date(YEAR - 1, 1, 31))
    assert "Citra Lestari" not in page(visitor(kupang.sari), TEAM)


@pytest.mark.parametrize("asked", ["", "?tahun=x", "?tahun=9999", "?tahun=٢٠٢٧"])
def test_an_odd_year_is_this_year(kupang: Cast, asked: str) -> None:
    assert "SKP tim" in page(visitor(kupang.sari), f"/skp-tim/{asked}")


def test_whose_turn_it_is_follows_the_plan(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    talk.submit()
    talk.agree(Side.SUPERVISOR)
    assert "Dibahas, giliran pegawai" in page(visitor(kupang.sari), TEAM)


@pytest.mark.parametrize("path", [TEAM, f"/skp-tim/matriks/?tahun={YEAR}"])
def test_thirty_people_cost_as_many_statements_as_one(kupang: Cast, path: str) -> None:
    a_plan_under_discussion(kupang)
    client = visitor(kupang.sari)
    few = statements(partial(client.get, path))
    for number in range(30):
        person = an_employee(f"Rekan {number:02}", account=False)
        a_placement(person, kupang.puskesmas, kupang.sari)
        PlanVersion.objects.create(
            employee=person, agency=kupang.puskesmas, year=YEAR, state="discussed", submitted_at=timezone.now()
        )
    assert statements(partial(client.get, path)) == few


def test_a_plan_from_a_file_is_read_from_the_list(kupang: Cast) -> None:
    plan = a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")}, year=YEAR)
    client = visitor(kupang.sari)
    assert f"/skp/rencana/{plan.pk}/" in page(client, TEAM)
    shown = page(client, f"/skp/rencana/{plan.pk}/")
    assert "Jumlah pasien terlayani" in shown
    assert "Mulai adendum" in shown


def test_a_plan_that_was_agreed_here_is_read_in_its_version(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    answer = visitor(kupang.sari).get(f"/skp/rencana/{talk.stored.plan_id}/")
    assert answer["Location"] == f"/skp/{talk.version.pk}/"
