"""What somebody types to report an actual: a number as Indonesia writes it, a note, and which files support it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agencies.files.errors import ValueRefused
from agencies.files.values import ReadNumber, is_empty, read_number
from agencies.typed_text import typed_lines, typed_uuid
from appraisal.services.reporting.report_actual import GivenActual

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

VALUE, ADDS, NOTE, VERSION, KEY, EVIDENCE = "nilai", "cara", "catatan", "versi", "kunci", "bukti"
TO_ADD = "tambah"
UPLOADS = ("foto", "berkas")
LONGEST_NOTE = 2_000
"""In characters."""
LONGEST_ECHO = 40
"""Of what was typed and is no number, so many characters are said again."""


@dataclass(frozen=True, slots=True)
class TypedActual:
    """What was typed, as it was typed, and what could be read of it; ``errors`` are sentences by field."""

    value_text: str
    note: str
    adds: bool
    version: str
    evidence: frozenset[UUID]
    value: Decimal | None
    echo: str
    errors: Mapping[str, str] = field(default_factory=dict)
    uploads: tuple[UploadedFile[bytes], ...] = ()
    key: UUID | None = None

    def given(self, value: Decimal) -> GivenActual:
        """For the service, with the value that could be read."""
        return GivenActual(
            value=value,
            version=self.version,
            note=self.note,
            adds=self.adds,
            evidence=self.evidence,
            uploads=self.uploads,
            key=self.key,
        )


def read_actual(
    sent: Mapping[str, str], *, chosen: list[str], files: MultiValueDict[str, UploadedFile[bytes]] | None = None
) -> TypedActual:
    """What was sent, read field by field; a note is kept as typed, with single line breaks, but for NUL."""
    text = sent.get(VALUE, "")
    number, errors = _number(text)
    note = typed_lines(sent.get(NOTE, "")).strip()
    if len(note) > LONGEST_NOTE:
        errors[NOTE] = _("Ringkas catatan menjadi paling banyak 2.000 karakter.")
    return TypedActual(
        value_text=text,
        note=note,
        adds=sent.get(ADDS) == TO_ADD,
        version=sent.get(VERSION, ""),
        evidence=frozenset(key for one in chosen if (key := typed_uuid(one))),
        value=number.value,
        echo=number.warning or "",
        errors=errors,
        uploads=tuple(upload for name in UPLOADS for upload in (files.getlist(name) if files else ())),
        key=typed_uuid(sent.get(KEY, "")),
    )


def _number(text: str) -> tuple[ReadNumber, dict[str, str]]:
    if is_empty(text):
        return ReadNumber(None), {VALUE: _("Isi realisasi dalam angka, misalnya 12 atau 12,5.")}
    try:
        return read_number(text), {}
    except ValueRefused as error:
        typed = text.strip() if len(text.strip()) <= LONGEST_ECHO else f"{text.strip()[:LONGEST_ECHO]}…"
        sentence = _('Realisasi harus berupa angka. Anda mengisi "%(typed)s".') % {"typed": typed}
        return ReadNumber(None), {VALUE: f"{sentence} {error}"}
