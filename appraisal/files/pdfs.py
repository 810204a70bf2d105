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

MOST_UNPACKED = 12 * 1024 * 1024
"""Of all packed parts together, in bytes, as they lie as well as unpacked: looking through so much takes seconds."""
MOST_OF_A_PART = 16 * 1024
"""What is looked at of a part that is no list of objects: a page's drawing, a picture, a font."""
MOST_OF_A_LIST = 6 * 1024 * 1024
"""A list of objects (ObjStm) is looked at whole, up to this."""
MOST_PARTS = 20_000
MOST_OPENINGS = 8
"""How many objects may be named as what happens at opening; a document has one."""
_ENDS = 1024
_CHUNK = 64 * 1024


def _name(word: str) -> bytes:
    """A PDF name as a pattern: each of its letters may be written as ``#`` and two hexadecimal digits."""
    letters = "".join(f"(?:{letter}|(?i:#{ord(letter):02x}))" for letter in word)
    return f"/(?=[{word[0]}#])".encode() + letters.encode() + rb"(?![A-Za-z0-9_#])"


_ENCRYPTED = re.compile(_name("Encrypt"))
_FORBIDDEN = (
    "JavaScript",
    "Launch",
    "EmbeddedFile",
    "EmbeddedFiles",
    "GoToE",
    "SubmitForm",
    "ImportData",
    "Rendition",
    "RichMedia",
)
_FIRST_LETTERS = "".join(sorted({word[0] for word in _FORBIDDEN}))
# The look ahead leaves out at once what begins otherwise: a file of nothing but slashes costs no more than its length.
_ACTS = re.compile(f"(?=/[{_FIRST_LETTERS}#])".encode() + b"(?:" + b"|".join(map(_name, _FORBIDDEN)) + b")")
_OPENS = re.compile(_name("OpenAction") + rb"\s*(\[|<<[^>]{0,200}/GoTo(?![A-Za-z])|(\d{1,10})\s+\d{1,5}\s+R)?")
_LISTS = re.compile(_name("ObjStm"))
_FIRST = re.compile(_name("First"))
"""Only lists of objects say where their first one lies; some readers ask for nothing else."""
_PAGES = re.compile(_name("Page") + b"|" + _name("Pages"))
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|body|iframe|\?php)", re.IGNORECASE)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])(?=[\s/>])")
_DISGUISE = re.compile(rb"[#(%<]|/DecodeParms|/DP(?![A-Za-z])")
"""Escaped names, strings and comments, in which words stand that a reader passes over, and a second way of packing."""


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
        if _ACTS.search(part) or _does_something(content, part):
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
    left = _Left(MOST_UNPACKED)
    known: set[int] = set()
    for number, start in enumerate(_STREAM.finditer(content)):
        if number >= MOST_PARTS:
            raise _too_intricate()
        # The dictionary before the bytes says what they are; one beyond this length says more than a list needs.
        begin = max(0, start.start() - 1024)
        begin = max(begin, content.rfind(b"obj", begin, start.start()) + 3)
        head = content[begin : start.start()]
        known.update(begin + found.start() for found in _LISTS.finditer(head))
        is_list = bool(_LISTS.search(head) or _FIRST.search(head))
        most = MOST_OF_A_LIST if is_list else MOST_OF_A_PART
        part = _unpacked(content, start.end(), most + 1, left)
        if is_list and (len(part) > most or not _is_plain(head) or (b"/Filter" in head and not part)):
            raise _too_intricate()
        yield part
    if any(found.start() not in known for found in _LISTS.finditer(content)):
        raise _too_intricate()


class _Left:
    """How many bytes may still be looked at."""

    def __init__(self, amount: int) -> None:
        self._amount = amount

    def take(self, amount: int) -> None:
        """So many were.

        Raises:
            EvidenceRefusedError: it is more than is left.
        """
        self._amount -= amount
        if self._amount < 0:
            raise _too_intricate()


def _is_plain(head: bytes) -> bool:
    """Whether a list of objects is packed once, in the one usual way, or not at all, and plainly says so."""
    filters = head.count(b"/Filter")
    return filters == len(_FILTER.findall(head)) <= 1 and not _DISGUISE.search(head.replace(b"<<", b""))


def _unpacked(content: bytes, start: int, most: int, left: _Left) -> bytes:
    """At most so many bytes of what is packed here; up to where it is not packed this way."""
    packing = content[start : start + 2]
    if len(packing) < 2 or packing[0] & 0x0F != zlib.DEFLATED or int.from_bytes(packing) % 31:
        return b""
    unpacker = zlib.decompressobj()
    found = bytearray()
    while len(found) < most and start < len(content) and not unpacker.eof:
        packed = unpacker.unconsumed_tail or content[start : start + _CHUNK]
        start += 0 if unpacker.unconsumed_tail else _CHUNK
        try:
            unpacked = unpacker.decompress(packed, most - len(found))
        except zlib.error:
            left.take(len(packed))
            break
        # What unpacks to nothing costs time as well.
        left.take(len(packed) - len(unpacker.unused_data) - len(unpacker.unconsumed_tail) + len(unpacked))
        found += unpacked
    return bytes(found)


def _does_something(content: bytes, part: bytes) -> bool:
    """Whether what happens at opening is more than going to a page of the document."""
    named = set()
    for found in _OPENS.finditer(part):
        if found[1] is None:
            return True
        if found[2] is not None:
            named.add(found[2])
        if len(named) > MOST_OPENINGS:
            raise _too_intricate()
    return not all(_goes_to_a_page(content, number) for number in named)


def _goes_to_a_page(content: bytes, number: bytes) -> bool:
    """Whether an object, each time that it is written, is a place in the document."""
    written = rb"(?<!\d)" + number + rb"\s+\d{1,5}\s+obj\s*(\[|<<[^>]{0,400}/GoTo(?![A-Za-z]))?"
    places = re.findall(written, content)
    return bool(places) and all(places)


def _too_intricate() -> EvidenceRefusedError:
    return EvidenceRefusedError(
        _("PDF ini terlalu rumit untuk diperiksa. Cetak dokumennya ke PDF, lalu unggah hasilnya.")
    )
