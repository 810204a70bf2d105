"""A delegate does the rater's acts in the rater's name, on these days and no others."""

import pytest
from django.utils import timezone

from agencies.models import Delegation
from appraisal.models import Delivery, RaterRole, Rating, SentRating
from tests.appraisal.delegation.delegating import handed_over, in_days
from tests.appraisal.deliveries import ADVICE, address_of
from tests.appraisal.month import Month
from tests.appraisal.team.test_rating_tasks import rated_on_the_sheet
from tests.appraisal.test_rating_sheet import SHEET, address, names_on, sent, version_on
from tests.cast import Cast
from tests.factories import a_plan
from tests.visitors import outside_any_scope, page, visitor


def rates_budi(month: Month, person: object) -> int:
    """Somebody gives Budi a four everywhere; how that was answered."""
    client = visitor(person)  # type: ignore[arg-type]
    found = client.get(address(month))
    if found.status_code != 200:
        return found.status_code
    return client.post(address(month), {"versi": version_on(found.content.decode()), **sent(4)}).status_code


def test_a_delegate_rates_in_the_name_of_the_rater(month: Month) -> None:
    handed_over(month.cast, month.cast.dewi)
    assert rates_budi(month, month.cast.dewi) == 302
    given = Rating.objects.filter(employee=month.budi, role=RaterRole.SUPERVISOR)
    assert set(given.values_list("rater_id", "level")) == {(month.cast.sari.pk, 4)}


def test_the_tasks_and_the_sheet_of_a_delegate_say_in_whose_name(month: Month) -> None:
    handed_over(month.cast, month.cast.dewi)
    text = page(visitor(month.cast.dewi), "/penilaian/")
    assert "Anda menilai atas nama Sari Wulandari sebagai Plh." in text
    assert "1 di antaranya atas nama Sari Wulandari." in text
    assert names_on(page(visitor(month.cast.dewi), SHEET)) == ["Budi Santoso"]


@pytest.mark.parametrize("path", ["", "kirim/", "{plan}/", "{plan}/panel/"])
def test_every_page_of_the_rating_says_in_whose_name(month: Month, path: str) -> None:
    handed_over(month.cast, month.cast.dewi)
    text = page(visitor(month.cast.dewi), SHEET + path.format(plan=month.plan.pk))
    assert text.count("Anda menilai atas nama Sari Wulandari sebagai Plh.") == 1
    assert "Anda menilai atas nama" not in page(visitor(month.cast.sari), SHEET + path.format(plan=month.plan.pk))


def test_the_page_of_the_own_staff_names_nobody_else(month: Month) -> None:
    handed_over(month.cast, month.cast.ratna)
    sari = a_plan(month.cast.sari, month.cast.puskesmas, {month.patients: ("100", "10")})
    assert "Anda menilai atas nama" not in page(visitor(month.cast.ratna), f"{SHEET}{sari.pk}/")


def test_the_rater_is_told_who_stands_in_and_may_go_on(month: Month) -> None:
    handed_over(month.cast, month.cast.dewi)
    assert "Plh. Dewi Anggraini sedang menilai atas nama Anda sampai" in page(visitor(month.cast.sari), "/penilaian/")
    assert rates_budi(month, month.cast.sari) == 302


def test_a_delegate_who_is_rated_too_does_not_rate_themselves(month: Month) -> None:
    cast = month.cast
    plan = a_plan(cast.citra, cast.puskesmas, {month.patients: ("100", "10")})
    handed_over(cast, cast.citra)
    assert names_on(page(visitor(cast.citra), SHEET)) == ["Budi Santoso"]
    assert visitor(cast.citra).get(f"{SHEET}{plan.pk}/").status_code == 403


def test_a_delegate_delivers_and_the_history_says_who_did(month: Month) -> None:
    month.evaluate()
    handed_over(month.cast, month.cast.dewi)
    client = visitor(month.cast.dewi)
    shown = month.evaluation().fingerprint
    answer = client.post(address_of(month, "sampaikan"), {"recommendation": ADVICE, "shown": shown})
    assert answer.status_code == 302
    assert Delivery.objects.get().delivered_by == month.cast.sari
    text = page(visitor(month.cast.sari), f"/evaluasi/2026-01/{month.plan.pk}/")
    assert "Disampaikan oleh Dewi Anggraini atas nama Sari Wulandari" in text


def test_a_delegate_finds_the_people_and_their_evaluations(month: Month) -> None:
    month.evaluate()
    assert visitor(month.cast.dewi).get(f"/evaluasi/2026-01/{month.plan.pk}/").status_code == 403
    handed_over(month.cast, month.cast.dewi)
    assert visitor(month.cast.dewi).get(f"/evaluasi/2026-01/{month.plan.pk}/").status_code == 200
    assert "Budi Santoso" in page(visitor(month.cast.dewi), "/cari/?q=Budi")


def test_the_account_page_counts_whom_one_rates_for_others(month: Month) -> None:
    handed_over(month.cast, month.cast.dewi)
    assert "2 atas nama Sari Wulandari sampai" in page(visitor(month.cast.dewi), "/akun/")


def test_before_the_first_day_a_delegate_is_anybody(month: Month) -> None:
    handed_over(month.cast, month.cast.dewi, 1, 5)
    assert rates_budi(month, month.cast.dewi) == 403


def test_after_the_last_day_a_delegate_is_anybody(month: Month) -> None:
    handed_over(month.cast, month.cast.dewi)
    Delegation.objects.update(first_day=in_days(-5), last_day=in_days(-1))
    assert rates_budi(month, month.cast.dewi) == 403
    assert "Selesai" in page(visitor(month.cast.dewi), "/delegasi/")


def test_once_ended_a_delegate_is_anybody(month: Month) -> None:
    made = handed_over(month.cast, month.cast.dewi)
    visitor(month.cast.sari).post(f"/delegasi/{made.pk}/akhiri/")
    assert rates_budi(month, month.cast.dewi) == 403
    assert "Budi Santoso" not in page(visitor(month.cast.dewi), "/cari/?q=Budi")


def test_what_a_delegate_sent_is_done_for_the_rater(month: Month) -> None:
    handed_over(month.cast, month.cast.dewi)
    rated_on_the_sheet(month)
    SentRating.objects.create(
        period=Rating.objects.all()[0].period,
        plan=month.plan,
        rater=month.cast.sari,
        version="x",
        sent_by=month.cast.dewi.user,
        sent_by_name="Dewi Anggraini",
        sent_at=timezone.now(),
    )
    text = page(visitor(month.cast.sari), "/penilaian/")
    assert "Kirim penilaian 1 pegawai untuk Januari 2026" not in text
    assert "Semua terkirim" in text


def test_a_stranger_region_is_never_reached(bandung: Cast, month: Month) -> None:
    handed_over(month.cast, month.cast.dewi)
    assert outside_any_scope(visitor(bandung.dewi), address(month)).status_code == 404
