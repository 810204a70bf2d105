"""Files as people, and people with bad intentions, bring them."""

import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational
from pypdf import PdfWriter
from pypdf.actions import JavaScript

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def a_picture(width: int = 640, height: int = 480, *, shade: int = 0) -> Image.Image:
    """A picture with something in it: a slope, and a disc whose place depends on ``shade``."""
    image = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    place = 20 + shade * 60 % 520
    ImageDraw.Draw(image).ellipse((place, 60, place + 90, 150), fill=(200, 40 + shade, 30))
    return image.resize((width, height))


def a_photo(width: int = 640, height: int = 480, *, shade: int = 0, orientation: int = 1, kind: str = "JPEG") -> bytes:
    """A photo as a phone saves it: with its maker, how it was held, and where."""
    exif = Image.Exif()
    exif[MAKER] = "Telepon Rahasia"
    exif[ORIENTATION] = orientation
    exif[GPS] = {1: "S", 2: (IFDRational(10), IFDRational(9), IFDRational(30))}
    written = BytesIO()
    a_picture(width, height, shade=shade).save(written, kind, exif=exif)
    return written.getvalue()


def a_pdf(**actions: str) -> bytes:
    """A page; with ``script`` one that runs something, with ``attached`` one that carries a file."""
    writer = PdfWriter()
    writer.add_blank_page(300, 400)
    if "script" in actions:
        writer.add_open_action(JavaScript(actions["script"]))
    if "attached" in actions:
        writer.add_attachment("isi.txt", actions["attached"].encode())
    if "password" in actions:
        writer.encrypt(actions["password"], algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def a_pdf_with(body: bytes, *, packed: bytes | None = None) -> bytes:
    """A hand-made PDF with an object, or one that is packed into a list of objects."""
    parts = [b"%PDF-1.7\n", b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R ", body, b" >>\nendobj\n"]
    parts += [b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page >>\nendobj\n"]
    if packed is not None:
        stream = zlib.compress(packed)
        head = f"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(stream)} >>\nstream\n"
        parts += [head.encode(), stream, b"\nendstream\nendobj\n"]
    return b"".join([*parts, b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"])


def a_zip(size: int = 100) -> bytes:
    """An archive of zeros: small as a file, long once unpacked."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("isi.txt", b"0" * size)
    return written.getvalue()


def a_pixel_bomb() -> bytes:
    """A PNG of one colour with 400 million pixels, in some kilobytes."""
    written = BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG", compress_level=9)
    return written.getvalue()


def an_upload(content: bytes, name: str = "foto.jpg", claims: str = "image/jpeg") -> SimpleUploadedFile:
    """What a browser sends; name and type are its own claim."""
    return SimpleUploadedFile(name, content, content_type=claims)
