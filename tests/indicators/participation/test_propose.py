"""Proposing an indicator that is not there yet."""

from django.test import Client

from indicators.models import Contribution, ContributionKind
from tests.cast import Cast
from tests.indicators.participation.talk import PROPOSAL
from tests.visitors import page, visitor

ADDRESS = "/masukan/usul/"
TYPED = {"opd": "1.02.01", **PROPOSAL, "reason": "Agar gizi balita terpantau."}


def test_strangers_are_sent_to_the_door(kupang: Cast) -> None:
    assert Client().get(ADDRESS)["Location"].startswith("/masuk/")


def test_who_has_no_unit_cannot_propose(kupang: Cast) -> None:
    for reader in (kupang.auditor, kupang.regional_head):
        assert visitor(reader).get(ADDRESS).status_code == 403


def test_it_can_be_read_and_sent_only(kupang: Cast) -> None:
    assert visitor(kupang.budi).put(ADDRESS).status_code == 405


def test_the_own_unit_is_chosen_and_only_units_above_and_below_are_offered(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), ADDRESS)
    assert '<option value="1.02.01" selected>' in text
    assert '<option value="1.02">' in text
    assert 'value="7.01"' not in text


def test_the_address_chooses_among_the_offered_units(kupang: Cast) -> None:
    assert '<option value="1.02" selected>' in page(visitor(kupang.budi), f"{ADDRESS}?opd=1.02")
    assert '<option value="1.02.01" selected>' in page(visitor(kupang.budi), f"{ADDRESS}?opd=7.01")


def test_a_proposal_is_kept_field_by_field(kupang: Cast) -> None:
    text = visitor(kupang.budi).post(ADDRESS, TYPED, follow=True).content.decode()
    made = Contribution.objects.get()
    assert (made.kind, made.agency, made.proposed) == (ContributionKind.NEW_INDICATOR, kupang.puskesmas, PROPOSAL)
    assert "Usulan terkirim kepada admin Puskesmas Oesapa" in text
    assert "makin tinggi makin baik" in text
    assert "Agar gizi balita terpantau." in text


def test_every_field_is_asked_for_and_nothing_typed_is_lost(kupang: Cast) -> None:
    answer = visitor(kupang.budi).post(ADDRESS, {**TYPED, "reason": " ", "source": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Tulis alasan usulan Anda." in text
    assert "Isi sumber datanya." in text
    assert "Persentase balita ditimbang" in text


def test_a_unit_of_others_is_refused(kupang: Cast) -> None:
    answer = visitor(kupang.budi).post(ADDRESS, {**TYPED, "opd": "7.01"})
    assert answer.status_code == 422
    assert "Pilih unit Anda sendiri" in answer.content.decode()
