"""What is kept of a file: decided by what it is, whatever it is called."""

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from appraisal.files.kept_file import MOST_BYTES, kept_file, shown_name
from appraisal.files.refusal import EvidenceRefusedError
from tests.appraisal.evidence import files


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photo_keeps_its_picture_and_loses_where_and_by_what_it_was_taken() -> None:
    kept = kept_file(files.a_photo())
    image = opened(kept.content)
    assert (kept.media_type, image.size) == ("image/jpeg", (640, 480))
    assert not image.getexif()
    assert b"Rahasia" not in kept.content
    assert b"Exif" not in kept.content


def test_a_photo_is_turned_upright_and_made_smaller() -> None:
    kept = kept_file(files.a_photo(3000, 2000, orientation=6))
    assert (kept.width, kept.height) == (1067, 1600)
    assert opened(kept.content).size == (1067, 1600)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_drawing_is_kept_as_webp(kind: str) -> None:
    kept = kept_file(files.a_photo(kind=kind))
    assert kept.media_type == "image/webp"
    assert opened(kept.content).format == "WEBP"


def test_what_is_transparent_stands_on_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(kept_file(written.getvalue()).content).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_what_hangs_behind_a_picture_does_not_come_along() -> None:
    kept = kept_file(files.a_photo() + files.a_zip() + b"<script>alert(1)</script>")
    assert b"script" not in kept.content
    assert b"PK\x05\x06" not in kept.content


def test_the_same_picture_has_the_same_look_and_another_one_another() -> None:
    looks = [kept_file(one).look for one in (files.a_photo(), files.a_photo(1280, 960), files.a_photo(shade=3))]
    assert looks[0] == looks[1] != looks[2]


def test_a_picture_of_one_colour_looks_like_nothing() -> None:
    written = BytesIO()
    Image.new("RGB", (40, 40), "white").save(written, "PNG")
    assert kept_file(written.getvalue()).look is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"GIF89a" + b"0" * 40, "bukan JPEG"),
        (b"<html><script>alert(1)</script>", "bukan JPEG"),
        (b"MZ\x90\x00", "bukan JPEG"),
        (files.a_zip(50_000_000), "bukan JPEG"),
        (b"\x00\x00\x00\x18ftypheic" + b"0" * 40, "HEIC"),
        (files.a_photo()[:3000], "rusak atau terpotong"),
        (b"\xff\xd8\xff" + b"0" * 400, "rusak atau terpotong"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 400, "rusak atau terpotong"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 " + b"0" * 40, "rusak atau terpotong"),
        (files.a_pixel_bomb(), "megapiksel"),
        (b"%PDF-" + b"0" * MOST_BYTES, "Batasnya 5 MB"),
    ],
    ids=[
        "empty",
        "gif",
        "html",
        "exe",
        "zip-bomb",
        "heic",
        "cut",
        "jpeg-head",
        "png-head",
        "webp-head",
        "bomb",
        "long",
    ],
)
def test_anything_else_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(EvidenceRefusedError, match=said):
        kept_file(content)


def test_a_cut_picture_is_refused_also_where_pages_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(EvidenceRefusedError, match="rusak atau terpotong"):
        kept_file(files.a_photo()[:3000])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_pdf_is_kept_as_it_came() -> None:
    content = files.a_pdf()
    kept = kept_file(content)
    assert (kept.content, kept.media_type, kept.look) == (content, "application/pdf", None)


def test_a_pdf_that_opens_at_a_page_is_taken() -> None:
    assert kept_file(files.a_pdf_with(b"/OpenAction [3 0 R /XYZ null null 0]")).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (files.a_pdf()[:-40], "rusak atau terpotong"),
        (b"%PDF-1.7\nstartxref\n%%EOF", "tidak memuat halaman"),
        (files.a_pdf(script="app.alert(1)"), "skrip"),
        (files.a_pdf(attached="rahasia"), "skrip"),
        (files.a_pdf(password="rahasia"), "terkunci sandi"),
        (files.a_pdf_with(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "skrip"),
        (files.a_pdf_with(b"/OpenAction << /S /URI /URI (https://contoh.id) >>"), "skrip"),
        (files.a_pdf_with(b"/OpenAction 9 0 R"), "skrip"),
        (files.a_pdf_with(b"/AA << /O << /S /J#61vaScript /JS (app.alert(1)) >> >>"), "skrip"),
        (files.a_pdf_with(b"", packed=b"5 0 << /S /JavaScript /JS (app.alert(1)) >>"), "skrip"),
        (files.a_pdf_with(b"", packed=b"0" * 20_000_000), "terlalu rumit"),
        (files.a_pdf() + files.a_zip() + b"%%EOF", "bukan PDF saja"),
        (files.a_pdf() + b"<script>alert(1)</script>%%EOF", "bukan PDF saja"),
        (b"%PDF-1.7\n<html><body>" + files.a_pdf()[9:], "bukan PDF saja"),
        (b" " + files.a_pdf(), "bukan JPEG"),
    ],
)
def test_a_pdf_that_does_or_is_more_than_pages_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(EvidenceRefusedError, match=said):
        kept_file(content)


def test_a_pdf_full_of_packed_parts_is_refused_quickly() -> None:
    bomb = zlib.compress(b"\0" * 4_000_000)
    head = b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"
    parts = b"".join(head + bomb + b"\nendstream\nendobj\n" for _number in range(60))
    with pytest.raises(EvidenceRefusedError, match="terlalu rumit"):
        kept_file(files.a_pdf_with(b"").replace(b"trailer", parts + b"trailer"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\budi\\foto.jpg", "foto.jpg"),
        ("a\u202egpj.exe\0\r\n.jpg", "agpj.exe.jpg"),
        ("...", "tanpa nama"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpeg"),
        ("", "tanpa nama"),
    ],
)
def test_a_name_is_for_reading_only(name: str, shown: str) -> None:
    assert shown_name(name) == shown
