"""Images are drawn anew: what is stored holds the picture and nothing that came with it.

Position, camera, thumbnails and comments go; so does anything that another program might read in the same bytes.
"""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

from appraisal.files.refusal import EvidenceRefusedError

MOST_PIXELS = 40_000_000
"""Of a photo as it was brought; more would fill the memory while it is unpacked."""
MOST_DRAWN_PIXELS = 20_000_000
"""The same of a PNG or WebP, which are never unpacked at a smaller size."""
LONGEST_SIDE_BROUGHT = 30_000
"""In pixels: to make a thread of a picture smaller takes gigabytes."""
LONGEST_SIDE = 1600
"""Of the image as it is kept, in pixels."""
_LOOK_ACROSS, _LOOK_DOWN = 8, 8
_NOISE = 2
"""How much lighter a field must be than the next one: saving a picture again changes it by about as much."""
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError, struct.error)


_ALONE = Lock()


@dataclass(frozen=True, slots=True)
class CleanImage:
    """An image as it is stored."""

    content: bytes
    media_type: str
    width: int
    height: int
    look: int | None


def clean_image(content: bytes) -> CleanImage:
    """A JPEG, PNG or WebP turned upright, made smaller and written anew.

    Raises:
        EvidenceRefusedError: it is damaged or has too many pixels.
    """
    try:
        with _one_at_a_time(), warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _drawn_anew(content)
    except (Image.DecompressionBombError, MemoryError) as error:
        raise _too_many_pixels() from error
    except EvidenceRefusedError:
        raise
    except _UNREADABLE as error:
        raise EvidenceRefusedError(
            _("Gambar ini rusak atau terpotong. Buka di perangkat Anda, simpan ulang, lalu unggah lagi.")
        ) from error


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """No two pictures at once, which bounds the memory, and none that is cut.

    WeasyPrint tells Pillow for the whole process to take what is cut as well; that is for its own pages.
    """
    with _ALONE:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _drawn_anew(content: bytes) -> CleanImage:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as brought:
        is_photo = brought.format in {"JPEG", "MPO"}
        _refuse_pixels(brought, MOST_PIXELS if is_photo else MOST_DRAWN_PIXELS)
        brought.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        # Each step on the picture in its full size takes a hundred megabytes, so it is made smaller first.
        picture = _with_plain_colours(brought)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        picture = _flat(_upright(picture))
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    written = BytesIO()
    if is_photo:
        clean.save(written, "JPEG", quality=82, optimize=True)
    else:
        clean.save(written, "WEBP", quality=85, method=4)
    media_type = "image/jpeg" if is_photo else "image/webp"
    return CleanImage(written.getvalue(), media_type, clean.width, clean.height, look_of(clean))


def _refuse_pixels(brought: Image.Image, most: int) -> None:
    if brought.width * brought.height > most or max(brought.size) > LONGEST_SIDE_BROUGHT:
        raise _too_many_pixels(most)


def _with_plain_colours(brought: Image.Image) -> Image.Image:
    """Unpacked, and in colours that can be made smaller: not those of a palette."""
    mode = "RGBA" if brought.has_transparency_data else "RGB"
    brought.load()
    return brought if brought.mode == mode else brought.convert(mode)


def _upright(image: Image.Image) -> Image.Image:
    """The image as the camera was held. What cannot be read of it is left as it is."""
    try:
        return ImageOps.exif_transpose(image)
    except _UNREADABLE:
        return image


def _flat(image: Image.Image) -> Image.Image:
    """On white, where parts are transparent."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")


def look_of(image: Image.Image) -> int | None:
    """A difference hash of 64 bits, as PostgreSQL keeps a number; the same picture saved again has the same.

    Nothing where the picture is as good as one colour: those all look the same.
    """
    grey = image.convert("L").resize((_LOOK_ACROSS + 1, _LOOK_DOWN), Image.Resampling.BOX)
    values = grey.tobytes()
    rows = [values[row * (_LOOK_ACROSS + 1) :][: _LOOK_ACROSS + 1] for row in range(_LOOK_DOWN)]
    bits = [row[place] > row[place + 1] + _NOISE for row in rows for place in range(_LOOK_ACROSS)]
    if max(values) - min(values) < 8:
        return None
    found = int("".join("1" if bit else "0" for bit in bits), 2)
    return found - 2**64 if found >= 2**63 else found


def _too_many_pixels(most: int = MOST_PIXELS) -> EvidenceRefusedError:
    return EvidenceRefusedError(
        _("Gambar ini lebih dari %(most)s megapiksel. Perkecil, atau ambil ulang fotonya, lalu unggah lagi.")
        % {"most": most // 1_000_000}
    )
