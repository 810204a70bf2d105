"""PDFs are kept as they came, so they are looked through first: they show pages, and do nothing.

The bytes are read as they lie, and what is packed in them is unpacked within limits; no structure is followed. A file
that names a forbidden thing anywhere is refused, wherever its tables point: what one program skips another may find.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _

from appraisal.files.refusal import EvidenceRefusedError

MOST_UNPACKED = 64 * 1024 * 1024
"""Of all packed parts together, in bytes."""
MOST_OF_A_PART = 2 * 1024 * 1024
"""What is looked at of one packed part: pictures are longer, lists of objects are not."""
MOST_OF_A_LIST = 8 * 1024 * 1024
"""A list of objects (ObjStm) is looked at whole, up to this."""
MOST_PARTS = 20_000
_ENDS = 1024
_CHUNK = 64 * 1024


def _name(word: str) -> bytes:
    """A PDF name as a pattern: each of its letters may be written as ``#`` and two hexadecimal digits."""
    letters = "".join(f"(?:{letter}|(?i:#{ord(letter):02x}))" for letter in word)
    return b"/" + letters.encode() + rb"(?![A-Za-z0-9_#])"


_ENCRYPTED = re.compile(_name("Encrypt"))
_ACTS = re.compile(
    b"|".join(
        map(
            _name,
            (
                "JavaScript",
                "Launch",
                "EmbeddedFile",
                "EmbeddedFiles",
                "GoToE",
                "SubmitForm",
                "ImportData",
                "Rendition",
                "RichMedia",
            ),
        )
    )
)
_OPENS = re.compile(_name("OpenAction") + rb"\s*(\[|<<[^>]{0,200}/GoTo(?![A-Za-z])|(\d{1,10})\s+\d{1,5}\s+R)?")
_LISTS = re.compile(_name("ObjStm"))
_PAGES = re.compile(_name("Page") + b"|" + _name("Pages"))
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|body|iframe|\?php)", re.IGNORECASE)
_STREAM = re.compile(rb"stream\r?\n")
_PLAIN_LIST = re.compile(rb"/Filter\s*(\[\s*)?/FlateDecode\s*(\])?", re.IGNORECASE)


def refuse_unsafe_pdf(content: bytes) -> None:
    """Look through a PDF.

    Raises:
        EvidenceRefusedError: it is cut off, encrypted, something else as well, or carries scripts, actions or files.
    """
    if not content.rstrip(b"\x00\t\n\x0c\r ").endswith(b"%%EOF") or b"startxref" not in content:
        raise EvidenceRefusedError(_("PDF ini rusak atau terpotong. Simpan ulang dokumennya sebagai PDF."))
    if _is_something_else(content):
        raise EvidenceRefusedError(_("Berkas ini bukan PDF saja. Simpan ulang dokumennya sebagai PDF."))
    if _ENCRYPTED.search(content):
        raise EvidenceRefusedError(_("PDF ini terkunci sandi. Simpan ulang tanpa sandi, lalu unggah lagi."))
    has_pages = False
    for part in _parts(content):
        has_pages = has_pages or bool(_PAGES.search(part))
        if _ACTS.search(part) or any(_does_something(content, found) for found in _OPENS.finditer(part)):
            raise EvidenceRefusedError(
                _(
                    "PDF ini memuat skrip, tindakan otomatis, atau berkas sisipan. Cetak dokumennya ke PDF, lalu "
                    "unggah hasilnya."
                )
            )
    if not has_pages:
        raise EvidenceRefusedError(_("PDF ini tidak memuat halaman. Simpan ulang dokumennya sebagai PDF."))


def _is_something_else(content: bytes) -> bool:
    """Whether it is a ZIP as well, or begins or ends like a web page."""
    edges = content[:_ENDS] + b"\n" + content[-_ENDS:]
    return bool(_MARKUP.search(edges)) or zipfile.is_zipfile(BytesIO(content))


def _parts(content: bytes) -> Iterator[bytes]:
    """The bytes as they lie, and each packed part, unpacked within limits."""
    yield content
    left = MOST_UNPACKED
    for number, start in enumerate(_STREAM.finditer(content)):
        if number >= MOST_PARTS:
            raise _too_intricate()
        # The dictionary before the bytes says what they are; one beyond this length says more than a list needs.
        head = content[max(0, start.start() - 1024) : start.start()].rpartition(b"endobj")[2]
        is_list = bool(_LISTS.search(head))
        most = MOST_OF_A_LIST if is_list else MOST_OF_A_PART
        part = _unpacked(content, start.end(), most + 1)
        if is_list and (len(part) > most or not _is_plain(head)):
            raise _too_intricate()
        left -= len(part)
        if left < 0:
            raise _too_intricate()
        yield part


def _is_plain(head: bytes) -> bool:
    """Whether a list of objects is packed in the one usual way, or not at all."""
    return b"/Filter" not in head or bool(_PLAIN_LIST.search(head))


def _unpacked(content: bytes, start: int, most: int) -> bytes:
    """At most so many bytes of what is packed here; up to where it is not packed this way."""
    unpacker = zlib.decompressobj()
    found = bytearray()
    while len(found) < most and start < len(content) and not unpacker.eof:
        packed = unpacker.unconsumed_tail or content[start : start + _CHUNK]
        start += 0 if unpacker.unconsumed_tail else _CHUNK
        try:
            found += unpacker.decompress(packed, most - len(found))
        except zlib.error:
            break
    return bytes(found)


def _does_something(content: bytes, found: re.Match[bytes]) -> bool:
    """Whether what happens at opening is more than going to a page of the document."""
    if found[1] is None:
        return True
    if found[2] is None:
        return False
    body = re.search(rb"(?<!\d)" + found[2] + rb"\s+\d{1,5}\s+obj\s*(\[|<<[^>]{0,400}/GoTo(?![A-Za-z]))", content)
    return body is None


def _too_intricate() -> EvidenceRefusedError:
    return EvidenceRefusedError(
        _("PDF ini terlalu rumit untuk diperiksa. Cetak dokumennya ke PDF, lalu unggah hasilnya.")
    )
