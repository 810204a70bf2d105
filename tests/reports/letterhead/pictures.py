"""Logos that people bring."""

import random
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo


def a_logo(*, size: tuple[int, int] = (900, 600), kind: str = "PNG", **options: object) -> bytes:
    """A ring on nothing (PNG, WebP) or on white (JPEG)."""
    mode = "RGB" if kind == "JPEG" else "RGBA"
    picture = Image.new(mode, size, "white" if mode == "RGB" else (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((20, 20, size[0] - 20, size[1] - 20), outline="#0B57A4", width=40)
    return _written(picture, kind, **options)


def a_logo_with_secrets() -> bytes:
    """A PNG that says where it was made."""
    said = PngInfo()
    said.add_text("Author", "Rahasia Kantor")
    return a_logo(pnginfo=said)


def a_long_thread() -> bytes:
    """Few bytes and few rows, but longer than anything is unpacked."""
    return _written(Image.new("1", (30_001, 1)), "PNG")


def noise(side: int = 800) -> bytes:
    """A picture that hardly packs."""
    return _written(Image.frombytes("RGB", (side, side), random.Random(7).randbytes(side * side * 3)), "PNG")


def _written(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()
