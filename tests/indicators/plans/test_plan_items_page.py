"""The second part of a plan: weights and monthly targets in the grid, under their results."""

from decimal import Decimal

from indicators.models import DialogueEntry, EntryKind, PlanVersionItem, Side
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.plans.situations import (
    YEAR,
    Talk,
    a_draft_of_budi,
    a_plan_under_discussion,
    an_agreed_plan,
    months,
)
from tests.visitors import outside_any_scope, page, visitor


def address(talk: Talk) -> str:
    """The page of the part."""
    return f"/skp/{talk.version.pk}/indikator/"


def typed(talk: Talk, **other: str) -> dict[str, str]:
    """What the form of the grid sends when nothing was touched, with some inputs typed anew (`A-bobot`)."""
    items = talk.items
    sent = {"edition": str(talk.stored.edition), "baris": ",".join(f"i{item.pk}" for item in items)}
    keys = {}
    for item in items:
        key = keys[item.indicator.code] = f"i{item.pk}"
        sent[f"{key}-bobot"] = "" if item.weight is None else str(item.weight).replace(".", ",")
        for month, target in enumerate(item.targets, start=1):
            sent[f"{key}-t{month:02}"] = "" if target is None else f"{target.normalize():f}"
    for name, value in other.items():
        code, dash, rest = name.partition("_")
        sent[f"{keys[code]}-{rest}" if dash and code in keys else name] = value
    return sent


def weights(talk: Talk) -> list[str]:
    """The stored weights."""
    return [str(item.weight) for item in talk.items]


def test_it_shows_weights_and_targets_under_their_results(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    text = page(visitor(kupang.budi), address(talk))
    assert "1. Indikator A" in text
    assert f'name="i{talk.items[0].pk}-bobot" value="60,00"' in text or 'value="60"' in text
    assert "100" in text


def test_a_target_is_changed_and_the_next_part_follows(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    answer = visitor(kupang.budi).post(address(talk), typed(talk, A_t12="8", lanjut="ya"))
    assert answer["Location"] == f"/skp/{talk.version.pk}/dukungan/"
    assert talk.items[0].targets == [*months("10")[:11], Decimal(8)]


def test_saving_the_same_changes_nothing(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    before = talk.stored.edition
    visitor(kupang.budi).post(address(talk), typed(talk))
    assert talk.stored.edition == before


def test_what_is_no_number_is_refused_and_kept(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    answer = visitor(kupang.budi).post(address(talk), typed(talk, A_t12="seratus", B_bobot="45"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="seratus"' in text
    assert 'value="45"' in text
    assert weights(talk) == ["60.00", "40.00"]


def test_the_remainder_is_levelled_on_the_screen_only(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    answer = visitor(kupang.budi).post(address(talk), typed(talk, A_bobot="30", B_bobot="30", ratakan="ya"))
    assert answer.status_code == 200
    assert 'value="50,00"' in answer.content.decode() or 'value="50"' in answer.content.decode()
    assert weights(talk) == ["60.00", "40.00"]


def test_a_row_is_filled_by_a_pattern_on_the_screen_only(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    sent = typed(talk, A_tahun="240", A_pola="even-month")
    sent |= {"isi": f"i{talk.items[0].pk}"}
    answer = visitor(kupang.budi).post(address(talk), sent)
    assert answer.content.decode().count('value="20"') == 12
    assert talk.items[0].targets == months("10")


def test_an_indicator_is_taken_out_and_what_was_typed_beside_it_is_kept(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang, {"A": "50", "B": "30", "C": "20"})
    sent = typed(talk, A_t12="8") | {"keluarkan": f"i{talk.items[2].pk}"}
    visitor(kupang.budi).post(address(talk), sent)
    assert [item.indicator.code for item in talk.items] == ["A", "B"]
    assert talk.items[0].targets[11] == Decimal(8)


def test_an_indicator_of_the_catalogue_is_added_to_a_result(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    new = an_indicator(kupang.puskesmas, "PK-7", name="Kunjungan posyandu")
    sent = typed(talk) | {"tambah": "ya", "tambah-result": str(talk.results[1].pk), "tambah-indicator": str(new.pk)}
    assert "PK-7: Kunjungan posyandu" in page(visitor(kupang.budi), address(talk))
    visitor(kupang.budi).post(address(talk), sent)
    assert PlanVersionItem.objects.get(version=talk.version, indicator=new).result == talk.results[1]


def test_an_indicator_of_a_stranger_unit_is_not_offered(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    foreign = an_indicator(kupang.kecamatan, "KC-1")
    sent = typed(talk) | {"tambah": "ya", "tambah-result": str(talk.results[1].pk), "tambah-indicator": str(foreign.pk)}
    answer = visitor(kupang.budi).post(address(talk), sent)
    assert answer.status_code == 422
    assert not PlanVersionItem.objects.filter(indicator=foreign).exists()


def test_a_stale_save_is_409_with_both_values_and_stores_nothing(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    stale = typed(talk, A_t12="8")
    talk.change(Side.EMPLOYEE, 0, "9")
    answer = visitor(kupang.budi).post(address(talk), stale)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert f'name="i{talk.items[0].pk}-t12" value="8"' in text
    assert "Tersimpan" in text
    assert talk.items[0].targets == months("9")
    again = visitor(kupang.budi).post(address(talk), stale | {"edition": str(talk.stored.edition)})
    assert again.status_code == 302


def test_a_stale_pattern_keeps_the_old_edition_so_that_the_save_is_noticed(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    stale = typed(talk, ratakan="ya")
    talk.change(Side.EMPLOYEE, 0, "9")
    assert visitor(kupang.budi).post(address(talk), stale).status_code == 409


def test_while_discussed_a_change_asks_for_its_reason(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    client = visitor(kupang.sari)
    refused = client.post(address(talk), typed(talk, A_t12="9"))
    assert refused.status_code == 422
    assert "Tulis alasan singkat" in refused.content.decode()
    client.post(address(talk), typed(talk, A_t12="9", alasan="Alat tersedia."))
    last = DialogueEntry.objects.latest("pk")
    assert (last.kind, last.side, last.text) == (EntryKind.PROPOSAL, Side.SUPERVISOR, "Alat tersedia.")


def test_a_qualitative_plan_asks_for_words_of_success(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    client = visitor(kupang.budi)
    answer = client.post(address(talk), typed(talk, approach="qualitative", lanjut="ya"))
    assert answer["Location"] == address(talk)
    assert "Ukuran keberhasilan" in page(client, address(talk))
    client.post(address(talk), typed(talk, approach="qualitative", A_ukuran="Keluhan tertangani hari itu juga."))
    assert talk.items[0].measure == "Keluhan tertangani hari itu juga."


def test_earlier_months_of_an_addendum_stand_as_text_and_stay(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    visitor(kupang.budi).post(
        f"/skp/rencana/{talk.stored.plan_id}/adendum/", {"from_month": 7, "reason": "Penugasan baru."}
    )
    addendum = Talk(kupang, type(talk.version).objects.latest("pk"))
    before = addendum.items[0].targets
    assert f'name="i{addendum.items[0].pk}-t03"' not in page(visitor(kupang.budi), address(addendum))
    visitor(kupang.budi).post(address(addendum), typed(addendum, A_t03="8"))
    assert addendum.items[0].targets == before
    sent = typed(addendum, A_pola="copy-month", A_t01="10") | {"isi": f"i{addendum.items[0].pk}"}
    assert visitor(kupang.budi).post(address(addendum), sent).status_code == 200


def test_without_results_it_leads_to_them(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    for result in talk.results:
        PlanVersionItem.objects.filter(result=result).delete()
        result.delete()
    assert "Pilih hasil kerja" in page(visitor(kupang.budi), address(talk))


def test_others_stay_out(bandung: Cast, kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    assert visitor(kupang.citra).get(address(talk)).status_code == 403
    assert visitor(kupang.budi).get(address(talk))["Location"] == f"/skp/{talk.version.pk}/"
    assert outside_any_scope(visitor(bandung.region_admin), address(talk)).status_code == 404


def test_the_year_of_the_plan_stands_in_its_title(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    assert f"<title>SKP {YEAR}: Indikator dan target" in page(visitor(kupang.budi), address(talk))
