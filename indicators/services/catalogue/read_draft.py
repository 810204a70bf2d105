"""What a draft says: the content that a version would get, and what is still wrong with it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from indicators.models import Aspect, Direction, Indicator, IndicatorDraft, IndicatorKind, IndicatorVersion, Pattern
from indicators.models.indicator import SINCE_ALWAYS
from indicators.services.import_indicators import Content

LENGTHS = {
    "code": 40,
    "name": 300,
    "unit": 60,
    "definition": 4000,
    "formula": 2000,
    "source": 300,
    "publisher": 200,
}
"""How long each text may be, as in a file."""

CHOSEN: Mapping[str, tuple[type[Enum], bool]] = {
    "direction": (Direction, True),
    "pattern": (Pattern, True),
    "aspect": (Aspect, True),
    "kind": (IndicatorKind, False),
}
"""The fields with a closed list, and whether one of it must be chosen."""

TEXTS = (*LENGTHS, *CHOSEN, "valid_from")
"""Every field of a document that is one text; ``months`` is a list of texts."""

Document = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a field, and how to mend it."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DraftReading:
    """``content`` is what can be read, with what cannot left empty; nothing is published while there are findings.

    ``gone`` is an indicator of this code whose publication was taken back: the draft brings it in again.
    """

    code: str
    content: Content
    valid_from: datetime.date | None
    findings: tuple[Finding, ...]
    gone: Indicator | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it could be published as far as its fields go."""
        return not self.findings


def document_of(
    version: IndicatorVersion | None, code: str, valid_from: datetime.date | None = None
) -> dict[str, object]:
    """What a draft begins with: the version that it changes, or nothing."""
    said: dict[str, object] = {"code": code, "valid_from": f"{valid_from:%Y-%m}" if valid_from else ""}
    for field in Content._fields:
        stored = getattr(version, field) if version else ""
        said[field] = [str(month) for month in stored] if field == "months" else str(stored)
    return said


def read_draft(draft: IndicatorDraft) -> DraftReading:
    """What a stored draft says. At most two queries."""
    return read_document(draft.document, draft)


def read_document(document: Document, draft: IndicatorDraft) -> DraftReading:
    """What a document says for a draft's agency and indicator. At most two queries."""
    said = {name: " ".join(str(document.get(name, "")).split()) for name in TEXTS}
    for name in ("definition", "formula"):
        said[name] = str(document.get(name, "")).replace("\r\n", "\n").strip()
    code = draft.indicator.code if draft.indicator else said["code"]
    taken = None if draft.indicator else Indicator.objects.filter(agency_id=draft.agency_id, code=code).first()
    is_gone = taken is not None and taken.retired_from == SINCE_ALWAYS
    months = _months(document.get("months"))
    findings = [*_text_findings(said, is_new=draft.indicator is None), *_choice_findings(said)]
    if taken and not is_gone:
        told = _("Kode %(code)s sudah dipakai di perangkat daerah ini. Pakai kode lain, atau ubah indikator itu.")
        findings.insert(0, Finding("code", told % {"code": code}))
    elif draft.indicator is None and _other_draft(draft, code):
        told = _("Kode %(code)s sudah dipakai draf lain. Pakai kode lain, atau lanjutkan draf itu.")
        findings.insert(0, Finding("code", told % {"code": code}))
    valid_from = read_month(said["valid_from"])
    if valid_from is None:
        findings.append(Finding("valid_from", _("Pilih bulan mulai berlaku.")))
    chosen = {name: said[name] if said[name] in _values(name) else "" for name in CHOSEN}
    content = Content(
        **{field: {**said, **chosen}[field] for field in Content._fields if field != "months"}, months=months
    )
    return DraftReading(code, content, valid_from, tuple(findings), taken if is_gone else None)


def read_month(text: str) -> datetime.date | None:
    """The first day of a month written `2026-09`; None for anything else."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone
    except ValueError:
        return None


def _other_draft(draft: IndicatorDraft, code: str) -> bool:
    return IndicatorDraft.objects.filter(agency_id=draft.agency_id, code=code).exclude(pk=draft.pk).exists()


def _text_findings(said: Mapping[str, str], *, is_new: bool) -> Iterator[Finding]:
    required = {"name": _("Tulis nama indikator.")}
    if is_new:
        required = {"code": _("Tulis kode indikator, misalnya IKU-07."), **required}
    for name, sentence in required.items():
        if not said[name]:
            yield Finding(name, sentence)
    for name, most in LENGTHS.items():
        if len(said[name]) > most:
            told = _("Tulisan ini %(length)s huruf, paling panjang %(most)s. Persingkat.")
            yield Finding(name, told % {"length": len(said[name]), "most": most})


def _choice_findings(said: Mapping[str, str]) -> Iterator[Finding]:
    asked = {
        "direction": _("Pilih arah: naik, turun, atau rentang."),
        "pattern": _("Pilih pola: bagaimana angka bulan menjadi angka periode."),
        "aspect": _("Pilih aspek: kuantitas, kualitas, waktu, atau biaya."),
        "kind": _("Pilih jenis: keluaran, proses, atau hasil."),
    }
    for name, (_values_of, is_required) in CHOSEN.items():
        if said[name] not in _values(name) and (is_required or said[name]):
            yield Finding(name, asked[name])


def _values(name: str) -> frozenset[str]:
    return frozenset(str(member.value) for member in CHOSEN[name][0])


def _months(typed: object) -> list[int]:
    """The months that were ticked; all of them is the same as none."""
    listed = set(map(str, typed)) if isinstance(typed, list) else set()
    months = [month for month in range(1, 13) if str(month) in listed]
    return [] if len(months) == 12 else months
