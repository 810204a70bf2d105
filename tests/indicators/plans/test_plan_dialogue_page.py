"""Dialog SKP: both sides answer differences, talk, and give their word; whoever is late loses nothing."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from agencies.models import Employee
from indicators.models import DialogueEntry, EntryKind, Plan, PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.answer_item import accept_item, comment_on_plan
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.plans.situations import (
    DAY,
    YEAR,
    Talk,
    a_draft_of_budi,
    a_plan_under_discussion,
    actor,
    an_agreed_plan,
    indicator,
    months,
)
from tests.performance.test_query_counts import statements
from tests.visitors import outside_any_scope, page, visitor

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
LONG_AGO = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def talk(kupang: Cast) -> Talk:
    """Budi proposes 8 instead of 10 for A; Sari is awaited."""
    return a_plan_under_discussion(kupang)


def address(talk: Talk) -> str:
    """The dialogue."""
    return f"/skp/{talk.version.pk}/dialog/"


def send(
    talk: Talk, who: Employee, action: str, headers: dict[str, str] | None = None, **fields: object
) -> HttpResponse:
    """One form of the page, about the first indicator, as it was just shown."""
    sent = {"aksi": action, "butir": talk.items[0].pk, "edition": talk.stored.edition, "dilihat": LONG_AGO, **fields}
    return visitor(who).post(address(talk), sent, headers=headers)  # type: ignore[return-value]


def a_change(talk: Talk, target: str = "9", **others: str) -> dict[str, Any]:
    """What the form for other figures of the first indicator sends."""
    name = f"butir-{talk.items[0].pk}"
    said = {"bobot": "60", "cara": "sama", "target": target, "alasan": "Alat tiba bulan Maret.", **others}
    return {f"{name}-{field}": text for field, text in said.items()}


def word(talk: Talk, who: Employee, *, edition: int | None = None) -> HttpResponse:
    """Somebody presses the button that agrees to the whole."""
    seen = talk.stored.edition if edition is None else edition
    sent = {"edition": seen, "dilihat": LONG_AGO}
    return visitor(who).post(f"/skp/{talk.version.pk}/sepakati/", sent)  # type: ignore[return-value]


def test_a_visitor_is_sent_to_the_sign_in(client: Client, talk: Talk) -> None:
    assert client.get(address(talk))["Location"] == f"/masuk/?next={address(talk)}"


def test_a_colleague_is_refused(talk: Talk) -> None:
    assert visitor(talk.cast.citra).get(address(talk)).status_code == 403


def test_another_region_knows_no_such_plan(bandung: Cast, kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    assert outside_any_scope(visitor(bandung.region_admin), address(talk)).status_code == 404


def test_a_draft_is_its_authors_alone(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    assert visitor(kupang.sari).get(address(talk)).status_code == 403
    assert "belum diajukan" in page(visitor(kupang.budi), address(talk))


@pytest.mark.parametrize("step", ["sepakati", "kembalikan"])
def test_a_step_is_never_taken_by_reading(talk: Talk, step: str) -> None:
    assert visitor(talk.cast.sari).get(f"/skp/{talk.version.pk}/{step}/").status_code == 405


def test_a_reader_of_neither_side_reads_only(talk: Talk) -> None:
    text = page(visitor(talk.cast.ratna), address(talk))
    assert "Indikator A" in text
    assert "Kirim balasan" not in text
    assert send(talk, talk.cast.ratna, "setuju").status_code == 403
    assert word(talk, talk.cast.ratna).status_code == 403


def test_only_what_differs_is_unfolded(talk: Talk) -> None:
    text = page(visitor(talk.cast.sari), address(talk))
    for told in ("Semula", "Usulan pegawai", "Jan–Des: 10", "Jan–Des: 8", "Setujui usulan", "1 dari 2"):
        assert told in text
    assert text.count("data-item") == 1
    assert "31 Januari 2027" in text
    assert "Sepakati SKP (1 lagi)" in text


def test_an_indicator_can_be_unfolded_by_its_address(talk: Talk) -> None:
    other = talk.items[1]
    text = page(visitor(talk.cast.sari), f"{address(talk)}?buka={other.pk}")
    assert f'id="butir-{other.pk}"' in text


def test_an_accepted_proposal_makes_the_plan_ready(talk: Talk) -> None:
    answer = send(talk, talk.cast.sari, "setuju")
    assert answer["Location"] == f"{address(talk)}#butir-{talk.items[0].pk}"
    text = page(visitor(talk.cast.sari), address(talk))
    assert "Siap disepakati" in text
    assert "data-agree" in text


def test_with_htmx_the_card_comes_back_with_what_follows(talk: Talk) -> None:
    text = send(talk, talk.cast.sari, "setuju", headers=HTMX).content.decode()
    assert text.lstrip().startswith("<article")
    assert "Disetujui" in text
    assert 'id="dialog-sepakat" hx-swap-oob="innerHTML"' in text
    assert "2 dari 2" in text
    assert "data-open" not in text


def test_a_comment_reaches_the_other_side(talk: Talk) -> None:
    send(talk, talk.cast.sari, "komentar", teks="Bagaimana bila 9?")
    text = page(visitor(talk.cast.budi), address(talk))
    assert "Bagaimana bila 9?" in text
    assert "1 komentar baru" in text


def test_a_general_comment_is_about_the_whole(talk: Talk) -> None:
    answer = send(talk, talk.cast.sari, "komentar", butir="", teks="Terima kasih.")
    assert answer["Location"].endswith("#umum")
    assert DialogueEntry.objects.get(kind=EntryKind.COMMENT).indicator is None


def test_an_empty_comment_is_refused_and_a_long_one_kept(talk: Talk) -> None:
    assert send(talk, talk.cast.sari, "komentar", teks=" ").status_code == 422
    answer = send(talk, talk.cast.sari, "komentar", teks="x" * 2001)
    assert answer.status_code == 422
    assert "x" * 2001 in answer.content.decode()


def test_the_supervisor_proposes_another_figure_with_a_reason(talk: Talk) -> None:
    send(talk, talk.cast.sari, "ubah", **a_change(talk))
    item = talk.items[0]
    assert (item.targets, item.supervisor_agrees, item.employee_agrees) == (months("9"), True, False)
    text = page(visitor(talk.cast.budi), address(talk))
    assert "Usulan pejabat penilai" in text
    assert "Alat tiba bulan Maret." in text


def test_a_figure_for_the_year_is_cut_into_months(talk: Talk) -> None:
    send(talk, talk.cast.sari, "ubah", **a_change(talk, "100", cara="setahun"))
    assert sum(target or 0 for target in talk.items[0].targets) == 100


def test_months_can_be_said_one_by_one(talk: Talk) -> None:
    each = {f"t{month:02}": "" if month < 12 else "7,5" for month in range(1, 13)}
    send(talk, talk.cast.sari, "ubah", **a_change(talk, cara="bulan", **each))
    assert [str(target.normalize()) if target else None for target in talk.items[0].targets] == [None] * 11 + ["7.5"]


@pytest.mark.parametrize(
    ("field", "typed"), [("target", "seratus"), ("target", ""), ("bobot", "0"), ("alasan", " "), ("cara", "x")]
)
def test_what_cannot_be_is_refused_as_typed(talk: Talk, field: str, typed: str) -> None:
    answer = send(talk, talk.cast.sari, "ubah", **a_change(talk, **{"target": "9", field: typed}))
    assert answer.status_code == 422
    assert "Galat:" in answer.content.decode()
    assert talk.items[0].targets == [8] * 12


def test_both_words_make_the_plan_count(talk: Talk) -> None:
    send(talk, talk.cast.sari, "setuju")
    word(talk, talk.cast.sari)
    assert "Menunggu kesepakatan Budi Santoso" in page(visitor(talk.cast.sari), address(talk))
    word(talk, talk.cast.budi)
    text = page(visitor(talk.cast.budi), address(talk))
    assert "Disepakati pada" in text
    assert "Naskah SKP 2027 nomor 1" in text
    assert Plan.objects.filter(employee=talk.cast.budi, year=YEAR).exists()


def test_what_waits_stands_in_the_way_of_the_word(talk: Talk) -> None:
    answer = word(talk, talk.cast.sari)
    assert answer.status_code == 422
    assert "menunggu jawaban Anda" in answer.content.decode()
    assert not DialogueEntry.objects.filter(kind=EntryKind.AGREEMENT).exists()


def test_a_refused_agreement_leaves_no_trace(talk: Talk) -> None:
    send(talk, talk.cast.sari, "setuju")
    PlanVersionItem.objects.filter(pk=talk.items[1].pk).update(weight=39)
    assert word(talk, talk.cast.sari).status_code == 422
    assert talk.stored.supervisor_agreed_at is None


def test_the_plan_is_handed_back_with_what_is_asked_for(talk: Talk) -> None:
    back = f"/skp/{talk.version.pk}/kembalikan/"
    sent = {"edition": talk.stored.edition, "alasan": "Tambahkan hasil posyandu."}
    assert visitor(talk.cast.sari).post(back, {**sent, "alasan": ""}).status_code == 422
    assert visitor(talk.cast.budi).post(back, sent).status_code == 403
    visitor(talk.cast.sari).post(back, sent)
    assert talk.stored.turn == Side.EMPLOYEE
    text = page(visitor(talk.cast.budi), address(talk))
    assert "Dikembalikan oleh Sari Wulandari" in text
    assert "Tambahkan hasil posyandu." in text


def test_an_agreed_plan_is_read_and_not_answered(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    assert "Kirim balasan" not in page(visitor(kupang.sari), address(talk))
    answer = send(talk, kupang.sari, "komentar", teks="Terlambat")
    assert answer.status_code == 409
    assert "Terlambat" in answer.content.decode()


def test_accepting_what_changed_meanwhile_is_a_conflict_that_shows_both(talk: Talk) -> None:
    seen = talk.stored.edition
    PlanVersion.objects.filter(pk=talk.version.pk).update(turn=Side.EMPLOYEE)
    talk.change(Side.EMPLOYEE, 0, "7", reason="Hitung ulang.")
    answer = send(talk, talk.cast.sari, "setuju", edition=seen, terlihat="Jan–Des: 8; 60,00%")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Jan–Des: 8; 60,00%" in text
    assert "Jan–Des: 7" in text
    assert not talk.items[0].supervisor_agrees


def test_changing_what_changed_meanwhile_keeps_what_was_typed(talk: Talk) -> None:
    seen = talk.stored.edition
    talk.change(Side.SUPERVISOR, 0, "7", reason="Dari jendela lain.")
    answer = send(talk, talk.cast.sari, "ubah", edition=seen, **a_change(talk, "9"))
    text = answer.content.decode()
    assert answer.status_code == 409
    for told in ("Jan–Des: 9", "Jan–Des: 7", "Alat tiba bulan Maret."):
        assert told in text
    assert talk.items[0].targets == [7] * 12
    send(talk, talk.cast.sari, "ubah", **a_change(talk, "9"))
    assert talk.items[0].targets == [9] * 12


def test_agreeing_to_what_changed_meanwhile_tells_the_change(talk: Talk) -> None:
    send(talk, talk.cast.sari, "setuju")
    seen = talk.stored.edition
    PlanVersion.objects.filter(pk=talk.version.pk).update(turn=Side.EMPLOYEE)
    talk.change(Side.EMPLOYEE, 0, "7", reason="Hitung ulang.")
    answer = word(talk, talk.cast.sari, edition=seen)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Yang berubah setelah halaman Anda dibuka" in text
    assert "Jan–Des: 8 menjadi Jan–Des: 7" in text
    assert talk.stored.supervisor_agreed_at is None


def test_a_late_htmx_answer_replaces_its_card_only(talk: Talk) -> None:
    seen = talk.stored.edition
    talk.change(Side.SUPERVISOR, 0, "7")
    answer = send(talk, talk.cast.budi, "setuju", headers=HTMX, edition=seen, terlihat="Jan–Des: 8")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "dialog-sepakat" not in text
    assert "Jan–Des: 7" in text


def test_an_indicator_that_was_taken_out_keeps_the_typed_reason(talk: Talk) -> None:
    sent = a_change(talk)
    gone = talk.items[0].pk
    PlanVersionItem.objects.filter(pk=gone).delete()
    fields = {"aksi": "ubah", "butir": gone, "edition": 1, **sent}
    answer = visitor(talk.cast.sari).post(address(talk), fields)
    assert answer.status_code == 409
    assert "Alat tiba bulan Maret." in answer.content.decode()


def test_a_change_out_of_turn_keeps_what_was_typed(talk: Talk) -> None:
    answer = send(talk, talk.cast.budi, "ubah", **a_change(talk))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "sedang ditinjau pejabat penilai" in text
    assert "Alat tiba bulan Maret." in text


@pytest.mark.parametrize("sent", [{}, {"aksi": "x"}, {"butir": "9" * 30}, {"aksi": "komentar", "teks": "\0"}])
def test_odd_requests_are_answered(talk: Talk, sent: dict[str, str]) -> None:
    assert visitor(talk.cast.sari).post(address(talk), sent).status_code in {409, 422}


def test_the_other_side_answers_a_proposal_of_the_supervisor(talk: Talk) -> None:
    talk.change(Side.SUPERVISOR, 0, "9")
    assert "Menunggu jawaban Budi Santoso" in page(visitor(talk.cast.sari), address(talk))
    send(talk, talk.cast.budi, "setuju")
    assert talk.items[0].employee_agrees


def test_comments_about_what_is_agreed_unfold_it_again(talk: Talk) -> None:
    accept_item(
        version=talk.stored, edition=talk.stored.edition, item=talk.items[0], actor=actor(talk.cast.sari), day=DAY
    )
    about = indicator(talk.cast, "B")
    comment_on_plan(version=talk.stored, indicator=about, text="Satu hal lagi.", actor=actor(talk.cast.budi), day=DAY)
    text = page(visitor(talk.cast.sari), address(talk))
    assert f'id="butir-{talk.items[1].pk}" tabindex="-1" data-item data-open' in text


def test_the_state_of_a_withdrawn_plan_is_told(talk: Talk) -> None:
    PlanVersion.objects.filter(pk=talk.version.pk).update(state=VersionState.WITHDRAWN)
    assert "ditarik pegawai" in page(visitor(talk.cast.sari), address(talk))


def test_more_indicators_cost_no_more_statements(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    client = visitor(kupang.sari)
    few = statements(lambda: client.get(address(talk)))
    for number in range(20):
        copied = PlanVersionItem(
            version=talk.version,
            result=talk.results[0],
            indicator=an_indicator(kupang.dinas, f"X{number}"),
            targets=[1] * 12,
            weight=1,
        )
        copied.save()
    assert statements(lambda: client.get(address(talk))) == few
