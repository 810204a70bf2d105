"""One contribution: who reads it, replies, and the answer that an admin gives once."""

import pytest
from django.test import Client

from agencies.models import AuditEvent
from agencies.permissions import actor_of
from indicators.models import Contribution, Indicator, IndicatorDraft, Outcome
from indicators.services.participation.answer_contribution import AlreadyAnsweredError, answer_contribution
from tests.cast import Cast
from tests.indicators.participation.talk import a_comment, a_proposal
from tests.visitors import outside_any_scope, page, visitor

TAKEN = {"jawab-outcome": "taken", "jawab-answer": "Dipakai mulai Januari."}


def address(contribution: Contribution) -> str:
    """Its page."""
    return f"/masukan/{contribution.pk}/"


def test_strangers_are_sent_to_the_door(kupang: Cast, patients: Indicator) -> None:
    assert Client().get(address(a_comment(patients, kupang.budi)))["Location"].startswith("/masuk/")


def test_another_region_does_not_know_it(bandung: Cast, kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    assert outside_any_scope(visitor(bandung.region_admin), address(said)).status_code == 404


def test_what_was_said_of_an_indicator_is_open_to_the_region(kupang: Cast, patients: Indicator) -> None:
    text = page(visitor(kupang.auditor), address(a_comment(patients, kupang.budi)))
    assert "Satuannya kurang jelas." in text
    assert "Kirim balasan" not in text
    assert "Kirim jawaban" not in text


def test_a_proposal_stays_with_its_units_and_the_readers_of_the_region(kupang: Cast) -> None:
    said = a_proposal(kupang.puskesmas, kupang.budi)
    codes = {
        who: visitor(getattr(kupang, who)).get(address(said)).status_code
        for who in ("budi", "ratna", "dewi", "agency_admin", "auditor")
    }
    assert codes == {"budi": 200, "ratna": 200, "dewi": 403, "agency_admin": 200, "auditor": 200}


def test_a_reply_follows_in_the_thread(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    text = visitor(kupang.citra).post(address(said), {"balas-text": "Setuju."}, follow=True).content.decode()
    assert "Balasan terkirim." in text
    assert "Setuju." in text


def test_who_is_not_concerned_cannot_reply(kupang: Cast, visits: Indicator) -> None:
    said = a_comment(visits, kupang.budi)
    assert visitor(kupang.dewi).post(address(said), {"balas-text": "Setuju."}).status_code == 403


def test_an_empty_reply_is_refused(kupang: Cast, patients: Indicator) -> None:
    answer = visitor(kupang.budi).post(address(a_comment(patients, kupang.budi)), {"balas-text": " "})
    assert answer.status_code == 422
    assert "Tulis balasan Anda." in answer.content.decode()


def test_an_answer_is_read_not_fetched(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    assert visitor(kupang.agency_admin).get(f"{address(said)}jawab/").status_code == 405


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [("taken", "Diterima"), ("taken_changed", "Diterima dengan perubahan"), ("not_taken", "Belum diterima")],
)
def test_the_answer_and_its_reason_stand_in_the_thread(
    kupang: Cast, patients: Indicator, outcome: str, shown: str
) -> None:
    said = a_comment(patients, kupang.budi)
    typed = {"jawab-outcome": outcome, "jawab-answer": "Datanya belum ada."}
    visitor(kupang.agency_admin).post(f"{address(said)}jawab/", typed)
    text = page(visitor(kupang.budi), address(said))
    assert shown in text
    assert "Datanya belum ada." in text
    assert "dijawab uji-agency-admin" in text
    event = AuditEvent.objects.get(action=AuditEvent.Action.CONTRIBUTION_ANSWERED)
    assert (event.details["outcome"], event.reason) == (outcome, "Datanya belum ada.")


def test_an_answer_needs_an_outcome_and_a_reason(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    answer = visitor(kupang.agency_admin).post(f"{address(said)}jawab/", {"jawab-answer": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih hasilnya" in text
    assert "Setiap jawaban memiliki alasan" in text


def test_only_admins_of_the_unit_answer(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    for who in (kupang.ratna, kupang.budi, kupang.auditor, kupang.regional_head):
        assert visitor(who).post(f"{address(said)}jawab/", TAKEN).status_code == 403


def test_nobody_answers_the_own_contribution(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.agency_admin)
    own = visitor(kupang.agency_admin)
    assert "Admin lain yang menjawabnya" in page(own, address(said))
    refused = own.post(f"{address(said)}jawab/", TAKEN)
    assert refused.status_code == 403
    assert "Anda menulis masukan ini. Admin lain yang menjawabnya." in refused.content.decode()
    assert visitor(kupang.region_admin).post(f"{address(said)}jawab/", TAKEN).status_code == 302


def test_an_answer_stays_and_a_second_one_is_kept_as_typed(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    visitor(kupang.agency_admin).post(f"{address(said)}jawab/", TAKEN)
    late = visitor(kupang.region_admin).post(
        f"{address(said)}jawab/", {"jawab-outcome": "not_taken", "jawab-answer": "Belum sekarang."}
    )
    text = late.content.decode()
    assert late.status_code == 409
    assert "sudah dijawab uji-agency-admin" in text
    assert "Belum sekarang." in text
    said.refresh_from_db()
    assert (said.outcome, said.answer) == (Outcome.TAKEN, "Dipakai mulai Januari.")


def test_a_reply_is_possible_after_the_answer(kupang: Cast, patients: Indicator) -> None:
    said = a_comment(patients, kupang.budi)
    visitor(kupang.agency_admin).post(f"{address(said)}jawab/", TAKEN)
    assert visitor(kupang.budi).post(address(said), {"balas-text": "Terima kasih."}).status_code == 302


def test_a_proposal_that_was_taken_becomes_a_draft(kupang: Cast) -> None:
    said = a_proposal(kupang.puskesmas, kupang.budi)
    admin = visitor(kupang.agency_admin)
    assert admin.post(f"{address(said)}draf/").status_code == 409
    admin.post(f"{address(said)}jawab/", TAKEN)
    assert "Buat draf indikator" in page(admin, address(said))
    leads = admin.post(f"{address(said)}draf/")["Location"]
    draft = IndicatorDraft.objects.get(contributions=said)
    assert leads == f"/indikator/draf/{draft.pk}/"
    assert (draft.agency, draft.document["name"], draft.document["source"]) == (
        kupang.puskesmas,
        "Persentase balita ditimbang",
        "Buku KIA",
    )
    assert admin.post(f"{address(said)}draf/")["Location"] == leads
    assert "Buat draf indikator" not in page(admin, address(said))


def test_a_draft_is_begun_by_admins_only(kupang: Cast) -> None:
    said = a_proposal(kupang.puskesmas, kupang.budi)
    admin = visitor(kupang.agency_admin)
    admin.post(f"{address(said)}jawab/", TAKEN)
    assert visitor(kupang.budi).post(f"{address(said)}draf/").status_code == 403
    assert "Buat draf indikator" not in page(visitor(kupang.budi), address(said))


def test_the_answer_counts_whoever_loaded_the_contribution_before(kupang: Cast, patients: Indicator) -> None:
    stale = Contribution.objects.get(pk=a_comment(patients, kupang.budi).pk)
    admin = actor_of(kupang.agency_admin)
    answer_contribution(contribution=stale, outcome=Outcome.TAKEN, answer="Ya.", actor=admin)
    with pytest.raises(AlreadyAnsweredError):
        answer_contribution(contribution=stale, outcome=Outcome.NOT_TAKEN, answer="Tidak.", actor=admin)
