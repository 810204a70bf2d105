"""The pages on peers and subordinates as raters."""

import pytest
from django.http import HttpResponse
from django.test import Client

from appraisal.models import RaterNomination, Rating
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, close_rating, colleagues, counting_peers, gives, proposed
from tests.appraisal.peers.test_send_peer_rating import levels
from tests.visitors import page, timeless, visitor

MINE, DECIDE, TASKS = "/rekan-penilai/", "/rekan-penilai/usulan/", "/rekan-penilai/tugas/"


def post(person: object, address: str, **fields: object) -> HttpResponse:
    return visitor(person).post(address, fields)  # type: ignore[arg-type, return-value]


def test_the_employee_sees_how_many_are_approved_and_what_that_means(month: Month) -> None:
    approved(counting_peers(month), colleagues(month, 2))
    text = page(visitor(month.budi), f"{MINE}?periode=2026-01")
    assert "2 disetujui, kurang 1" in text
    assert "Kolega 0" in text


def test_the_employee_is_offered_colleagues_but_not_the_supervisor(month: Month) -> None:
    counting_peers(month)
    text = page(visitor(month.budi), f"{MINE}?periode=2026-01")
    assert "Citra Lestari" in text
    assert "Kepala Puskesmas" not in text


def test_without_a_weight_the_page_explains_and_offers_nothing(month: Month) -> None:
    text = page(visitor(month.budi), f"{MINE}?periode=2026-01")
    assert "tidak memberi bobot kepada rekan atau bawahan" in text
    assert "Citra Lestari" not in text


def test_somebody_else_is_found_by_name_and_by_nip(month: Month) -> None:
    dewi = counting_peers(month).cast.dewi
    for asked in ("anggrai", dewi.nip[:10]):
        assert "Dewi Anggraini" in page(visitor(month.budi), f"{MINE}?periode=2026-01&cari={asked}")


def test_nobody_is_found_by_two_letters(month: Month) -> None:
    counting_peers(month)
    assert "Dewi Anggraini" not in page(visitor(month.budi), f"{MINE}?periode=2026-01&cari=De")


def test_proposing_leads_back_to_the_page(month: Month) -> None:
    counting_peers(month)
    answer = post(month.budi, MINE, periode="2026-01", rater=month.cast.citra.pk)
    assert (answer.status_code, answer["Location"]) == (302, f"{MINE}?periode=2026-01")
    assert RaterNomination.objects.get().state == "proposed"


def test_a_refused_proposal_is_422_with_its_sentence(month: Month) -> None:
    counting_peers(month)
    answer = post(month.budi, MINE, periode="2026-01", rater=month.cast.sari.pk)
    assert answer.status_code == 422
    assert "Pilih rekan atau bawahan" in answer.content.decode()


def test_the_employee_withdraws_and_a_colleague_does_not(month: Month) -> None:
    made = proposed(counting_peers(month), month.cast.citra)
    assert post(month.cast.citra, f"{MINE}{made.pk}/tarik/").status_code == 403
    assert post(month.budi, f"{MINE}{made.pk}/tarik/").status_code == 302


def test_withdrawing_what_was_decided_is_a_conflict(month: Month) -> None:
    [made] = approved(counting_peers(month), [month.cast.citra])
    assert post(month.budi, f"{MINE}{made.pk}/tarik/").status_code == 409


def test_the_supervisor_approves_one_and_declines_one_with_a_reason(month: Month) -> None:
    first, second = (proposed(counting_peers(month), one) for one in colleagues(month, 2))
    assert "Kolega 0" in page(visitor(month.cast.sari), f"{DECIDE}?periode=2026-01")
    post(month.cast.sari, f"{MINE}{first.pk}/keputusan/", approves="setuju")
    post(month.cast.sari, f"{MINE}{second.pk}/keputusan/", approves="tolak", reason="Beda ruangan.")
    assert list(RaterNomination.objects.order_by("id").values_list("state", "reason")) == [
        ("approved", ""),
        ("declined", "Beda ruangan."),
    ]


def test_declining_without_a_reason_is_422(month: Month) -> None:
    made = proposed(counting_peers(month), month.cast.citra)
    answer = post(month.cast.sari, f"{MINE}{made.pk}/keputusan/", approves="tolak")
    assert answer.status_code == 422
    assert "Tulis alasan" in answer.content.decode()


@pytest.mark.parametrize("who", ["budi", "citra", "ratna", "region_admin"])
def test_nobody_else_decides(month: Month, who: str) -> None:
    made = proposed(counting_peers(month), month.cast.citra)
    answer = post(getattr(month.cast, who), f"{MINE}{made.pk}/keputusan/", approves="setuju")
    assert answer.status_code == 403


def test_all_of_a_person_are_approved_with_one_button(month: Month) -> None:
    for one in colleagues(counting_peers(month), 3):
        proposed(month, one)
    assert "Setujui semua (3)" in page(visitor(month.cast.sari), f"{DECIDE}?periode=2026-01")
    post(month.cast.sari, DECIDE, periode="2026-01", employee=month.budi.pk)
    assert RaterNomination.objects.filter(state="approved").count() == 3


def test_the_supervisor_adds_a_rater_on_the_page_of_the_person(month: Month) -> None:
    counting_peers(month)
    address = f"{MINE}?periode=2026-01&pegawai={month.budi.pk}"
    assert "Penilai untuk Budi Santoso" in page(visitor(month.cast.sari), address)
    assert visitor(month.cast.citra).get(address).status_code == 403
    post(month.cast.sari, MINE, periode="2026-01", employee=month.budi.pk, rater=month.cast.citra.pk)
    assert RaterNomination.objects.get().state == "approved"


def test_a_rater_finds_the_task_and_sends_all_levels(month: Month) -> None:
    [made] = approved(counting_peers(month), [month.cast.citra])
    citra = visitor(month.cast.citra)
    assert "Budi Santoso" in page(citra, TASKS)
    sent = {f"tingkat_{pk}": level for pk, level in levels().items()}
    assert citra.post(f"{TASKS}{made.pk}/", sent).status_code == 302
    assert Rating.objects.filter(role="peer").count() == 7


def test_a_dimension_left_out_is_422_with_what_was_chosen(month: Month) -> None:
    [made] = approved(counting_peers(month), [month.cast.citra])
    some = {f"tingkat_{pk}": level for pk, level in levels(but=1).items()}
    answer = post(month.cast.citra, f"{TASKS}{made.pk}/", **some)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count("checked") == 6
    assert text.count("Pilih tingkat 1 sampai 5") == 1


@pytest.mark.parametrize("who", ["budi", "sari", "ratna", "agency_admin", "region_admin", "auditor"])
def test_the_page_of_a_rating_is_for_its_rater_alone(month: Month, who: str) -> None:
    [made] = approved(counting_peers(month), [month.cast.citra])
    assert visitor(getattr(month.cast, who)).get(f"{TASKS}{made.pk}/").status_code == 403


def test_once_sealed_the_rater_reads_the_own_levels_and_sends_nothing(month: Month) -> None:
    [made] = approved(counting_peers(month), [month.cast.citra])
    gives(month, month.cast.citra, 4)
    close_rating()
    text = page(visitor(month.cast.citra), f"{TASKS}{made.pk}/")
    assert "disegel" in text
    assert "Kirim" not in text
    sent = {f"tingkat_{pk}": 1 for pk in levels()}
    assert post(month.cast.citra, f"{TASKS}{made.pk}/", **sent).status_code == 409


def test_nobody_but_the_rater_is_told_who_has_sent(month: Month) -> None:
    people = colleagues(counting_peers(month), 3)
    nominations = approved(month, people)
    addresses = [(month.budi, f"{MINE}?periode=2026-01"), (month.cast.sari, f"{DECIDE}?periode=2026-01")]
    before = [timeless(page(visitor(who), address)) for who, address in addresses]
    sent = {f"tingkat_{pk}": level for pk, level in levels().items()}
    post(people[2], f"{TASKS}{nominations[2].pk}/", **sent)
    assert [timeless(page(visitor(who), address)) for who, address in addresses] == before


@pytest.mark.parametrize("address", [MINE, DECIDE, TASKS])
def test_visitors_sign_in_first(month: Month, address: str) -> None:
    assert Client().get(address).status_code == 302


def test_people_without_staff_have_nothing_to_decide(month: Month) -> None:
    assert visitor(month.budi).get(DECIDE).status_code == 403


def test_accounts_without_employee_have_no_raters_and_no_tasks(month: Month) -> None:
    for address in (MINE, TASKS):
        assert visitor(month.cast.region_admin).get(address).status_code == 403


def test_a_nomination_that_is_not_there_is_404(month: Month) -> None:
    assert visitor(month.budi).get(f"{TASKS}999999999/").status_code == 404
