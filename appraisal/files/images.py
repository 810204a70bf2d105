"""Images are drawn anew: what is stored holds the picture and nothing that came with it.

Position, camera, thumbnails and comments go; so does anything that another program might read in the same bytes.
"""

import struct
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from appraisal.files.refusal import EvidenceRefusedError

MOST_PIXELS = 40_000_000
"""Of the image as it was brought; more would fill the memory while it is unpacked."""
LONGEST_SIDE = 1600
"""Of the image as it is kept, in pixels."""
_LOOK_ACROSS, _LOOK_DOWN = 8, 8
_NOISE = 2
"""How much lighter a field must be than the next one: saving a picture again changes it by about as much."""
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError, struct.error)


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
        with warnings.catch_warnings():
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


def _drawn_anew(content: bytes) -> CleanImage:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as brought:
        if brought.width * brought.height > MOST_PIXELS:
            raise _too_many_pixels()
        is_photo = brought.format in {"JPEG", "MPO"}
        brought.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        brought.load()
        picture = _flat(_upright(brought))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    written = BytesIO()
    if is_photo:
        clean.save(written, "JPEG", quality=82, optimize=True)
    else:
        clean.save(written, "WEBP", quality=85, method=4)
    media_type = "image/jpeg" if is_photo else "image/webp"
    return CleanImage(written.getvalue(), media_type, clean.width, clean.height, look_of(clean))


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
    layered = image.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")


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


def _too_many_pixels() -> EvidenceRefusedError:
    most = MOST_PIXELS // 1_000_000
    return EvidenceRefusedError(
        _("Gambar ini lebih dari %(most)s megapiksel. Perkecil, atau ambil ulang fotonya, lalu unggah lagi.")
        % {"most": most}
    )
