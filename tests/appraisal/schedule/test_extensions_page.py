"""Perpanjangan: which unit gets more time, until when, and what is refused."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.working_days import WorkingDays
from appraisal.models import Period, PeriodExtension, ScheduledStep
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.factories import a_period, a_scheme
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

ADDRESS = "/periode/2026-01/perpanjangan/"
READERS = ["region_admin", "agency_admin", "regional_head", "auditor"]


def worked(number: int) -> datetime.date:
    """The so-manieth working day from today."""
    today = timezone.localdate()
    return WorkingDays.load(today, today).after(today, number)


@pytest.fixture
def period(kupang: Cast) -> Period:
    """January, whose reports were due and whose ratings are due in these days."""
    found = a_period()
    found.report_until, found.rate_until = worked(1), worked(4)
    found.save(update_fields=["report_until", "rate_until"])
    return found


def typed(**changed: object) -> dict[str, object]:
    """The form as the browser sends it: the dinas reports until the third working day."""
    return {"agency": "1.02", "report_until": worked(3), "rate_until": "", "reason": "Banjir di Oesapa", **changed}


def an_extension(cast: Cast, period: Period) -> PeriodExtension:
    """The dinas has more time."""
    return PeriodExtension.objects.create(
        period=period,
        agency=cast.dinas,
        report_until=worked(3),
        reason="Banjir di Oesapa",
        decided_by=cast.region_admin,
        decided_by_name="Admin",
    )


def refused(cast: Cast, **changed: object) -> str:
    """The page that answers what cannot be given."""
    answer = visitor(cast.region_admin).post(ADDRESS, typed(**changed))
    assert answer.status_code == 422
    assert not PeriodExtension.objects.exists()
    return answer.content.decode()


def test_without_any_the_list_is_empty(kupang: Cast, period: Period) -> None:
    assert "Belum ada unit yang diperpanjang." in page(visitor(kupang.auditor), ADDRESS)


def test_a_unit_gets_more_time_with_a_reason(kupang: Cast, period: Period) -> None:
    text = visitor(kupang.region_admin).post(ADDRESS, typed(), follow=True).content.decode()
    assert "Dinas Kesehatan dan unit di bawahnya mendapat waktu tambahan." in text
    assert "Banjir di Oesapa" in text
    event = AuditEvent.objects.get(action=AuditEvent.Action.EXTENSION_GIVEN)
    assert (event.subject, event.details["rate_until"]) == ("2026-01: 1.02", None)
    assert "Banjir di Oesapa" in page(visitor(kupang.region_admin), "/periode/2026-01/")


def test_the_period_keeps_its_own_deadlines(kupang: Cast, period: Period) -> None:
    visitor(kupang.region_admin).post(ADDRESS, typed(rate_until=worked(6)))
    assert (a_period().report_until, a_period().rate_until) == (worked(1), worked(4))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"report_until": ""}, "Isi batas lapor baru, batas menilai baru, atau keduanya."),
        ({"reason": " "}, "Tulis alasan perpanjangan"),
        ({"agency": "9.99"}, "Unit ini tidak ada di daftar."),
        ({"agency": ""}, "Pilih unit yang diperpanjang."),
        ({"report_until": "2026-01-05"}, "Pilih tanggal setelah batas periode ini"),
        ({"report_until": "2999-01-05"}, "paling lama satu tahun"),
        ({"report_until": "besok"}, "Tulis tanggal seperti 2026-11-21."),
    ],
)
def test_what_gives_no_time_is_refused(kupang: Cast, period: Period, changed: dict[str, object], sentence: str) -> None:
    assert sentence in refused(kupang, **changed)


def test_a_free_day_is_refused(kupang: Cast, period: Period) -> None:
    saturday = worked(3) + datetime.timedelta(days=(5 - worked(3).weekday()) % 7)
    assert "bukan hari kerja" in refused(kupang, report_until=saturday)


def test_reports_are_not_longer_than_ratings(kupang: Cast, period: Period) -> None:
    assert "jatuh sebelum batas lapor baru" in refused(kupang, report_until=worked(5))
    assert "jatuh sebelum batas lapor baru" in refused(kupang, report_until=worked(7), rate_until=worked(6))


def test_a_period_without_a_deadline_has_nothing_to_extend(kupang: Cast) -> None:
    a_period()
    assert "belum punya batas" in page(visitor(kupang.region_admin), ADDRESS)
    assert "belum punya batas ini" in refused(kupang)


def test_nothing_reaches_beyond_the_lock_to_come(kupang: Cast, period: Period) -> None:
    ScheduledStep.objects.create(period_code="2026-01", kind="month", step="lock", due_on=worked(3))
    assert "menurut jadwal. Pilih tanggal sebelumnya" in refused(kupang)


def test_a_locked_period_is_not_extended(kupang: Cast, period: Period) -> None:
    lock_period(period=period)
    assert "Perpanjangan tidak berlaku lagi." in page(visitor(kupang.region_admin), ADDRESS)
    assert "sudah dikunci" in refused(kupang)


def test_ratings_that_peers_sealed_get_no_more_time(kupang: Cast, period: Period) -> None:
    a_scheme(groups="360")
    Period.objects.update(rate_until=timezone.localdate() - datetime.timedelta(days=1))
    assert 'name="rate_until"' not in page(visitor(kupang.region_admin), ADDRESS)
    text = refused(kupang, report_until="", rate_until=worked(3))
    assert "menghitung penilaian rekan atau bawahan" in text


def test_without_peers_ratings_that_are_over_get_more_time(kupang: Cast, period: Period) -> None:
    Period.objects.update(rate_until=timezone.localdate() - datetime.timedelta(days=1))
    visitor(kupang.region_admin).post(ADDRESS, typed(report_until="", rate_until=worked(3)))
    assert PeriodExtension.objects.get().rate_until == worked(3)


def test_a_unit_is_extended_once_at_a_time(kupang: Cast, period: Period) -> None:
    an_extension(kupang, period)
    answer = visitor(kupang.region_admin).post(ADDRESS, typed())
    assert answer.status_code == 422
    assert "sudah punya perpanjangan di periode ini" in answer.content.decode()


def test_an_extension_is_ended_and_recorded(kupang: Cast, period: Period) -> None:
    ending = f"/periode/perpanjangan/{an_extension(kupang, period).pk}/cabut/"
    client = visitor(kupang.region_admin)
    assert "dicabut. Batas periode berlaku lagi" in client.post(ending, follow=True).content.decode()
    assert "sudah dicabut" in client.post(ending, follow=True).content.decode()
    assert AuditEvent.objects.filter(action=AuditEvent.Action.EXTENSION_ENDED).count() == 1
    assert client.post(ADDRESS, typed()).status_code == 302


def test_an_agency_admin_reads_those_of_the_own_units(kupang: Cast, period: Period) -> None:
    an_extension(kupang, period)
    assert "Banjir di Oesapa" in page(visitor(kupang.agency_admin), ADDRESS)
    PeriodExtension.objects.update(agency=kupang.kecamatan)
    assert "Banjir di Oesapa" not in page(visitor(kupang.agency_admin), ADDRESS)


@pytest.mark.parametrize("who", [*READERS[1:], "budi"])
def test_others_neither_give_nor_end(kupang: Cast, period: Period, who: str) -> None:
    ending = f"/periode/perpanjangan/{an_extension(kupang, period).pk}/cabut/"
    client = visitor(getattr(kupang, who))
    assert client.post(ADDRESS, typed(agency="7.01")).status_code == 403
    assert client.post(ending).status_code == 403
    assert PeriodExtension.objects.get().ended_at is None


def test_admins_head_and_auditor_read_and_others_do_not(client: Client, kupang: Cast, period: Period) -> None:
    assert all(visitor(getattr(kupang, who)).get(ADDRESS).status_code == 200 for who in READERS)
    assert visitor(kupang.budi).get(ADDRESS).status_code == 403
    assert visitor(kupang.region_admin).put(ADDRESS).status_code == 405
    assert visitor(kupang.region_admin).get("/periode/perpanjangan/1/cabut/").status_code == 405
    assert client.get(ADDRESS)["Location"].startswith("/masuk/")


def test_a_period_elsewhere_is_not_found(bandung: Cast, period: Period) -> None:
    assert outside_any_scope(visitor(bandung.region_admin), ADDRESS).status_code == 404
