"""SKP saya: where each own plan stands, who is awaited, and what begins or ends one."""

from decimal import Decimal

import pytest
from django.utils import timezone

from agencies.models import PlacementKind
from indicators.models import PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.draft_plan import draft_plan
from indicators.services.plans.submit_plan import return_plan
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_indicator
from tests.indicators.plans.situations import (
    YEAR,
    a_draft_of_budi,
    a_plan_under_discussion,
    actor,
    an_agreed_plan,
    cascade_for,
    place_of,
)
from tests.visitors import outside_any_scope, page, visitor

MINE = "/skp/"


def this_year() -> int:
    """The year that may be planned whatever the day."""
    return timezone.localdate().year


def begun(cast: Cast, *, placement: int | None = None, year: int | None = None) -> dict[str, object]:
    """What the button of a post sends."""
    return {"placement": placement or place_of(cast.budi).pk, "year": year or this_year()}


def test_it_is_for_employees(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).get(MINE).status_code == 403


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.budi).post(MINE).status_code == 405


def test_without_a_plan_it_offers_to_begin_and_names_who_is_awaited(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), MINE)
    assert f"Susun SKP {this_year()}" in text
    assert f"Yang ditunggu: Sari Wulandari belum punya SKP {this_year()}" in text
    assert "Anda tetap dapat menyusun dari perjanjian kinerja unit" in text


def test_a_supervisor_with_a_plan_is_not_awaited(kupang: Cast) -> None:
    a_plan(kupang.sari, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")}, year=this_year())
    assert "Yang ditunggu" not in page(visitor(kupang.budi), MINE)


def test_beginning_leads_to_the_first_part(kupang: Cast) -> None:
    answer = visitor(kupang.budi).post("/skp/baru/", begun(kupang))
    version = PlanVersion.objects.get()
    assert (version.employee, version.year, version.state) == (kupang.budi, this_year(), VersionState.DRAFT)
    assert answer["Location"] == f"/skp/{version.pk}/hasil/"


def test_beginning_twice_opens_the_same_plan(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    assert client.post("/skp/baru/", begun(kupang))["Location"] == client.post("/skp/baru/", begun(kupang))["Location"]


def test_nobody_begins_for_somebody_else(kupang: Cast) -> None:
    assert visitor(kupang.citra).post("/skp/baru/", begun(kupang)).status_code == 404


def test_a_year_far_away_cannot_be_begun(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    assert client.post("/skp/baru/", begun(kupang, year=this_year() + 5))["Location"] == MINE
    assert "tidak dapat dipilih" in page(client, MINE)
    assert not PlanVersion.objects.exists()


def test_each_post_has_a_plan_of_its_own(kupang: Cast) -> None:
    a_placement(kupang.budi, kupang.dinas, kupang.ratna, kind=PlacementKind.ACTING, position="Plt. Kepala Seksi")
    text = page(visitor(kupang.budi), MINE)
    assert text.count(f"SKP {this_year()} untuk jabatan ini belum disusun.") == 2


def test_a_draft_shows_its_four_parts(kupang: Cast) -> None:
    a_draft_of_budi(kupang)
    text = page(visitor(kupang.budi), f"{MINE}?tahun={YEAR}")
    assert "Giliran Anda." in text
    assert "2 indikator, jumlah bobot 100,00" in text
    assert "0 dari 3 lampiran terisi" in text


def test_a_submitted_plan_names_whose_turn_it_is(kupang: Cast) -> None:
    a_plan_under_discussion(kupang)
    text = page(visitor(kupang.budi), f"{MINE}?tahun={YEAR}")
    assert "Giliran Sari Wulandari, pejabat penilai Anda." in text
    assert "1 dari 2" in text


def test_a_returned_plan_says_what_is_asked_for(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    seen = talk.stored.edition
    return_plan(version=talk.version, edition=seen, actor=talk.who(Side.SUPERVISOR), day=talk.day, reason="Lengkapi.")
    text = page(visitor(kupang.budi), f"{MINE}?tahun={YEAR}")
    assert "Dikembalikan: Lengkapi." in text
    assert "Periksa dan ajukan lagi" in text


def test_while_an_addendum_is_made_the_agreed_plan_stays_in_sight(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    client = visitor(kupang.budi)
    client.post(f"/skp/rencana/{talk.stored.plan_id}/adendum/", {"from_month": 12, "reason": "Penugasan baru."})
    text = page(client, f"{MINE}?tahun={YEAR}")
    assert f"Adendum SKP {YEAR}" in text
    assert "SKP yang sekarang tetap berlaku." in text
    assert f'href="/skp/{talk.version.pk}/">Baca SKP yang berlaku' in text


def test_once_the_supervisor_agreed_one_word_is_left(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    talk.submit()
    talk.agree(Side.SUPERVISOR)
    client = visitor(kupang.budi)
    assert "Sepakati SKP" in page(client, f"{MINE}?tahun={YEAR}")
    client.post(f"/skp/{talk.version.pk}/sepakati/", {"edition": talk.stored.edition})
    assert talk.stored.state == VersionState.AGREED


def test_an_agreed_plan_is_locked_and_offers_an_addendum(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    text = page(visitor(kupang.budi), f"{MINE}?tahun={YEAR}")
    assert "Disepakati dan terkunci." in text
    assert "Mulai adendum" in text
    assert "Periksa dan ajukan" not in text


def test_a_plan_from_a_file_shows_its_items(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas, "DK-01", name="Pasien terlayani")
    plan = a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "10")}, year=this_year())
    text = page(visitor(kupang.budi), MINE)
    assert "Pasien terlayani" in text
    assert "Jan–Des: 10 orang" in text
    assert f"/skp/rencana/{plan.pk}/adendum/" in text


def test_a_year_without_a_placement_says_so(kupang: Cast) -> None:
    kupang.budi.placements.all().delete()
    assert "Tidak ada penempatan Anda" in page(visitor(kupang.budi), MINE)


@pytest.mark.parametrize("asked", ["abc", "1900", "99999", ""])
def test_an_odd_year_shows_the_current_one(kupang: Cast, asked: str) -> None:
    assert f"SKP saya {this_year()}" in page(visitor(kupang.budi), f"{MINE}?tahun={asked}")


def test_a_version_is_read_by_who_follows_its_employee(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    address = f"/skp/{talk.version.pk}/"
    seen = {who: visitor(getattr(kupang, who)).get(address).status_code for who in ("budi", "sari", "ratna", "auditor")}
    assert set(seen.values()) == {200}
    assert visitor(kupang.citra).get(address).status_code == 403


def test_a_draft_is_its_authors_alone(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    assert visitor(kupang.sari).get(f"/skp/{talk.version.pk}/").status_code == 403
    assert "Lanjutkan menyusun" in page(visitor(kupang.budi), f"/skp/{talk.version.pk}/")


def test_a_version_tells_all_of_it(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    text = page(visitor(kupang.sari), f"/skp/{talk.version.pk}/")
    assert "Mendukung: Indikator A" in text
    assert "Jan–Des: 8 orang" in text
    assert "semula Jan–Des: 10" in text
    assert "Berorientasi Pelayanan" in text
    assert "mengajukan SKP" in text


def test_another_region_does_not_know_a_version(bandung: Cast, kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    assert outside_any_scope(visitor(bandung.region_admin), f"/skp/{talk.version.pk}/").status_code == 404


def test_withdrawing_asks_once_more(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    client, address = visitor(kupang.budi), f"/skp/{talk.version.pk}/tarik/"
    assert "Tarik naskah" in page(client, address)
    assert talk.stored.state == VersionState.DISCUSSED
    client.post(address, {"edition": talk.stored.edition, "reason": "Salah tahun."})
    assert talk.stored.state == VersionState.WITHDRAWN


def test_only_the_employee_withdraws(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    assert visitor(kupang.sari).post(f"/skp/{talk.version.pk}/tarik/", {"edition": 1}).status_code == 403


def test_withdrawing_what_has_changed_meanwhile_is_asked_again(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    answer = visitor(kupang.budi).post(f"/skp/{talk.version.pk}/tarik/", {"edition": 1, "reason": "Salah tahun."})
    assert answer.status_code == 409
    assert "Salah tahun." in answer.content.decode()
    assert talk.stored.state == VersionState.DRAFT


def test_after_a_withdrawal_the_next_draft_begins_with_full_weights_too(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    visitor(kupang.budi).post(f"/skp/{talk.version.pk}/tarik/", {"edition": talk.stored.edition})
    again = draft_plan(employee=kupang.budi, placement=place_of(kupang.budi), year=YEAR, actor=actor(kupang.budi))
    keys = [str(key) for key in list(cascade_for(kupang, kupang.budi).offered)[:1]]
    visitor(kupang.budi).post(f"/skp/{again.pk}/hasil/", {"edition": 1, "aksi": "pilih", "dukung": keys})
    assert [item.weight for item in PlanVersionItem.objects.filter(version=again)] == [Decimal(100)]


def test_an_addendum_begins_with_month_and_reason(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    client, address = visitor(kupang.budi), f"/skp/rencana/{talk.stored.plan_id}/adendum/"
    assert "Berlaku mulai bulan" in page(client, address)
    answer = client.post(address, {"from_month": 12, "reason": "Penugasan baru."})
    version = PlanVersion.objects.latest("pk")
    assert (version.number, version.from_month, version.reason) == (2, 12, "Penugasan baru.")
    assert answer["Location"] == f"/skp/{version.pk}/indikator/"


def test_an_addendum_without_a_reason_is_refused_and_keeps_the_month(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    answer = visitor(kupang.budi).post(f"/skp/rencana/{talk.stored.plan_id}/adendum/", {"from_month": 12})
    assert answer.status_code == 422
    assert "Tulis alasan adendum." in answer.content.decode()
    assert '<option value="12" selected>' in answer.content.decode()


def test_an_addendum_is_for_both_sides_only(bandung: Cast, kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    address = f"/skp/rencana/{talk.stored.plan_id}/adendum/"
    assert visitor(kupang.sari).get(address).status_code == 200
    assert visitor(kupang.citra).get(address).status_code == 403
    assert outside_any_scope(visitor(bandung.sari), address).status_code == 404
