"""Verification: what a stranger with the paper in hand is told, and what nobody is."""

import re
from base64 import b64decode
from contextvars import Context
from io import BytesIO

import pytest
import segno
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from agencies.models import User
from appraisal.models import Actual
from reports.documents.imprint import qr_address
from reports.models import Document, DocumentKind
from reports.services.issue.make_documents import public_address
from reports.services.verify.masking import masked_name
from tests.appraisal.month import Month
from tests.cast import Cast, cast_of_bandung
from tests.reports.verify.issued import a_document, a_scorecard, revoked
from tests.visitors import visitor

AT_RANDOM = "A" * 22


@pytest.fixture
def card(month: Month) -> Document:
    """Budi's January, issued."""
    month.evaluate()
    return a_scorecard(month.evaluation())


def read(token: str, client: Client | None = None) -> str:
    """The page of a token as a stranger gets it, without its tags."""
    response = Context().run((client or Client()).get, f"/v/{token}/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


def test_it_says_what_is_held_against_the_paper(card: Document) -> None:
    text = read(card.token)
    for fact in (
        "Berlaku", "Kartu nilai", card.number, "Kota Kupang", "Januari 2026", "B*** S******",
        "3 Februari 2026 pukul 09.05 WITA", card.fingerprint, card.file_hash,
    ):  # fmt: skip
        assert fact in text, fact


def test_neither_name_nor_nip_nor_post_is_told(month: Month, card: Document) -> None:
    text = read(card.token)
    assert month.budi.nip[4:8] not in text.replace(card.file_hash, "").replace(card.fingerprint, "")
    assert f"{month.budi.nip[:4]}**** ****** * {month.budi.nip[-3:]}" in text
    for private in ("Budi", "Santoso", "Perawat", "Puskesmas", "Sari"):
        assert private not in text


def test_no_score_and_no_predicate_is_told(month: Month, card: Document) -> None:
    text = read(card.token).replace("tidak menampilkan nilai atau predikat", "")
    assert not re.search(r"\d,\d\d|Baik|Butuh|Kurang|predikat", text)


def test_a_newer_version_is_named_and_never_linked(card: Document) -> None:
    newer = a_document(former=card)
    page = Context().run(Client().get, f"/v/{card.token}/").content.decode()
    assert "Digantikan" in page
    assert "digantikan oleh versi 2" in page
    assert newer.token not in page


def test_a_revoked_version_takes_nobodys_place(card: Document) -> None:
    second = a_document(former=card)
    revoked(a_document(former=second))
    assert "digantikan oleh versi 2" in read(card.token)


def test_where_every_later_version_was_revoked_none_is_named(card: Document) -> None:
    revoked(a_document(former=card))
    assert "digantikan oleh versi" not in read(card.token)


def test_a_revised_evaluation_supersedes_its_paper_before_the_new_one_is_printed(month: Month, card: Document) -> None:
    Actual.objects.filter(indicator=month.visits).update(value=20)
    month.evaluate()
    text = read(card.token)
    assert "Digantikan" in text
    assert "belum dicetak" in text


def test_a_revoked_one_says_so_and_keeps_the_reason_to_itself(card: Document) -> None:
    text = read(revoked(card).token)
    assert "Dibatalkan" in text
    assert "1 Maret 2026 pukul 08.00 WITA" in text
    assert "keluarga" not in text


def test_a_unit_stands_under_its_name(kupang: Cast) -> None:
    text = read(a_document(DocumentKind.AGENCY_SUMMARY, agency=kupang.dinas).token)
    assert "Dinas Kesehatan" in text
    assert "Pegawai" not in text


def test_what_was_never_made_is_not_found(kupang: Cast) -> None:
    token = a_document(made_at=None).token
    assert Context().run(Client().get, f"/v/{token}/").status_code == 404


@pytest.mark.parametrize("ours", [True, False], ids=["region exists", "no such region"])
@pytest.mark.parametrize(
    "token", ["", "x", "1", "-" + AT_RANDOM, "{}-" + AT_RANDOM, "9" * 40 + "-" + AT_RANDOM, "{}-Ä"]
)
def test_whatever_names_no_document_gets_the_same_page(kupang: Cast, token: str, ours: bool) -> None:
    region = kupang.region.pk if ours else 999_999_999
    answer = Context().run(Client().get, f"/v/{token.format(region) or '0'}/")
    plain = Context().run(Client().get, "/v/tidak-ada/")
    assert (answer.status_code, answer.content) == (404, plain.content)
    assert "Dokumen tidak ditemukan" in plain.content.decode()


def test_a_region_that_exists_costs_as_much_to_ask_as_one_that_does_not(kupang: Cast) -> None:
    def statements(region: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            Context().run(Client().get, f"/v/{region}-{AT_RANDOM}/")
        return len(asked)

    assert statements(kupang.region.pk) == statements(999_999_999)


def test_the_token_of_one_region_finds_nothing_in_another(bandung: Cast, card: Document) -> None:
    elsewhere = f"{bandung.region.pk}-{card.token.partition('-')[2]}"
    assert Context().run(Client().get, f"/v/{elsewhere}/").status_code == 404


@pytest.mark.parametrize("who", ["budi", "region_admin"])
def test_who_is_signed_in_elsewhere_reads_the_very_same_page(card: Document, who: str) -> None:
    person = getattr(Context().run(cast_of_bandung), who)
    strangers = read(card.token)
    assert read(card.token, visitor(person)) == strangers


def test_an_operator_reads_it_too(card: Document) -> None:
    assert "Berlaku" in read(card.token, visitor(User.objects.create(region=None, login="operator")))


def test_no_session_is_begun_and_nobody_keeps_or_lists_the_page(card: Document) -> None:
    response = Context().run(Client().get, f"/v/{card.token}/")
    assert not response.cookies
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert "noindex" in response["X-Robots-Tag"]


def test_the_code_on_the_paper_leads_to_the_page(card: Document, settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://timbang.kupang.example"
    address = public_address(card.token)
    code = segno.make(address, error="m", micro=False)
    side = len(code.matrix)
    assert address == f"https://timbang.kupang.example{reverse('verify', args=[card.token])}"
    picture = Image.open(BytesIO(b64decode(qr_address(address).partition(",")[2]))).convert("L")
    dots = [[picture.getpixel((4 * x + 18, 4 * y + 18)) == 0 for x in range(side)] for y in range(side)]
    assert dots == [[bool(dot) for dot in row] for row in code.matrix]


@pytest.mark.parametrize(
    "typed",
    ["{}", "  {} ", "/v/{}/", "https://timbang.kupang.example/v/{}/", "https://timbang.kupang.example/v/{}?x#y"],
)
def test_the_start_page_takes_the_code_or_its_whole_address(card: Document, typed: str) -> None:
    response = Client().get("/v/", {"dokumen": typed.format(card.token)})
    assert response["Location"] == f"/v/{card.token}/"


def test_a_code_broken_over_two_lines_is_taken(card: Document) -> None:
    broken = f"https://timbang.kupang.example/v/{card.token[:9]}\n  {card.token[9:]}/"
    assert Client().get("/v/", {"dokumen": broken})["Location"] == f"/v/{card.token}/"


@pytest.mark.parametrize("typed", ["", "KN-2026-000001", "https://lain.example/v/<script>/"])
def test_what_is_no_address_is_said_and_shown_again(db: None, typed: str) -> None:
    response = Client().get("/v/", {"dokumen": typed})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert "<script>/" not in response.content.decode()


@pytest.mark.parametrize("typed", ["KN-2026-000001", " kn-2026-000001, versi 2", "KN 2026 000001"])
def test_who_types_a_number_is_told_that_numbers_are_not_looked_up(db: None, typed: str) -> None:
    text = Client().get("/v/", {"dokumen": typed}).content.decode()
    assert "Nomor dokumen tidak dapat dicari. Pindai kode QR atau ketik alamat di sampingnya." in text


def test_what_is_refused_stands_in_a_summary_that_takes_the_focus(db: None) -> None:
    text = Client().get("/v/", {"dokumen": "apa saja"}).content.decode()
    assert re.search(r'role="alert" tabindex="-1" id="galat" autofocus', text)
    assert '<a href="#id_dokumen">Itu bukan alamat verifikasi.' in text


@pytest.mark.parametrize("typed", [None, "", "x"])
def test_the_address_stands_beside_the_code_in_every_sentence(db: None, typed: str | None) -> None:
    text = Client().get("/v/", {} if typed is None else {"dokumen": typed}).content.decode()
    assert "di sampingnya" in text
    assert "di bawah" not in text


def test_it_is_only_read(card: Document) -> None:
    assert Client().post(f"/v/{card.token}/").status_code == 405


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Budi Santoso", "B*** S******"),
        ("dr. Ni Luh Ayu, Sp.A.", "d*. N* L** A**, S*.*."),
        ("I Gede", "I G***"),
        ("\u202eBudi \U0001f600", "B***"),
        ("<b>Budi</b>", "b*****"),
        ("\u202e", "*"),
    ],
)
def test_a_name_is_masked(name: str, masked: str) -> None:
    assert masked_name(name) == masked
