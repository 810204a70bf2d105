"""The rating is handed over for some days, seen, and ended early."""

import datetime
from contextvars import Context

import pytest
from django.test import Client

from agencies.dates import date_range
from agencies.models import AuditEvent, Delegation
from appraisal.services.delegation.make_delegation import last_possible_day
from tests.appraisal.delegation.delegating import LIST, NEW, handed_over, in_days, sends
from tests.cast import Cast
from tests.factories import a_placement, an_employee
from tests.visitors import page, visitor


@pytest.mark.parametrize("path", [LIST, NEW])
def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast, path: str) -> None:
    assert client.get(path)["Location"] == f"/masuk/?next={path}"


def test_a_rater_hands_over_and_both_see_it(kupang: Cast) -> None:
    answer = sends(kupang.sari, kupang.citra.name)
    assert answer["Location"] == LIST
    made = Delegation.objects.get()
    assert (made.rater, made.delegate, made.kind) == (kupang.sari, kupang.citra, "plh")
    assert "Plh. Citra Lestari" in page(visitor(kupang.sari), LIST)
    assert "Plh. Citra Lestari atas nama Sari Wulandari" in page(visitor(kupang.citra), LIST)
    assert AuditEvent.objects.filter(action="delegation_made", reason="Cuti tahunan").count() == 1


def test_a_title_ends_no_sentence_twice(kupang: Cast) -> None:
    for person in (kupang.sari, kupang.budi):
        person.name += ", S.K.M."
        person.save()
    client = sends(kupang.sari, kupang.budi.name).client  # type: ignore[attr-defined]
    assert "juga dinilai Sari Wulandari, S.K.M. Tidak ada" in page(client, LIST)
    assert ".." not in page(visitor(kupang.budi), "/penilaian/")
    ended = visitor(kupang.sari).post(f"{LIST}{Delegation.objects.get().pk}/akhiri/", follow=True)
    assert "menilai atas nama Sari Wulandari, S.K.M.</p>" in ended.content.decode()


def test_the_page_says_that_agreeing_plans_is_not_handed_over(kupang: Cast) -> None:
    assert "Kesepakatan SKP tidak ikut diserahkan" in page(visitor(kupang.sari), LIST)


def test_who_is_rated_too_is_told_whose_row_waits(kupang: Cast) -> None:
    client = visitor(kupang.sari)
    said = {"delegate": "Citra Lestari", "kind": "plt", "reason": "SPT 4", "first_day": in_days(0).isoformat()}
    text = client.post(NEW, {**said, "last_day": in_days(3).isoformat()}, follow=True).content.decode()
    assert "Citra Lestari juga dinilai Sari Wulandari." in text


def test_a_nip_says_whom_too(kupang: Cast) -> None:
    sends(kupang.sari, f"{kupang.ratna.name}, {kupang.ratna.nip}")
    assert Delegation.objects.get().delegate == kupang.ratna


def test_namesakes_are_offered_to_choose_from(kupang: Cast) -> None:
    for _number in range(2):
        a_placement(an_employee("Yohanes Bria"), kupang.dinas, kupang.ratna)
    answer = sends(kupang.sari, "Yohanes")
    assert answer.status_code == 422
    assert "Siapa yang dimaksud?" in answer.content.decode()
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (-1, 3, "Hari pertama sudah lewat."),
        (5, 4, "Hari terakhir mendahului hari pertama."),
        (0, 190, "Paling lama enam bulan: pilih hari terakhir sampai"),
    ],
)
def test_days_that_cannot_be_are_refused_with_what_was_typed(
    kupang: Cast, first: int, last: int, sentence: str
) -> None:
    answer = sends(kupang.sari, kupang.ratna.name, first, last)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Ratna Dewi"' in answer.content.decode()


def test_the_last_day_is_required(kupang: Cast) -> None:
    assert "Isi hari terakhir." in sends(kupang.sari, kupang.ratna.name, last_day="").content.decode()


def test_nobody_stands_in_for_themselves(kupang: Cast) -> None:
    answer = sends(kupang.sari, kupang.sari.name)
    assert "Pelaksana harus orang lain" in answer.content.decode()


def test_who_has_no_account_cannot_stand_in(kupang: Cast) -> None:
    a_placement(an_employee("Petrus Lado", account=False), kupang.dinas, kupang.ratna)
    answer = sends(kupang.sari, "Petrus Lado")
    assert answer.status_code == 422
    assert "Petrus Lado belum punya akun yang aktif" in answer.content.decode()
    assert "uji-region-admin" in answer.content.decode()


def test_an_overlap_names_the_existing_one(kupang: Cast) -> None:
    handed_over(kupang, kupang.citra, 0, 5)
    answer = sends(kupang.sari, kupang.ratna.name, 5, 9)
    assert answer.status_code == 422
    assert "sudah diserahkan kepada Citra Lestari (Plh.)" in answer.content.decode()
    assert sends(kupang.sari, kupang.ratna.name, 6, 9).status_code == 302


def test_without_staff_there_is_nothing_to_hand_over(kupang: Cast) -> None:
    assert visitor(kupang.budi).get(NEW).status_code == 403
    assert sends(kupang.budi, kupang.citra.name).status_code == 403


def test_an_admin_hands_over_for_a_rater_of_the_own_units(kupang: Cast) -> None:
    assert sends(kupang.agency_admin, kupang.citra.name, rater=kupang.sari.name).status_code == 302
    assert "Citra Lestari atas nama Sari Wulandari" in page(visitor(kupang.agency_admin), LIST)
    assert "Admin" not in page(visitor(kupang.sari), LIST).split("<main")[1].split("</main")[0]


def test_an_admin_does_not_hand_over_for_other_units(kupang: Cast) -> None:
    a_placement(an_employee("Melkianus"), kupang.kecamatan, kupang.dewi)
    assert sends(kupang.agency_admin, kupang.citra.name, rater=kupang.dewi.name).status_code == 403
    assert sends(kupang.region_admin, kupang.citra.name, rater=kupang.dewi.name).status_code == 302


def test_an_admin_cannot_hand_over_for_who_rates_nobody(kupang: Cast) -> None:
    answer = sends(kupang.region_admin, kupang.citra.name, rater=kupang.budi.name)
    assert "Tidak ada pegawai yang dinilai Budi Santoso" in answer.content.decode()


def test_a_delegate_cannot_hand_over_further(kupang: Cast) -> None:
    handed_over(kupang, kupang.citra)
    assert sends(kupang.citra, kupang.budi.name).status_code == 403


@pytest.mark.parametrize("who", ["auditor", "regional_head"])
def test_who_reads_the_region_sees_all_and_makes_none(kupang: Cast, who: str) -> None:
    handed_over(kupang, kupang.citra)
    client = visitor(getattr(kupang, who))
    assert "Citra Lestari atas nama Sari Wulandari" in page(client, LIST)
    assert client.get(NEW).status_code == 403


@pytest.mark.parametrize("who", ["sari", "citra", "agency_admin", "region_admin"])
def test_it_is_ended_early_by_whom_it_concerns(kupang: Cast, who: str) -> None:
    made = handed_over(kupang, kupang.citra)
    assert visitor(getattr(kupang, who)).post(f"{LIST}{made.pk}/akhiri/").status_code == 302
    made.refresh_from_db()
    assert made.ended_at is not None
    assert "Diakhiri" in page(visitor(kupang.sari), LIST)
    assert AuditEvent.objects.filter(action="delegation_ended").count() == 1


@pytest.mark.parametrize("who", ["budi", "dewi", "auditor"])
def test_others_do_not_end_it(kupang: Cast, who: str) -> None:
    made = handed_over(kupang, kupang.citra)
    assert visitor(getattr(kupang, who)).post(f"{LIST}{made.pk}/akhiri/").status_code == 403
    made.refresh_from_db()
    assert made.ended_at is None


def test_ending_it_twice_changes_nothing(kupang: Cast) -> None:
    made, client = handed_over(kupang, kupang.citra), visitor(kupang.sari)
    client.post(f"{LIST}{made.pk}/akhiri/")
    assert "sudah berakhir" in client.post(f"{LIST}{made.pk}/akhiri/", follow=True).content.decode()
    assert AuditEvent.objects.filter(action="delegation_ended").count() == 1


def test_another_region_has_no_such_delegation(bandung: Cast, kupang: Cast) -> None:
    made = handed_over(kupang, kupang.citra)
    client = visitor(bandung.region_admin)
    assert Context().run(client.post, f"{LIST}{made.pk}/akhiri/").status_code == 404


def test_ending_takes_a_form_alone(kupang: Cast) -> None:
    made = handed_over(kupang, kupang.citra)
    assert visitor(kupang.sari).get(f"{LIST}{made.pk}/akhiri/").status_code == 405


def test_six_months_end_the_day_before() -> None:
    assert last_possible_day(datetime.date(2026, 3, 15)) == datetime.date(2026, 9, 14)
    assert last_possible_day(datetime.date(2026, 8, 31)) == datetime.date(2027, 2, 27)


def test_days_are_named_shortly() -> None:
    assert date_range(datetime.date(2026, 11, 3), datetime.date(2026, 11, 20)) == "3 sampai 20 November 2026"
    assert date_range(datetime.date(2026, 11, 3), datetime.date(2026, 11, 3)) == "3 November 2026"
    assert date_range(datetime.date(2026, 11, 3), datetime.date(2026, 12, 2)) == "3 November sampai 2 Desember 2026"
