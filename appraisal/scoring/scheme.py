"""The rules as values: a scheme says every number of contract section 2, and `nasional-1` is the default of each."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from appraisal.scoring.rounding import plain
from appraisal.scoring.types import Axis, MissingPolicy, RubricInput


class Source(StrEnum):
    """Where a component's score comes from; a rubric is written ``rubric:NAME``."""

    INDICATORS = "indicators"
    RUBRIC = "rubric"
    ATTENDANCE = "attendance"


class Component(NamedTuple):
    """A weighted part of an axis. ``rubric`` is the rubric's name, and ``None`` for the other sources."""

    source: Source
    rubric: str | None
    weight: Decimal

    @property
    def identifier(self) -> str:
        """The source as a scheme file writes it: ``indicators``, ``attendance`` or ``rubric:NAME``."""
        return f"{self.source}:{self.rubric}" if self.rubric else str(self.source)


class AxisRules(NamedTuple):
    """An axis: its weight in the final score (percent) and its components, whose weights sum to 100."""

    weight: Decimal
    components: tuple[Component, ...]


class Bands(NamedTuple):
    """The published axis score from which a rating is above expectation, and from which as expected."""

    above: Decimal
    expected: Decimal


class AdditionalRules(NamedTuple):
    """Points for each additional item with a verified actual, and the most that all of them give."""

    points: Decimal
    maximum: Decimal


class GroupWeights(NamedTuple):
    """Weights of the rater groups relative to each other, in the order of :class:`RaterGroup`."""

    supervisor: Decimal
    peer: Decimal
    subordinate: Decimal
    self_rating: Decimal


class AttendanceCuts(NamedTuple):
    """Points taken for a day of TK and for an event of TL1-4 and PSW1-4."""

    tk: Decimal
    tl: tuple[Decimal, ...]
    psw: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of a tenant's rules. Made by ``parse_scheme`` only, which refuses what cannot be explained."""

    name: str
    valid_from: date
    agency_code: str | None
    cap: Decimal
    missing_policy: MissingPolicy
    zero_target_penalty: Decimal
    bands: Bands
    additional: AdditionalRules
    levels: tuple[Decimal, ...]
    rubric_input: RubricInput
    groups: GroupWeights
    min_raters: int
    attendance: AttendanceCuts
    result: AxisRules
    behaviour: AxisRules

    def axis(self, axis: Axis) -> AxisRules:
        """The rules of one of the two axes."""
        return self.result if axis is Axis.RESULT else self.behaviour

    @property
    def components(self) -> tuple[Component, ...]:
        """The components of both axes, result first."""
        return self.result.components + self.behaviour.components

    def to_document(self) -> dict[str, object]:
        """The scheme with every key written out, in the words of a scheme file; ``parse_scheme`` reads it back equal.

        Decimals are plain strings and the date is ISO text, so that the document is JSON as well as TOML.
        """
        document: dict[str, object] = {"name": self.name, "valid_from": self.valid_from.isoformat()}
        if self.agency_code is not None:
            document["kode_opd"] = self.agency_code
        return document | {
            "cap": plain(self.cap),
            "missing_policy": str(self.missing_policy),
            "zero_target_penalty": plain(self.zero_target_penalty),
            "bands": {"above": plain(self.bands.above), "expected": plain(self.bands.expected)},
            "additional": {"points": plain(self.additional.points), "max": plain(self.additional.maximum)},
            "levels": [plain(level) for level in self.levels],
            "rubric_input": str(self.rubric_input),
            "groups": dict(zip(GROUP_KEYS, map(plain, self.groups), strict=True)),
            "min_raters": self.min_raters,
            "attendance": {
                "tk": plain(self.attendance.tk),
                "tl": [plain(cut) for cut in self.attendance.tl],
                "psw": [plain(cut) for cut in self.attendance.psw],
            },
            "result": _axis_document(self.result),
            "behaviour": _axis_document(self.behaviour),
        }


GROUP_KEYS = ("atasan", "rekan", "bawahan", "diri")
"""The rater groups in scheme files, in the order of :class:`RaterGroup`."""


def scheme_fingerprint(scheme: Scheme) -> str:
    """SHA-256 (hex) of the scheme's document: equal for equal rules, however the file was written."""
    text = json.dumps(scheme.to_document(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _axis_document(rules: AxisRules) -> dict[str, object]:
    return {
        "weight": plain(rules.weight),
        "components": [
            {"source": component.identifier, "weight": plain(component.weight)} for component in rules.components
        ],
    }
