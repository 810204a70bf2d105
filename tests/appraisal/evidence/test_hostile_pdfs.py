"""PDFs that hide what they do from who looks through them, or that make looking through them take for ever."""

import base64
import struct
import time
import zlib
from contextlib import suppress

import pytest

from appraisal.files.kept_file import kept_file
from appraisal.files.refusal import EvidenceRefusedError
from tests.appraisal.evidence import files

SCRIPT = b"9 0 << /S /JavaScript /JS (app.alert(1)) >>"
IN_HEX = base64.b16encode(SCRIPT) + b">"
LIST = b"/Type /ObjStm /N 1 /First 4 "


def with_objects(objects: bytes) -> bytes:
    """A page, and these objects before the end of the file."""
    return files.a_pdf_with(b"").replace(b"trailer", objects + b"\ntrailer")


def a_list(head: bytes, packed: bytes, *, stream: bytes = b"stream\n") -> bytes:
    """A list of objects that is packed as its head says."""
    return with_objects(b"4 0 obj\n<< " + head + b" >>\n" + stream + packed + b"\nendstream\nendobj")


def overlapping(starts: int) -> bytes:
    """Packed parts of which each goes on to the end of the file, and unpacks to next to nothing."""
    begin = b"stream\n\x78\x01"
    block = b"\x00" + struct.pack("<HH", len(begin), 0xFFFF ^ len(begin))
    return with_objects((begin + block) * starts + begin + b"\x00\x00\x00\xff\xff" * 900_000)


@pytest.mark.parametrize(
    "content",
    [
        a_list(LIST + b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(zlib.compress(SCRIPT))),
        a_list(LIST + b"/F#69lter /ASCIIHexDecode", IN_HEX),
        a_list(LIST + b"/Filter /ASCIIHexDecode /Note (endobj)", IN_HEX),
        a_list(LIST + b"/Filter /ASCIIHexDecode /Note (" + b"x" * 1100 + b")", IN_HEX),
        a_list(b"/Note (/Filter /FlateDecode) " + LIST + b"/Filter /ASCIIHexDecode", IN_HEX),
        a_list(LIST + b"%/Filter /FlateDecode\n/Filter /LZWDecode", IN_HEX),
        a_list(
            LIST + b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1 >>",
            zlib.compress(b"".join(b"\0" + SCRIPT[place : place + 1] for place in range(len(SCRIPT)))),
        ),
        a_list(LIST + b"/Filter /FlateDecode", zlib.compress(SCRIPT), stream=b"stream\r"),
        a_list(LIST + b"/Filter /FlateDecode", b"not packed"),
    ],
    ids=["twice", "escaped", "endobj", "long", "string", "comment", "predictor", "line-end", "damaged"],
)
def test_a_list_of_objects_packed_in_an_unusual_way_is_refused(content: bytes) -> None:
    with pytest.raises(EvidenceRefusedError, match="terlalu rumit"):
        kept_file(content)


def test_a_list_of_objects_as_programs_write_it_is_taken() -> None:
    packed = zlib.compress(b"5 0 << /Type /Font /BaseFont /Helvetica >>")
    assert kept_file(a_list(LIST + b"/Length 50 /Filter /FlateDecode", packed)).media_type == "application/pdf"


def test_an_object_that_is_written_twice_is_looked_at_twice() -> None:
    opened = files.a_pdf_with(b"/OpenAction 7 0 R").replace(
        b"trailer", b"7 0 obj [3 0 R /Fit] endobj\n7 0 obj << /S /URI /URI (https://contoh.id) >> endobj\ntrailer"
    )
    with pytest.raises(EvidenceRefusedError, match="skrip"):
        kept_file(opened)


@pytest.mark.parametrize(
    "content",
    [
        with_objects(b"/OpenAction 7 0 R " * 100_000 + b"x" * 2_000_000 + b"\n7 0 obj [3 0 R]"),
        with_objects(b"".join(b"/OpenAction %d 0 R " % number for number in range(1000, 3000)) + b"x" * 2_000_000),
        overlapping(3000),
        with_objects((b"stream\n" + zlib.compress(b"/" * 2_000_000) + b"\nendstream\n") * 31),
        with_objects((b"<< /First 4 >>stream\n" + zlib.compress(b"/#4" * 2_000_000) + b"\nendstream\n") * 31),
    ],
    ids=["one-opening", "many-openings", "overlapping", "slashes", "lists-of-escapes"],
)
def test_no_pdf_takes_long_to_look_through(content: bytes) -> None:
    begin = time.process_time()
    with suppress(EvidenceRefusedError):
        kept_file(content)
    assert time.process_time() - begin < 5
