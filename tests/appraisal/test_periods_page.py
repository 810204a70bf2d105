"""The periods of a year, one of them, its lock and its opening: what they show, and who may."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent, PlacementKind
from appraisal.models import Delivery, Evaluation, Period, PeriodState
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, an_employee
from tests.visitors import page, visitor

YEAR = "/periode/?tahun=2026"
JANUARY = "/periode/2026-01/"
LOCK = "/periode/2026-01/kunci/"
UNLOCK = "/periode/2026-01/buka-kembali/"
READERS = ["region_admin", "agency_admin", "regional_head", "auditor"]


def row(text: str, label: str) -> list[str]:
    """The cells of a line of the year."""
    line = next(one for one in text.split("<tr>") if f">{label}<" in one)
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", line, re.DOTALL)]


def year_of(cast: Cast, who: str = "region_admin") -> str:
    """2026 as somebody of the cast sees it."""
    return page(visitor(getattr(cast, who)), YEAR)


@pytest.fixture
def evaluated(month: Month) -> Month:
    """Budi and a colleague are complete, one result is delivered; Ratna, Sari, Citra and Dewi have no plan."""
    colleagues_of_budi(month, 1)
    month.evaluate()
    row = Evaluation.objects.latest().get(employee=month.budi)
    Delivery.objects.create(
        period=a_period(),
        plan_id=row.plan_id,
        revision=row.revision,
        fingerprint=row.fingerprint,
        recommendation="Lanjutkan.",
        delivered_by_account=month.cast.region_admin,
        delivered_at=timezone.now(),
    )
    return month


def test_a_year_has_its_nineteen_periods_with_their_state(evaluated: Month) -> None:
    a_period("2026-02")
    lock_period(period=a_period("2026-Q4"))
    text = year_of(evaluated.cast)
    assert row(text, "Januari 2026")[:5] == ["Dievaluasi", "2", "0", "4", "1"]
    assert row(text, "Februari 2026")[:5] == ["Terbuka", "-", "-", "-", "-"]
    assert row(text, "Maret 2026")[:2] == ["Belum dibuat", "-"]
    assert row(text, "Triwulan IV 2026")[0] == "Terkunci"
    assert text.count('<th scope="row">') == 19


def test_an_agency_admin_counts_the_own_units(evaluated: Month) -> None:
    assert row(year_of(evaluated.cast, "agency_admin"), "Januari 2026")[3] == "3"


def test_an_acting_post_is_not_counted(evaluated: Month) -> None:
    a_placement(evaluated.budi, evaluated.cast.dinas, kind=PlacementKind.ACTING)
    a_placement(an_employee("Yanti Bere"), evaluated.cast.dinas, kind=PlacementKind.ACTING)
    assert row(year_of(evaluated.cast), "Januari 2026")[:5] == ["Dievaluasi", "2", "0", "4", "1"]


def test_deadlines_are_shown_where_there_are_any(kupang: Cast) -> None:
    assert "Batas</th>" not in year_of(kupang)
    period = a_period()
    period.report_until = period.last_day
    period.save(update_fields=["report_until"])
    assert "lapor 31 Januari 2026" in year_of(kupang)


@pytest.mark.parametrize("year", ["x", "9" * 20, "0001", "²026"])
def test_an_odd_year_is_this_one(kupang: Cast, year: str) -> None:
    assert f"Periode {timezone.localdate().year}" in page(visitor(kupang.region_admin), f"/periode/?tahun={year}")


def test_only_the_region_admin_is_offered_to_open_and_lock(kupang: Cast) -> None:
    a_period()
    assert "Kunci periode" in year_of(kupang)
    assert "Buka periode" in year_of(kupang)
    for who in READERS[1:]:
        assert "Kunci periode" not in year_of(kupang, who)
        assert "Buka periode" not in year_of(kupang, who)


def test_a_period_is_opened_once_and_recorded(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    for _time in range(2):
        assert client.post("/periode/buka/", {"kode": "2026-12"})["Location"] == "/periode/2026-12/"
    assert Period.objects.get().code == "2026-12"
    assert AuditEvent.objects.get(action=AuditEvent.Action.PERIOD_OPENED).subject == "2026-12"


def test_an_unknown_code_opens_nothing(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    text = client.post("/periode/buka/", {"kode": "2026-13"}, follow=True).content.decode()
    assert "tidak dikenal" in text
    assert not Period.objects.exists()


def test_one_period_names_who_is_not_done(evaluated: Month) -> None:
    text = page(visitor(evaluated.cast.region_admin), f"{JANUARY}?daftar=tanpa-skp")
    assert "Citra Lestari" in text
    assert "Budi Santoso" not in text
    text = page(visitor(evaluated.cast.region_admin), f"{JANUARY}?daftar=belum-disampaikan")
    assert "Rekan 00" in text
    assert "Budi Santoso" not in text


def test_an_incomplete_evaluation_leads_to_its_scorecard(month: Month) -> None:
    month.cast.budi.ratings.all().delete()
    month.evaluate()
    text = page(visitor(month.cast.agency_admin), JANUARY)
    assert f'href="/evaluasi/2026-01/{month.plan.pk}/"' in text
    assert "Belum lengkap (1)" in text


def test_a_period_without_evaluation_says_what_fills_it(kupang: Cast) -> None:
    a_period()
    assert "Periode ini belum dievaluasi." in page(visitor(kupang.region_admin), JANUARY)


def test_the_lock_tells_first_what_is_unfinished(evaluated: Month) -> None:
    text = page(visitor(evaluated.cast.region_admin), LOCK)
    assert "Pegawai tanpa SKP" in text
    assert f'href="{JANUARY}?daftar=belum-disampaikan"' in text
    assert "2 evaluasi lengkap menjadi final" in text
    assert not a_period().is_locked


def shown(client: Client) -> str:
    """The counts that the page of the lock shows."""
    found: list[str] = re.findall(r'name="shown" value="([^"]*)"', page(client, LOCK))
    return found[0]


def test_unfinished_work_asks_for_a_tick(evaluated: Month) -> None:
    client = visitor(evaluated.cast.region_admin)
    answer = client.post(LOCK, {"shown": shown(client)})
    assert answer.status_code == 422
    assert "Tandai setelah Anda memeriksa" in answer.content.decode()
    assert not a_period().is_locked


def test_it_is_locked_with_the_tick(evaluated: Month) -> None:
    client = visitor(evaluated.cast.region_admin)
    assert client.post(LOCK, {"shown": shown(client), "agreed": "on"})["Location"] == JANUARY
    assert a_period().is_locked
    assert AuditEvent.objects.filter(action=AuditEvent.Action.PERIOD_LOCKED, subject="2026-01").exists()


def test_counts_that_changed_meanwhile_are_shown_again(evaluated: Month) -> None:
    client = visitor(evaluated.cast.region_admin)
    before = shown(client)
    a_placement(an_employee("Yanti Bere"), evaluated.cast.kecamatan)
    answer = client.post(LOCK, {"shown": before, "agreed": "on"})
    assert answer.status_code == 409
    assert "berubah setelah Anda membukanya" in answer.content.decode()
    assert shown(client) in answer.content.decode()
    assert not a_period().is_locked


def test_a_locked_period_cannot_be_locked_again(kupang: Cast) -> None:
    lock_period(period=a_period())
    client = visitor(kupang.region_admin)
    assert "sudah dikunci pada" in page(client, LOCK)
    assert "sudah dikunci" in client.post(LOCK, {"shown": "0-0-0-0"}, follow=True).content.decode()


def test_it_is_opened_again_with_a_reason(kupang: Cast) -> None:
    lock_period(period=a_period())
    client = visitor(kupang.region_admin)
    refused = client.post(UNLOCK, {"reason": "  "})
    assert refused.status_code == 422
    assert "Tulis alasan" in refused.content.decode()
    text = client.post(UNLOCK, {"reason": "Putusan keberatan 12/2026"}, follow=True).content.decode()
    assert "Alasan: Putusan keberatan 12/2026" in text
    assert a_period().state == PeriodState.OPEN


def test_what_another_lock_keeps_closed_is_said(kupang: Cast) -> None:
    lock_period(period=a_period())
    lock_period(period=a_period("2026-Q1"))
    assert "tetap tertutup oleh periode lain yang dikunci: Triwulan I 2026" in page(
        visitor(kupang.region_admin), UNLOCK
    )


def test_an_open_period_has_nothing_to_open(kupang: Cast) -> None:
    a_period()
    client = visitor(kupang.region_admin)
    assert "tidak sedang dikunci" in page(client, UNLOCK)
    assert "tidak sedang dikunci" in client.post(UNLOCK, {"reason": "x"}, follow=True).content.decode()


@pytest.mark.parametrize("address", [YEAR, JANUARY])
def test_admins_head_and_auditor_read_and_others_do_not(kupang: Cast, address: str) -> None:
    a_period()
    assert all(visitor(getattr(kupang, who)).get(address).status_code == 200 for who in READERS)
    assert all(visitor(who).get(address).status_code == 403 for who in (kupang.budi, kupang.sari))
    assert visitor(kupang.region_admin).post(address).status_code == 405


@pytest.mark.parametrize("address", [LOCK, UNLOCK])
@pytest.mark.parametrize("who", [*READERS[1:], "budi"])
def test_others_neither_lock_nor_open(kupang: Cast, who: str, address: str) -> None:
    a_period()
    client = visitor(getattr(kupang, who))
    assert client.get(address).status_code == 403
    assert client.post(address, {"reason": "x", "shown": "0-0-0-0"}).status_code == 403
    assert client.post("/periode/buka/", {"kode": "2026-12"}).status_code == 403


@pytest.mark.parametrize("address", [JANUARY, LOCK, UNLOCK])
def test_strangers_sign_in_and_a_period_that_is_not_there_is_not_found(
    client: Client, kupang: Cast, address: str
) -> None:
    assert client.get(address)["Location"].startswith("/masuk/")
    assert visitor(kupang.region_admin).get(address).status_code == 404
