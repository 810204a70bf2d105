"""Behaviour, annexes, and the last look before a plan is handed over."""

from indicators.models import BehaviourExpectation, DialogueEntry, EntryKind, Side, VersionState
from tests.cast import Cast
from tests.indicators.plans.situations import Talk, a_draft_of_budi, a_plan_under_discussion, an_agreed_plan
from tests.visitors import outside_any_scope, page, visitor

ANNEXES = {"resources": "Anggaran\n\nDua pegawai", "accountability": "Laporan bulanan", "consequences": ""}


def part(talk: Talk, name: str) -> str:
    """The page of a part."""
    return f"/skp/{talk.version.pk}/{name}/"


def edition(talk: Talk) -> dict[str, int]:
    """What every form sends along."""
    return {"edition": talk.stored.edition}


def test_the_seven_values_stand_with_their_guides(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    text = page(visitor(kupang.budi), part(talk, "perilaku"))
    assert text.count('plan-value"') == 7
    assert "Melakukan perbaikan tiada henti." in text
    assert "<textarea" not in text


def test_the_supervisor_writes_expectations_and_the_employee_reads_them(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    answer = visitor(kupang.sari).post(part(talk, "perilaku"), {"BP": "Pasien disapa.", **edition(talk)})
    assert answer.status_code == 302
    assert "Pasien disapa." in page(visitor(kupang.budi), part(talk, "perilaku"))


def test_the_employee_writes_no_expectations(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    answer = visitor(kupang.budi).post(part(talk, "perilaku"), {"BP": "Pasien disapa.", **edition(talk)})
    assert answer.status_code == 403
    assert not BehaviourExpectation.objects.exists()


def test_a_stale_expectation_is_409_with_both_values(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    client, stale = visitor(kupang.sari), edition(talk)
    client.post(part(talk, "perilaku"), {"BP": "Pasien disapa.", **stale})
    answer = client.post(part(talk, "perilaku"), {"BP": "Pasien diantar.", **stale})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Pasien disapa." in text
    assert ">\nPasien diantar.</textarea>" in text


def test_annexes_are_kept_line_by_line_and_lead_on(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    answer = visitor(kupang.budi).post(part(talk, "dukungan"), {**ANNEXES, **edition(talk), "lanjut": "ya"})
    assert answer["Location"] == part(talk, "periksa")
    lines = talk.stored.annex_lines.order_by("kind", "position").values_list("kind", "text")
    assert list(lines) == [
        ("accountability", "Laporan bulanan"),
        ("resources", "Anggaran"),
        ("resources", "Dua pegawai"),
    ]


def test_stale_annexes_are_409_with_both_values(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    client, stale = visitor(kupang.budi), edition(talk)
    client.post(part(talk, "dukungan"), {**ANNEXES, **stale})
    answer = client.post(part(talk, "dukungan"), {"resources": "Kendaraan", **stale})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Dua pegawai" in text
    assert "Kendaraan</textarea>" in text


def test_too_many_lines_are_refused_and_kept(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    answer = visitor(kupang.budi).post(part(talk, "dukungan"), {"resources": "Baris\n" * 31, **edition(talk)})
    assert answer.status_code == 422
    assert "paling banyak 30 baris" in answer.content.decode()


def test_the_last_look_lists_answers_with_links_to_change_them(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    text = page(visitor(kupang.budi), part(talk, "periksa"))
    assert "2 indikator, jumlah bobot 100,00" in text
    assert f'href="{part(talk, "indikator")}"' in text
    assert "Usulan Anda" not in text


def test_what_is_missing_is_listed_and_cannot_be_handed_over(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    talk.change(Side.EMPLOYEE, 0, "10", weight="50")
    client = visitor(kupang.budi)
    assert "Jumlah bobot kurang 10,00." in page(client, part(talk, "periksa"))
    reasons = {f"alasan_{talk.items[0].indicator_id}": "Beban dibagi."}
    answer = client.post(part(talk, "periksa"), {**edition(talk), **reasons})
    assert answer.status_code == 422
    assert talk.stored.state == VersionState.DRAFT


def test_handing_over_without_a_proposal_needs_no_reason(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    client = visitor(kupang.budi)
    client.post(part(talk, "periksa"), {**edition(talk), "note": "Mohon ditinjau."})
    assert (talk.stored.state, talk.stored.turn) == (VersionState.DISCUSSED, Side.SUPERVISOR)
    assert DialogueEntry.objects.get().text == "Mohon ditinjau."
    assert "Sekarang giliran Sari Wulandari." in page(client, "/skp/")


def test_a_proposal_is_handed_over_with_its_reason(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    talk.change(Side.EMPLOYEE, 0, "8")
    client, item = visitor(kupang.budi), talk.items[0]
    refused = client.post(part(talk, "periksa"), {**edition(talk), "note": "Mohon."})
    assert refused.status_code == 422
    assert "Mohon.</textarea>" in refused.content.decode()
    client.post(part(talk, "periksa"), {**edition(talk), f"alasan_{item.indicator_id}": "Alat rusak."})
    said = DialogueEntry.objects.get(indicator=item.indicator)
    assert (said.kind, said.text, said.side) == (EntryKind.COMMENT, "Alat rusak.", Side.EMPLOYEE)


def test_a_stale_last_look_is_409_and_hands_over_nothing(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    stale = edition(talk)
    talk.change(Side.EMPLOYEE, 0, "8")
    answer = visitor(kupang.budi).post(part(talk, "periksa"), {**stale, "note": "Mohon ditinjau."})
    assert answer.status_code == 409
    assert "Mohon ditinjau.</textarea>" in answer.content.decode()
    assert talk.stored.state == VersionState.DRAFT
    assert not DialogueEntry.objects.exists()


def test_handing_over_twice_is_refused(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    client = visitor(kupang.budi)
    client.post(part(talk, "periksa"), edition(talk))
    assert client.post(part(talk, "periksa"), edition(talk)).status_code == 403
    assert client.get(part(talk, "periksa"))["Location"] == f"/skp/{talk.version.pk}/"


def test_the_supervisor_hands_nothing_over(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    assert visitor(kupang.sari).get(part(talk, "periksa")).status_code == 403


def test_closed_versions_are_read_only(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    client = visitor(kupang.budi)
    assert client.get(part(talk, "dukungan"))["Location"] == f"/skp/{talk.version.pk}/"
    assert client.post(part(talk, "dukungan"), {**ANNEXES, **edition(talk)}).status_code == 403
    assert visitor(kupang.sari).post(part(talk, "perilaku"), {"BP": "x", **edition(talk)}).status_code == 403


def test_others_stay_out(bandung: Cast, kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    for name in ("perilaku", "dukungan", "periksa"):
        assert visitor(kupang.citra).get(part(talk, name)).status_code == 403
    assert outside_any_scope(visitor(bandung.region_admin), part(talk, "perilaku")).status_code == 404
