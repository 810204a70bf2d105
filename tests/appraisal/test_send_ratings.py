"""Checking a sheet and sending it, and opening a sent row again: services and pages."""

import datetime
import re
from contextvars import Context
from uuid import UUID, uuid4

import pytest
from django.test import Client

from agencies.models import AuditEvent
from appraisal.models import Actual, Exclusion, Rating, SentRating
from appraisal.scoring.types import Axis
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.periods.lock_period import PeriodStateError, lock_period
from appraisal.services.rating.check_ratings import check_ratings
from appraisal.services.rating.rate_employee import GivenChoice, NotTheRaterError, RowClosedError
from appraisal.services.rating.reopen_rating import NotSentError, ReopeningWithoutReasonError, reopen_rating
from appraisal.services.rating.send_ratings import SendingRefusedError
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.month import Month
from tests.appraisal.organisation.situations import a_unit_rating
from tests.appraisal.sheets import actor, period, row_of, save, send, sheet_of
from tests.cast import Cast
from tests.visitors import page, visitor

SEND = "/penilaian/2026-01/kirim/"
SHEET = "/penilaian/2026-01/"


def groups(month: Month) -> dict[str, list[str]]:
    """What the check page points at: names by kind of exception."""
    check = check_ratings(sheet=sheet_of(month.cast.sari), period=period(), actor=actor(month.cast.sari))
    return {group.title: [concern.row.name for concern in group.concerns] for group in check.groups}


def excluded(month: Month) -> None:
    """Budi is on leave."""
    Exclusion.objects.create(
        employee=month.budi,
        kind=Exclusion.Kind.LEAVE,
        first_day=datetime.date(2026, 1, 1),
        last_day=datetime.date(2026, 3, 31),
        reason="cuti melahirkan",
        decided_by=month.cast.region_admin,
    )


def reopen(month: Month, reason: str = "Salah baris.") -> None:
    """Sari opens Budi's row again."""
    reopen_rating(period=period(), plan_id=month.plan.pk, reason=reason, actor=actor(month.cast.sari))


def sent_form(client: Client) -> dict[str, list[str]]:
    """What the check page would send."""
    return {"baris": re.findall(r'name="baris" value="([^"]+)"', page(client, SEND))}


def test_all_complete_rows_are_sent_with_their_version(month: Month) -> None:
    sending = send(month)
    sent = SentRating.objects.get()
    assert (sending.count, sent.version, sent.rater_id) == (1, row_of(month).version, month.cast.sari.pk)
    assert AuditEvent.objects.get(action=AuditEvent.Action.RATINGS_SENT).details["plans"] == [month.plan.pk]


def test_who_is_not_rated_stays(month: Month) -> None:
    colleagues_of_budi(month, 1)
    Rating.objects.filter(employee=month.budi).delete()
    sending = send(month)
    assert (sending.count, sending.left) == (1, 1)
    assert row_of(month).sent is None


def test_the_rest_is_sent_later(month: Month) -> None:
    colleagues_of_budi(month, 1)
    Rating.objects.filter(employee=month.budi).delete()
    send(month)
    save(month, 3)
    assert send(month).count == 1
    assert SentRating.objects.count() == 2


@pytest.mark.parametrize("key", [None, uuid4()])
def test_sending_twice_sends_once(month: Month, key: UUID | None) -> None:
    shown = {month.plan.pk: row_of(month).version}
    send(month, shown=shown, key=key)
    assert send(month, shown=shown, key=key).is_repeated
    assert SentRating.objects.count() == 1


def test_a_row_changed_since_the_check_sends_nothing(month: Month) -> None:
    shown = {month.plan.pk: row_of(month).version}
    save(month, 5)
    with pytest.raises(SendingRefusedError, match="Berubah sejak halaman ini dibuka: Budi Santoso"):
        send(month, shown=shown)
    assert not SentRating.objects.exists()


def test_the_row_of_somebody_else_is_not_sent(month: Month) -> None:
    with pytest.raises(SendingRefusedError):
        send(month, who=month.cast.ratna, shown={month.plan.pk: row_of(month).version})


def test_nothing_complete_is_nothing_to_send(month: Month) -> None:
    Rating.objects.all().delete()
    with pytest.raises(SendingRefusedError, match="Belum ada baris yang lengkap"):
        send(month)


def test_a_locked_period_takes_no_sending(month: Month) -> None:
    shown = {month.plan.pk: row_of(month).version}
    lock_period(period=period())
    with pytest.raises(PeriodStateError):
        send(month, shown=shown)


def test_a_sent_row_is_refused_with_a_sentence(month: Month) -> None:
    send(month)
    with pytest.raises(RowClosedError, match=r"Nilai Budi Santoso sudah dikirim pada .* Buka kembali dengan alasan"):
        save(month, 5)


def test_a_reopened_row_can_be_changed_and_sent_anew(month: Month) -> None:
    send(month)
    reopen(month)
    save(month, 5)
    send(month)
    assert [one.reopen_reason for one in SentRating.objects.order_by("pk")] == ["Salah baris.", ""]
    assert AuditEvent.objects.get(action=AuditEvent.Action.RATINGS_REOPENED).reason == "Salah baris."


def test_reopening_needs_a_reason(month: Month) -> None:
    send(month)
    with pytest.raises(ReopeningWithoutReasonError):
        reopen(month, "  ")


def test_what_was_not_sent_cannot_be_reopened(month: Month) -> None:
    with pytest.raises(NotSentError):
        reopen(month)


def test_nothing_is_reopened_in_a_locked_period(month: Month) -> None:
    send(month)
    lock_period(period=period())
    with pytest.raises(PeriodStateError):
        reopen(month)


def test_only_the_rater_reopens(month: Month) -> None:
    send(month)
    with pytest.raises(NotTheRaterError):
        reopen_rating(period=period(), plan_id=month.plan.pk, reason="x", actor=actor(month.cast.ratna))


def test_who_is_excluded_is_greyed_uncounted_and_not_rated(month: Month) -> None:
    excluded(month)
    sheet = sheet_of(month.cast.sari)
    assert not sheet.rows
    assert {line.name: line.why for line in sheet.others}["Budi Santoso"].startswith("Cuti melahirkan, 1 Januari 2026")
    with pytest.raises(RowClosedError, match="tidak dinilai pada periode ini"):
        save(month, 5)


def test_the_check_names_who_is_not_rated(month: Month) -> None:
    Rating.objects.filter(dimension__code="BP").delete()
    assert groups(month) == {"Belum dinilai, jadi belum ikut dikirim": ["Budi Santoso"]}


def test_the_check_names_departures_and_low_levels(month: Month) -> None:
    save(month, 2, choices={Axis.RESULT: GivenChoice(Expectation.BELOW, "Dua laporan dibuat ulang.")})
    found = groups(month)
    assert found["Berbeda dari usulan sistem"] == ["Budi Santoso"]
    assert found["Tingkat 1 atau 2"] == ["Budi Santoso"]


def test_a_low_level_without_feedback_leads_to_giving_it(month: Month) -> None:
    save(month, 2)
    give = f'href="/umpan-balik/beri/?untuk={month.budi.pk}"'
    assert page(visitor(month.cast.sari), SEND).count(give) == 1
    save(month, 2, choices={Axis.BEHAVIOUR: GivenChoice(Expectation.EXPECTED, "Bulan pertama di loket baru.")})
    assert give not in page(visitor(month.cast.sari), SEND)


def test_the_check_names_results_without_evidence_or_verification(month: Month) -> None:
    Actual.objects.update(state="reported")
    found = groups(month)
    assert found["Hasil tanpa bukti"] == ["Budi Santoso"]
    assert found["Realisasi belum diverifikasi"] == ["Budi Santoso"]


def test_the_check_names_results_that_are_not_there(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    assert groups(month)["Hasil kerja belum dapat dihitung"] == ["Budi Santoso"]


def test_many_equal_rows_are_said_quietly(month: Month) -> None:
    colleagues_of_budi(month, 5)
    assert "6 dari 6 pegawai dinilai sama. Periksa kembali bila perlu." in page(visitor(month.cast.sari), SEND)


def test_under_ten_people_are_a_table_and_from_ten_on_a_chart_with_the_guideline(month: Month) -> None:
    assert "Kurang dari sepuluh pegawai" in page(visitor(month.cast.sari), SEND)
    colleagues_of_budi(month, 10)
    a_unit_rating(month.cast, "istimewa")
    text = page(visitor(month.cast.sari), SEND)
    assert "ch-distribution" in text
    assert "rentang pedoman bila predikat organisasi Istimewa" in text
    assert "kuota" not in text


def test_the_page_sends_and_says_what_comes_next(month: Month) -> None:
    client = visitor(month.cast.sari)
    answer = client.post(SEND, sent_form(client), follow=True)
    text = answer.content.decode()
    assert re.search(r"Nilai 1 pegawai terkirim pada .* pukul \d\d\.\d\d WITA. Berikutnya:", text)
    assert 'type="radio"' not in text
    assert "Buka kembali" in text


def test_a_stale_page_is_409_and_shows_the_check_again(month: Month) -> None:
    client = visitor(month.cast.sari)
    form = sent_form(client)
    save(month, 5)
    answer = client.post(SEND, form)
    assert answer.status_code == 409
    assert "Belum ada yang dikirim" in answer.content.decode()


def test_the_page_reopens_with_a_reason(month: Month) -> None:
    send(month)
    client, where = visitor(month.cast.sari), f"{SHEET}{month.plan.pk}/buka/"
    assert "Dikirim oleh Sari Wulandari" in page(client, where)
    assert client.post(where, {"reason": ""}).status_code == 422
    assert client.post(where, {"reason": "Salah baris."})["Location"] == f"{SHEET}#baris-{month.plan.pk}"
    assert client.post(where, {"reason": "Salah baris."}).status_code == 409


@pytest.mark.parametrize("path", [SEND, f"{SHEET}urungkan/"])
def test_who_rates_nobody_is_refused(month: Month, path: str) -> None:
    period()
    assert visitor(month.budi).post(path).status_code == 403


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(SEND)["Location"] == f"/masuk/?next={SEND}"


def test_nothing_of_another_region_is_found(bandung: Cast, month: Month) -> None:
    period()
    sent = {"baris": [f"{month.plan.pk}:{row_of(month).version}"]}
    answer = Context().run(visitor(bandung.sari).post, SEND, sent)
    assert answer.status_code == 409
    assert "Budi Santoso" not in answer.content.decode()
