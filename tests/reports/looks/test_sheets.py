"""What happens where a sheet ends: signatures, heads of tables, long words, and what an evaluation is not yet."""

import io
import re

import pytest
from django.template import engines

from reports.documents.imprint import Head
from reports.documents.printing import STYLESHEET, print_pdf
from reports.models import Paper
from tests.reports.looks.prints import pages_of
from tests.reports.printed import some_imprint, text_of

pytestmark = pytest.mark.document

PAGE = """{% extends "reports/documents/layout.html" %}
{% from "reports/documents/_signature.html" import signature_block, signature_pair %}
{% block title %}Daftar percobaan{% endblock %}
{% block paper %}{{ shape }}{% endblock %}
{% block foot %}Daftar percobaan {{ whose }}{% endblock %}
{% block content %}
{% if standing %}<p class="status" data-standing="{{ standing }}">Keadaan</p>{% endif %}
<table class="ruled"><thead><tr><th scope="col">Kepala tabel</th></tr></thead><tbody>
{% for row in rows %}<tr{% if loop.last %} class="stay"{% endif %}><td>{{ row }}</td></tr>{% endfor %}
</tbody></table>
{% if pair %}{{ signature_pair(signer, signer, "Kupang", "1 Februari 2026") }}
{% else %}{{ signature_block("Kupang", signer.title, signer.name, signer.nip) }}{% endif %}
{% endblock %}"""
SIGNER = {"title": "Kepala dinas", "name": "Ratna Dewi", "nip": "198504172010011012"}


def printed(rows: list[str], *, paper: str = Paper.A4, **context: object) -> bytes:
    """A list with a signature under it."""
    head = Head("Pemerintah Kota Kupang", paper=paper)
    known = {
        "imprint": some_imprint(head),
        "rows": rows,
        "signer": SIGNER,
        "shape": "",
        "whose": "",
        "standing": "",
        "pair": False,
    }
    return print_pdf(engines["jinja2"].from_string(PAGE).render(known | context)).pdf


@pytest.mark.parametrize("pair", [False, True], ids=["one", "two"])
@pytest.mark.parametrize(("shape", "paper"), [("", "a4"), ("", "f4"), ("wide", "a4"), ("form", "f4")])
def test_a_signature_never_stands_alone(shape: str, paper: str, pair: bool) -> None:
    for count in range(14, 54, 4):
        last = pages_of(printed([f"baris {number}" for number in range(count)], shape=shape, paper=paper, pair=pair))[
            -1
        ]
        assert "Ratna Dewi" in last
        assert f"baris {count - 1}" in last, count


def test_each_page_repeats_the_head_of_the_table() -> None:
    pages = pages_of(printed([f"baris {number}" for number in range(150)]))
    assert len(pages) > 2
    assert all("Kepala tabel" in page for page in pages)


def test_rows_that_are_to_stay_together_break_where_no_sheet_holds_them() -> None:
    cells = "".join(f"<tr><td>{number} {'Kirim rekap tiap Jumat. ' * 60}</td></tr>" for number in range(8))
    table = f'<table><thead><tr><th scope="col">Kepala</th></tr></thead><tbody class="row">{cells}</tbody></table>'
    pages = pages_of(print_pdf(f'<html lang="id"><body class="form a4"><h2>Judul</h2>{table}</body></html>').pdf)
    assert all("Kepala" in page for page in pages)
    assert "Judul" in pages[0]
    assert "0 Kirim" in pages[0]
    assert "7 Kirim" in pages[-1]


def test_what_does_not_stand_says_so_on_every_page() -> None:
    pages = pages_of(printed([f"baris {number}" for number in range(150)], standing="SEMENTARA"))
    assert all("SEMENTARA" in page for page in pages)


def test_what_stands_says_nothing_at_the_head() -> None:
    assert "SEMENTARA" not in text_of(io.BytesIO(printed(["baris"])))


def test_very_long_words_push_nothing_off_the_sheet() -> None:
    [only] = pages_of(printed(["W" * 300], whose="Panjang" * 80))
    assert only.replace(" ", "").count("W") >= 300
    assert "Halaman 1 dari 1" in only
    assert "QR menuju halaman verifikasi, bukan tanda tangan." in only


def test_signs_that_turn_text_around_are_left_out() -> None:
    text = text_of(io.BytesIO(printed(["\u202e10001 naik\u2067"])))
    assert "10001 naik" in text


def test_every_colour_of_words_reads_on_white_and_in_grey() -> None:
    """4.5 to 1 (WCAG 1.4.3); white words stand on the two dark steps of the heat table alone."""
    inks = set(re.findall(r"[ ;{]color: (#[0-9A-Fa-f]{6})", STYLESHEET.read_text(encoding="utf-8"))) - {"#FFFFFF"}
    assert inks
    assert min(_contrast(ink) for ink in inks) >= 4.5


def _contrast(ink: str) -> float:
    """Against white, of relative luminances."""
    parts = [int(ink[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
