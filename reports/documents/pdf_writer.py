"""A PDF written object by object, so that a file of any length costs the memory of one part of it.

Only what merging needs: numbered objects in compressed object streams, streams as they come, and the cross-reference
stream at the end (ISO 32000-1, 7.5.7 and 7.5.8).
"""

import hashlib
import zlib
from typing import IO

OBJECTS_A_STREAM = 200
_ENTRY = 8
"""Bytes of an entry of the cross-reference: kind (1), place (5), index in an object stream (2)."""


class PdfWriter:
    """Objects by number. A number may be reserved before its object is written; each is written once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._place = 0
        self._entries = bytearray(_ENTRY)
        self._waiting: list[tuple[int, bytes]] = []
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self, amount: int = 1) -> int:
        """The first of so many numbers in a row that nobody else gets."""
        first = len(self._entries) // _ENTRY
        self._entries.extend(bytes(_ENTRY * amount))
        return first

    def write(self, number: int, body: bytes) -> None:
        """Write an object that is no stream."""
        self._waiting.append((number, body))
        if len(self._waiting) >= OBJECTS_A_STREAM:
            self._flush()

    def add(self, body: bytes) -> int:
        """Write an object under the next number."""
        number = self.reserve()
        self.write(number, body)
        return number

    def write_stream(self, number: int, facts: bytes, data: bytes) -> None:
        """Write a stream; ``facts`` is its dictionary, with the length of ``data`` in it."""
        self._enter(number, 1, self._place, 0)
        self._put(b"%d 0 obj\n%s\nstream\n" % (number, facts))
        self._put(data)
        self._put(b"\nendstream\nendobj\n")

    def finish(self, *, root: int, info: int) -> None:
        """Write what waits, and the cross-reference."""
        self._flush()
        number, start = self.reserve(), self._place
        self._enter(number, 1, start, 0)
        identity = hashlib.md5(bytes(self._entries), usedforsecurity=False).hexdigest().encode()
        packed = zlib.compress(bytes(self._entries))
        facts = b"<< /Type /XRef /Size %d /W [1 5 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] /Filter /FlateDecode" % (
            len(self._entries) // _ENTRY,
            root,
            info,
            identity,
            identity,
        )
        self._put(b"%d 0 obj\n%s /Length %d >>\nstream\n" % (number, facts, len(packed)))
        self._put(packed)
        self._put(b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)

    def _flush(self) -> None:
        if not self._waiting:
            return
        stream = self.reserve()
        heads, place = [], 0
        for index, (number, body) in enumerate(self._waiting):
            self._enter(number, 2, stream, index)
            heads.append(b"%d %d" % (number, place))
            place += len(body) + 1
        head = b" ".join(heads) + b"\n"
        packed = zlib.compress(head + b"\n".join(body for _number, body in self._waiting))
        facts = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>"
        self.write_stream(stream, facts % (len(self._waiting), len(head), len(packed)), packed)
        self._waiting.clear()

    def _enter(self, number: int, kind: int, place: int, index: int) -> None:
        entry = kind.to_bytes(1, "big") + place.to_bytes(5, "big") + index.to_bytes(2, "big")
        self._entries[number * _ENTRY : (number + 1) * _ENTRY] = entry

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._place += len(data)
