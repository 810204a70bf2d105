"""What is kept of a file that somebody brings: decided by its content, never by its name or what a browser claims."""

import hashlib
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from appraisal.files.images import clean_image
from appraisal.files.pdfs import refuse_unsafe_pdf
from appraisal.files.refusal import EvidenceRefusedError

MOST_BYTES = 5 * 1024 * 1024
"""Of a file as it is handed over."""
LONGEST_NAME = 120
PDF = "application/pdf"

_BIDI = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The bytes to store and what they are; ``look`` and the size in pixels are those of an image."""

    content: bytes
    media_type: str
    sha256: str
    look: int | None = None
    width: int | None = None
    height: int | None = None


def kept_file(content: bytes) -> KeptFile:
    """The file as it will be stored: an image drawn anew and without anything but its picture, a PDF as it came.

    Raises:
        EvidenceRefusedError: it is empty, too large, of another kind, damaged, or carries what no evidence needs.
    """
    if not content:
        raise EvidenceRefusedError(_("Berkas ini kosong. Pilih berkas lain."))
    if len(content) > MOST_BYTES:
        raise too_large(len(content))
    if content.startswith(b"%PDF-"):
        refuse_unsafe_pdf(content)
        return KeptFile(content, PDF, _digest(content))
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    ):
        image = clean_image(content)
        return KeptFile(image.content, image.media_type, _digest(image.content), image.look, image.width, image.height)
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise EvidenceRefusedError(
            _(
                "Foto berformat HEIC belum dapat dipakai. Pada iPhone, pilih Pengaturan, Kamera, Format, Paling "
                "Kompatibel; atau kirim foto ini sebagai JPEG."
            )
        )
    raise EvidenceRefusedError(
        _("Berkas ini bukan JPEG, PNG, WebP, atau PDF. Ambil fotonya, atau simpan dokumennya sebagai PDF.")
    )


def too_large(size: int) -> EvidenceRefusedError:
    """The refusal of a file of this many bytes."""
    megabytes = -(-size // (1024 * 1024))
    return EvidenceRefusedError(
        _(
            "Berkas %(size)s MB. Batasnya %(most)s MB. Kami dapat memperkecil foto; untuk PDF, unggah bagian yang "
            "diperlukan saja."
        )
        % {"size": max(megabytes, MOST_BYTES // (1024 * 1024) + 1), "most": MOST_BYTES // (1024 * 1024)},
        is_too_large=True,
    )


def shown_name(name: str) -> str:
    """What a file is called on a page: without folders, control and direction characters, at most 120 long."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    kept = "".join(char for char in last if char.isprintable() and char not in _BIDI)
    cleaned = " ".join(kept.split()).strip(" .")
    if len(cleaned) > LONGEST_NAME:
        stem, dot, ending = cleaned.rpartition(".")
        ending = f"{dot}{ending}" if dot and len(ending) <= 5 else ""
        cleaned = (stem if ending else cleaned)[: LONGEST_NAME - len(ending)] + ending
    return cleaned or _("tanpa nama")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
