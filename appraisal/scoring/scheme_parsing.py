"""From a scheme document (a TOML file or a stored scheme) to a :class:`Scheme`, or to sentences that say why not."""

from collections.abc import Mapping
from decimal import Decimal

from appraisal.scoring.language import say
from appraisal.scoring.rounding import HUNDRED, ZERO, add, plain, subtract
from appraisal.scoring.scheme import (
    GROUP_KEYS,
    AdditionalRules,
    AttendanceCuts,
    AxisRules,
    Bands,
    Component,
    GroupWeights,
    Scheme,
    Source,
)
from appraisal.scoring.scheme_reading import SchemeError, SchemeReader
from appraisal.scoring.types import Axis, MissingPolicy, RubricInput

LEAST_RATERS = 3
"""Figures of peers and subordinates are published from 3 raters (contract 2.5): a scheme may ask for more, not less."""

GROUPS_360 = {"atasan": 60, "rekan": 20, "bawahan": 20, "diri": 0}
"""What ``groups = "360"`` stands for."""

_DEFAULTS: Mapping[str, object] = {
    "cap": "120",
    "missing_policy": "incomplete",
    "zero_target_penalty": "25",
    "bands": {},
    "additional": {},
    "levels": ["50", "70", "100", "110", "120"],
    "rubric_input": "dimensions",
    "groups": {},
    "min_raters": LEAST_RATERS,
    "attendance": {},
    "result": {},
    "behaviour": {},
}
_KEYS = ("name", "valid_from", "kode_opd", *_DEFAULTS)
_DEFAULT_BANDS = {"above": "110", "expected": "90"}
_DEFAULT_ADDITIONAL = {"points": "1", "max": "5"}
_DEFAULT_GROUPS = {"atasan": 100, "rekan": 0, "bawahan": 0, "diri": 0}
_DEFAULT_CUTS = {"tk": "4", "tl": ["0.5", "1", "1.5", "2"], "psw": ["0.5", "1", "1.5", "2"]}
_DEFAULT_COMPONENTS = {
    Axis.RESULT: [{"source": "indicators", "weight": 100}],
    Axis.BEHAVIOUR: [{"source": "rubric:berakhlak", "weight": 100}],
}


def parse_scheme(document: Mapping[str, object]) -> Scheme:
    """Check a scheme document against contract section 4 and make it a :class:`Scheme`.

    ``name`` and ``valid_from`` are required; every other key has the value of ``nasional-1`` when it is left out.
    Numbers may be text, integers, Decimals or (as a TOML reader gives them) floats.

    Raises:
        SchemeError: with a sentence for every key that is unknown, malformed or would give an outcome that nobody
            could explain.
    """
    reader = SchemeReader()
    values = {**_DEFAULTS, **reader.table("", document, _KEYS)}
    scheme = _read(reader, values)
    if not reader.problems:
        _check_scale(reader, scheme)
        _check_groups(reader, scheme)
        _check_axes(reader, scheme)
    if reader.problems:
        raise SchemeError(reader.problems)
    return scheme


def _read(reader: SchemeReader, values: Mapping[str, object]) -> Scheme:
    for key in ("name", "valid_from"):
        if key not in values:
            reader.refuse(key, "", say("kunci ini wajib diisi."))
    groups = _read_groups(reader, values["groups"])
    weights = _read_axis_weights(reader, values, groups)
    return Scheme(
        name=reader.text("name", values.get("name", "-")),
        valid_from=reader.day("valid_from", values.get("valid_from", "2026-01-01")),
        agency_code=reader.text("kode_opd", values["kode_opd"]) if values.get("kode_opd") is not None else None,
        cap=reader.number("cap", values["cap"]),
        missing_policy=reader.choice("missing_policy", values["missing_policy"], MissingPolicy),
        zero_target_penalty=reader.number("zero_target_penalty", values["zero_target_penalty"]),
        bands=Bands(*_read_numbers(reader, "bands", values["bands"], _DEFAULT_BANDS)),
        additional=AdditionalRules(*_read_numbers(reader, "additional", values["additional"], _DEFAULT_ADDITIONAL)),
        levels=reader.numbers("levels", values["levels"], amount=5),
        rubric_input=reader.choice("rubric_input", values["rubric_input"], RubricInput),
        groups=groups,
        min_raters=reader.whole("min_raters", values["min_raters"], least=LEAST_RATERS),
        attendance=_read_cuts(reader, values["attendance"]),
        result=AxisRules(weights[0], _read_components(reader, Axis.RESULT, values["result"])),
        behaviour=AxisRules(weights[1], _read_components(reader, Axis.BEHAVIOUR, values["behaviour"])),
    )


def _read_numbers(reader: SchemeReader, key: str, value: object, defaults: Mapping[str, object]) -> tuple[Decimal, ...]:
    table = {**defaults, **reader.table(key, value, tuple(defaults))}
    return tuple(reader.number(f"{key}.{name}", table[name]) for name in defaults)


def _read_groups(reader: SchemeReader, value: object) -> GroupWeights:
    table = GROUPS_360 if value == "360" else value
    return GroupWeights(*_read_numbers(reader, "groups", table, _DEFAULT_GROUPS))


def _read_cuts(reader: SchemeReader, value: object) -> AttendanceCuts:
    table = {**_DEFAULT_CUTS, **reader.table("attendance", value, tuple(_DEFAULT_CUTS))}
    return AttendanceCuts(
        tk=reader.number("attendance.tk", table["tk"]),
        tl=reader.numbers("attendance.tl", table["tl"], amount=4),
        psw=reader.numbers("attendance.psw", table["psw"], amount=4),
    )


def _read_axis_weights(
    reader: SchemeReader, values: Mapping[str, object], groups: GroupWeights
) -> tuple[Decimal, Decimal]:
    """Both weights as written, or 60/40 when peers or subordinates count and 70/30 when they do not (contract 2.7)."""
    written = {axis: _axis_table(values[axis]).get("weight") for axis in Axis}
    given = {axis: reader.number(f"{axis}.weight", weight) for axis, weight in written.items() if weight is not None}
    if len(given) == 2:
        return given[Axis.RESULT], given[Axis.BEHAVIOUR]
    for axis, weight in given.items():
        other = Axis.BEHAVIOUR if axis is Axis.RESULT else Axis.RESULT
        rest = plain(subtract(HUNDRED, weight))
        mend = say("tulis juga {axis}.weight = {rest}, agar jumlah keduanya 100.", axis=other, rest=rest)
        reader.refuse(f"{axis}.weight", written[axis], mend)
    if groups.peer > 0 or groups.subordinate > 0:
        return Decimal(60), Decimal(40)
    return Decimal(70), Decimal(30)


def _axis_table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _read_components(reader: SchemeReader, axis: Axis, value: object) -> tuple[Component, ...]:
    key = f"{axis}.components"
    components = reader.table(axis, value, ("weight", "components")).get("components", _DEFAULT_COMPONENTS[axis])
    if not isinstance(components, list | tuple) or not components:
        reader.refuse(
            key, components, say("isi dengan paling sedikit satu komponen, masing-masing { source, weight }.")
        )
        return ()
    return tuple(_read_component(reader, f"{key}[{place}]", part) for place, part in enumerate(components, start=1))


def _read_component(reader: SchemeReader, key: str, value: object) -> Component:
    table = reader.table(key, value, ("source", "weight"))
    weight = reader.number(f"{key}.weight", table.get("weight", ""))
    written = table.get("source")
    name, _, rubric = written.partition(":") if isinstance(written, str) else ("", "", "")
    if name == Source.RUBRIC and rubric.strip():
        return Component(Source.RUBRIC, rubric.strip(), weight)
    for source in (Source.INDICATORS, Source.ATTENDANCE):
        if written == source:
            return Component(source, None, weight)
    reader.refuse(f"{key}.source", written or "", say('pilih "indicators", "attendance", atau "rubric:NAMA".'))
    return Component(Source.ATTENDANCE, None, weight)


def _check_scale(reader: SchemeReader, scheme: Scheme) -> None:
    above, expected = scheme.bands
    if expected == 0:
        reader.refuse("bands.expected", plain(expected), say("harus lebih dari 0, agar ada nilai di bawah ekspektasi."))
    if above <= expected:
        mend = say(
            "harus di atas bands.expected ({least}), agar ada nilai yang sesuai ekspektasi.", least=plain(expected)
        )
        reader.refuse("bands.above", plain(above), mend)
    if scheme.cap < above:
        mend = say(
            "tidak boleh di bawah bands.above ({least}), agar hasil kerja dapat di atas ekspektasi.", least=plain(above)
        )
        reader.refuse("cap", plain(scheme.cap), mend)
    points, maximum = scheme.additional
    if points > maximum:
        mend = say("tidak boleh di bawah additional.points ({least}), nilai satu tugas tambahan.", least=plain(points))
        reader.refuse("additional.max", plain(maximum), mend)
    if any(low >= high for low, high in zip(scheme.levels, scheme.levels[1:], strict=False)):
        mend = say("urutkan dari tingkat 1 sampai 5, masing-masing lebih tinggi dari yang sebelumnya.")
        reader.refuse("levels", [plain(level) for level in scheme.levels], mend)


def _check_groups(reader: SchemeReader, scheme: Scheme) -> None:
    shown = dict(zip(GROUP_KEYS, map(plain, scheme.groups), strict=True))
    if not any(scheme.groups):
        reader.refuse("groups", shown, say("paling sedikit atasan harus berbobot lebih dari 0."))
    elif scheme.groups.supervisor == 0:
        mend = say("harus lebih dari 0: kelompok lain dapat gugur, dan tanpa atasan tidak ada nilai yang tersisa.")
        reader.refuse("groups.atasan", shown["atasan"], mend)
    rated = any(component.source is Source.RUBRIC for component in scheme.components)
    if not rated and (scheme.groups.peer > 0 or scheme.groups.subordinate > 0):
        mend = say(
            "rekan atau bawahan berbobot, tetapi tidak ada komponen rubric:NAMA. Tambahkan, atau isi bobotnya 0."
        )
        reader.refuse("groups", shown, mend)


def _check_axes(reader: SchemeReader, scheme: Scheme) -> None:
    for axis in Axis:
        _check_components(reader, axis, scheme.axis(axis).components)
    total = add(scheme.result.weight, scheme.behaviour.weight)
    if total != HUNDRED:
        weights = [plain(scheme.result.weight), plain(scheme.behaviour.weight)]
        mend = say("jumlahnya {total}. Ubah agar menjadi 100.", total=plain(total))
        reader.refuse("result.weight, behaviour.weight", weights, mend)
    if all(component.source is not Source.INDICATORS for component in scheme.result.components):
        sources = [component.identifier for component in scheme.result.components]
        reader.refuse("result.components", sources, say('tambahkan "indicators": hasil kerja dijelaskan dari SKP.'))
    identifiers = [component.identifier for component in scheme.components]
    for identifier in sorted({name for name in identifiers if identifiers.count(name) > 1}):
        reader.refuse("source", identifier, say("dipakai lebih dari sekali. Pakai satu sumber di satu tempat saja."))


def _check_components(reader: SchemeReader, axis: Axis, components: tuple[Component, ...]) -> None:
    total = ZERO
    for place, component in enumerate(components, start=1):
        total = add(total, component.weight)
        if component.weight == 0:
            mend = say("harus lebih dari 0. Hapus komponen yang tidak dipakai.")
            reader.refuse(f"{axis}.components[{place}].weight", "0", mend)
    if total != HUNDRED:
        weights = [plain(component.weight) for component in components]
        mend = say("jumlah bobotnya {total}. Ubah agar menjadi 100.", total=plain(total))
        reader.refuse(f"{axis}.components", weights, mend)


NASIONAL_1 = parse_scheme({"name": "nasional-1", "valid_from": "2026-01-01"})
"""The default scheme (contract section 2)."""
