"""A logo as it is kept: only its pixels, small, or refused with a sentence."""

from io import BytesIO

import pytest
from PIL import Image

from reports.services.change_letterhead import LogoRefusedError, clean_logo
from tests.reports.letterhead.pictures import a_logo, a_logo_with_secrets, a_long_thread, noise


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_it_becomes_a_png_of_at_most_300_pixels(kind: str) -> None:
    picture = opened(clean_logo(a_logo(kind=kind)))
    assert (picture.format, max(picture.size)) == ("PNG", 300)


def test_a_small_one_is_not_blown_up() -> None:
    assert opened(clean_logo(a_logo(size=(120, 90)))).size == (120, 90)


def test_what_is_transparent_becomes_white() -> None:
    assert opened(clean_logo(a_logo())).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_nothing_but_the_pixels_stays() -> None:
    brought = a_logo_with_secrets()
    assert b"Rahasia" in brought
    assert b"Rahasia" not in clean_logo(brought)


def test_what_hardly_packs_stays_small_too() -> None:
    assert len(clean_logo(noise())) <= 90 * 1024


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload=alert(1)></svg>", b"GIF89a" + b"\0" * 40, b"%PDF-1.7"],
    ids=["empty", "svg", "gif", "pdf"],
)
def test_another_kind_of_file_is_refused_by_its_content(content: bytes) -> None:
    with pytest.raises(LogoRefusedError, match="bukan PNG, JPEG, atau WebP"):
        clean_logo(content)


@pytest.mark.parametrize("content", [a_logo()[:300], b"\x89PNG\r\n\x1a\n" + b"\xff" * 200], ids=["cut", "no_data"])
def test_what_is_damaged_is_refused(content: bytes) -> None:
    with pytest.raises(LogoRefusedError, match="Gambar ini rusak"):
        clean_logo(content)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(LogoRefusedError, match="megapiksel"):
        clean_logo(a_long_thread())
