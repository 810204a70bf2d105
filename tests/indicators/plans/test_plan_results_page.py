"""The first part of a plan: results chosen from the cascade, written, changed, taken out."""

import uuid

import pytest

from agencies.models import Placement
from indicators.models import ItemKind, PlanResult, PlanVersion, PlanVersionItem, Side
from indicators.services.plans.draft_plan import draft_plan
from tests.cast import Cast
from tests.factories import a_plan
from tests.indicators.plans.situations import (
    YEAR,
    Talk,
    a_draft_of_budi,
    a_plan_under_discussion,
    actor,
    an_agreed_plan,
    an_agreement,
    cascade_for,
    indicator,
    place_of,
)
from tests.visitors import outside_any_scope, page, visitor


@pytest.fixture
def talk(kupang: Cast) -> Talk:
    """Budi has begun, and the puskesmas agreed on A and B."""
    an_agreement(kupang, {"A": "60", "B": "40"})
    return Talk(
        kupang, draft_plan(employee=kupang.budi, placement=place_of(kupang.budi), year=YEAR, actor=actor(kupang.budi))
    )


def address(talk: Talk) -> str:
    """The page of the part."""
    return f"/skp/{talk.version.pk}/hasil/"


def offered(talk: Talk) -> list[str]:
    """The keys of what may be supported."""
    return [str(key) for key in cascade_for(talk.cast, talk.cast.budi).offered]


def sent(talk: Talk, action: str, **more: object) -> dict[str, object]:
    """What a form of the page sends."""
    return {"edition": talk.stored.edition, "aksi": action, **more}


def test_it_names_who_is_awaited_and_offers_the_units_agreement(talk: Talk) -> None:
    text = page(visitor(talk.cast.budi), address(talk))
    assert "Yang ditunggu: Sari Wulandari" in text
    assert text.count('name="dukung"') == 2


def test_results_of_the_superior_come_first_and_none_twice(talk: Talk) -> None:
    a_plan(talk.cast.sari, talk.cast.puskesmas, {indicator(talk.cast, "A"): ("100", "10")}, year=YEAR)
    text = page(visitor(talk.cast.budi), address(talk))
    assert "Hasil kerja Sari Wulandari yang Anda dukung" in text
    assert "Dari perjanjian kinerja unit (1)" in text
    assert "Yang ditunggu" not in text


def test_ticked_results_bring_their_indicators(talk: Talk) -> None:
    answer = visitor(talk.cast.budi).post(address(talk), sent(talk, "pilih", dukung=offered(talk), lanjut="ya"))
    assert answer["Location"] == f"/skp/{talk.version.pk}/indikator/"
    assert [str(item.weight) for item in talk.items] == ["60.00", "40.00"]


def test_what_was_taken_up_is_not_offered_again(talk: Talk) -> None:
    client = visitor(talk.cast.budi)
    client.post(address(talk), sent(talk, "pilih", dukung=offered(talk)[:1]))
    assert page(client, address(talk)).count('name="dukung"') == 1


def test_an_own_result_and_an_additional_task_are_written(talk: Talk) -> None:
    client = visitor(talk.cast.budi)
    client.post(address(talk), sent(talk, "tulis", **{"baru-text": "Posyandu aktif", "baru-kind": "main"}))
    client.post(address(talk), sent(talk, "tulis", **{"baru-text": "Panitia HUT", "baru-kind": "additional"}))
    assert [(one.text, one.kind) for one in talk.results] == [
        ("Posyandu aktif", ItemKind.MAIN),
        ("Panitia HUT", ItemKind.ADDITIONAL),
    ]


def test_a_result_without_words_is_refused(talk: Talk) -> None:
    answer = visitor(talk.cast.budi).post(address(talk), sent(talk, "tulis", **{"baru-text": "  "}))
    assert answer.status_code == 422
    assert "Tulis rencana hasil kerjanya." in answer.content.decode()


def test_words_of_a_result_are_changed_and_it_still_supports(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    first = talk.results[0]
    told = sent(talk, "ubah", hasil=first.pk, **{f"hasil-{first.pk}-text": "Pasien tertangani"})
    visitor(kupang.budi).post(address(talk), told)
    assert (talk.results[0].text, talk.results[0].supports_text) == ("Pasien tertangani", "Indikator A")


def test_a_result_leaves_with_its_indicators(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    visitor(kupang.budi).post(address(talk), sent(talk, "keluarkan", hasil=talk.results[0].pk))
    assert [item.indicator.code for item in talk.items] == ["B"]


def test_a_result_of_another_plan_is_not_touched(kupang: Cast, talk: Talk) -> None:
    other = PlanVersion.objects.create(employee=kupang.citra, agency=kupang.puskesmas, year=YEAR)
    foreign = PlanResult.objects.create(version=other, text="Milik Citra")
    answer = visitor(kupang.budi).post(address(talk), sent(talk, "keluarkan", hasil=foreign.pk))
    assert answer.status_code == 404
    assert PlanResult.objects.filter(pk=foreign.pk).exists()


def test_a_key_that_is_not_offered_is_refused(talk: Talk) -> None:
    answer = visitor(talk.cast.budi).post(address(talk), sent(talk, "pilih", dukung=[str(uuid.uuid4()), "x"]))
    assert answer.status_code == 422
    assert not PlanVersionItem.objects.exists()


def test_a_stale_choice_is_409_and_keeps_what_was_ticked(talk: Talk) -> None:
    client, (first, second) = visitor(talk.cast.budi), offered(talk)
    stale = sent(talk, "pilih", dukung=[second])
    client.post(address(talk), sent(talk, "pilih", dukung=[first]))
    answer = client.post(address(talk), stale)
    assert answer.status_code == 409
    assert f'value="{second}" id="dukung-{second}" checked' in answer.content.decode()
    assert [item.indicator.code for item in talk.items] == ["A"]


def test_stale_words_are_409_and_stay(talk: Talk) -> None:
    client = visitor(talk.cast.budi)
    stale = sent(talk, "tulis", **{"baru-text": "Posyandu aktif"})
    client.post(address(talk), sent(talk, "pilih", dukung=offered(talk)))
    answer = client.post(address(talk), stale)
    assert answer.status_code == 409
    assert "Posyandu aktif" in answer.content.decode()
    assert "Hasil kerja dalam SKP ini (2)" in answer.content.decode()


def test_a_high_leader_says_the_perspective(talk: Talk) -> None:
    assert "Perspektif" not in page(visitor(talk.cast.budi), address(talk))
    Placement.objects.filter(employee=talk.cast.budi).update(position_kind="JPT Pratama")
    assert "Penguatan Internal" in page(visitor(talk.cast.budi), address(talk))


def test_while_the_supervisor_has_it_the_employee_reads(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    client = visitor(kupang.budi)
    assert client.get(address(talk))["Location"] == f"/skp/{talk.version.pk}/"
    refused = client.post(address(talk), sent(talk, "tulis", **{"baru-text": "Lain"}))
    assert refused.status_code == 403
    assert "sedang ditinjau pejabat penilai" in refused.content.decode()


def test_an_agreed_plan_is_not_edited(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    refused = visitor(kupang.budi).post(address(talk), sent(talk, "tulis", **{"baru-text": "Lain"}))
    assert refused.status_code == 403
    assert "lewat adendum" in refused.content.decode()


def test_readers_of_neither_side_and_other_regions_stay_out(bandung: Cast, kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    assert visitor(kupang.auditor).get(address(talk)).status_code == 403
    assert visitor(kupang.citra).get(address(talk)).status_code == 403
    assert outside_any_scope(visitor(bandung.region_admin), address(talk)).status_code == 404


def test_without_any_agreement_it_says_what_to_do(kupang: Cast) -> None:
    version = draft_plan(employee=kupang.budi, placement=place_of(kupang.budi), year=YEAR, actor=actor(kupang.budi))
    assert "Tulis hasil kerja sendiri" in page(visitor(kupang.budi), f"/skp/{version.pk}/hasil/")


def test_the_supervisor_may_add_a_result_when_it_is_their_turn(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    visitor(kupang.sari).post(address(talk), sent(talk, "tulis", **{"baru-text": "Lain", "baru-kind": "main"}))
    assert talk.results[-1].text == "Lain"
    assert talk.stored.turn == Side.SUPERVISOR
