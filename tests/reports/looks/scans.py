"""Paper as an office sees it again: printed and scanned in grey."""

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL import Image


def scanned(pdf: bytes, page: int, dpi: int) -> Image.Image:
    """A page in grey, with everything that is printed of it, signatures too."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as file:
        file.init_forms()
        picture: Image.Image = file[page].render(scale=dpi / 72, grayscale=True, may_draw_forms=True).to_pil()
        return picture


def qr_codes(picture: Image.Image) -> list[str]:
    """What the QR codes of a picture say."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in found]
