"""Photos as a phone takes them: large, and with the place where they were taken."""

import io
import random

from PIL import Image

GPS = 0x8825


def a_photo(*, width: int = 4000, height: int = 3000) -> bytes:
    """A JPEG with structure, so that it is as heavy as a photo, and with a position near Kupang in its Exif."""
    grain = random.Random(53_71)
    small = Image.frombytes("RGB", (160, 120), grain.randbytes(160 * 120 * 3))
    exif = Image.Exif()
    exif[GPS] = {1: "S", 2: (10.0, 10.0, 0.0), 3: "E", 4: (123.0, 36.0, 0.0)}
    kept = io.BytesIO()
    small.resize((width, height), Image.Resampling.BICUBIC).save(kept, "JPEG", quality=92, exif=exif)
    return kept.getvalue()


def positions_in(content: bytes) -> dict[int, object]:
    """What a JPEG says of where it was taken."""
    return dict(Image.open(io.BytesIO(content)).getexif().get_ifd(GPS))
