"""A scheme in sentences: every setting with its number filled in, and what differs between two versions."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from appraisal.scoring.language import mark, say
from appraisal.scoring.rounding import HUNDRED, sum_of
from appraisal.scoring.scheme import AttendanceCuts, Component, GroupWeights, Scheme, Source
from appraisal.scoring.types import OVERALL_DIMENSION, Axis, MissingPolicy, RaterGroup, RubricInput
from appraisal.scoring.wording import axis_name, group_name, number, score_text, word_list

NO_TITLES: Mapping[str, str] = MappingProxyType({})


class Setting(NamedTuple):
    """One setting: its key in a scheme file, what people call it, what it says, and whether this scheme uses it."""

    key: str
    name: str
    sentence: str
    is_used: bool = True


class SettingGroup(NamedTuple):
    """Settings that belong together, under a heading."""

    title: str
    settings: tuple[Setting, ...]


class Change(NamedTuple):
    """A setting that two schemes say differently."""

    name: str
    before: str
    after: str


def explain_scheme(scheme: Scheme, titles: Mapping[str, str] = NO_TITLES) -> tuple[SettingGroup, ...]:
    """Every setting of a scheme in a sentence; ``titles`` say how people call the rubrics."""
    return (
        SettingGroup(say("Hasil kerja"), (*_axis(Axis.RESULT, scheme, titles), *_attainment(scheme))),
        SettingGroup(say("Perilaku kerja"), (*_axis(Axis.BEHAVIOUR, scheme, titles), *_rating(scheme))),
        SettingGroup(say("Yang belum dilaporkan"), (_missing(scheme),)),
        SettingGroup(say("Presensi"), tuple(_attendance(scheme))),
        SettingGroup(say("Ambang dan nilai akhir"), tuple(_bands(scheme))),
    )


def compare_schemes(before: Scheme, after: Scheme, titles: Mapping[str, str] = NO_TITLES) -> tuple[Change, ...]:
    """The settings whose sentences differ, in the order of :func:`explain_scheme`."""
    old = {setting.key: setting for group in explain_scheme(before, titles) for setting in group.settings}
    return tuple(
        Change(setting.name, old[setting.key].sentence, setting.sentence)
        for group in explain_scheme(after, titles)
        for setting in group.settings
        if setting.key not in _DERIVED and old[setting.key].sentence != setting.sentence
    )


_DERIVED = frozenset({"final"})
"""Said of every scheme, but no setting of its own."""


def component_name(component: Component, titles: Mapping[str, str] = NO_TITLES) -> str:
    """What people call a source: ``capaian indikator``, ``presensi``, or the title of a rubric."""
    if component.rubric is not None:
        return titles.get(component.rubric, component.rubric)
    return say("presensi") if component.source is Source.ATTENDANCE else say("capaian indikator")


def _axis(axis: Axis, scheme: Scheme, titles: Mapping[str, str]) -> Iterator[Setting]:
    rules = scheme.axis(axis)
    named = axis_name(axis).capitalize()
    yield Setting(
        f"{axis}.weight",
        say("Bobot {axis}", axis=axis_name(axis)),
        say("{axis} menyumbang {weight}% nilai akhir.", axis=named, weight=number(rules.weight)),
    )
    parts = [
        say("{part} {weight}%", part=component_name(part, titles), weight=number(part.weight))
        for part in rules.components
    ]
    source = mark("{axis} terdiri atas {parts}.") if len(parts) > 1 else mark("{axis} seluruhnya dari {parts}.")
    only = component_name(rules.components[0], titles)
    yield Setting(
        f"{axis}.components",
        say("Komponen {axis}", axis=axis_name(axis)),
        say(source, axis=named, parts=word_list(parts) if len(parts) > 1 else only),
    )


def _attainment(scheme: Scheme) -> Iterator[Setting]:
    yield Setting("cap", say("Batas capaian"), say("Capaian paling tinggi {cap}%.", cap=number(scheme.cap)))
    yield Setting(
        "zero_target_penalty",
        say("Target 0"),
        say(
            "Indikator makin rendah makin baik dengan target 0: setiap satuan realisasi mengurangi capaian {points} "
            "poin.",
            points=number(scheme.zero_target_penalty),
        ),
    )
    points, maximum = scheme.additional
    sentence = say(
        "Setiap tugas tambahan yang realisasinya terverifikasi menambah {points} poin, seluruhnya paling banyak "
        "{maximum} poin.",
        points=number(points),
        maximum=number(maximum),
    )
    if not points:
        sentence = say("Tugas tambahan tidak menambah poin.")
    yield Setting("additional", say("Tugas tambahan"), sentence)


def _rating(scheme: Scheme) -> Iterator[Setting]:
    rated = any(component.source is Source.RUBRIC for component in scheme.components)
    levels = word_list([number(level) for level in scheme.levels])
    yield Setting("levels", say("Nilai tingkat"), say("Tingkat 1 sampai 5 bernilai {levels}.", levels=levels), rated)
    overall = scheme.rubric_input is RubricInput.OVERALL
    yield Setting(
        "rubric_input",
        say("Cara menilai"),
        say(
            "Penilai memilih satu tingkat untuk seluruh perilaku kerja (dimensi {code}).",
            code=OVERALL_DIMENSION,
        )
        if overall
        else say("Penilai memilih satu tingkat untuk setiap dimensi; nilainya rata-rata semua dimensi."),
        rated,
    )
    yield Setting("groups", say("Kelompok penilai"), _groups(scheme.groups), rated)
    anonymous = bool(scheme.groups.peer or scheme.groups.subordinate)
    yield Setting(
        "min_raters",
        say("Penilai paling sedikit"),
        say(
            "Rekan atau bawahan ikut dihitung bila paling sedikit {raters} orang menilai; kurang dari itu, "
            "kelompoknya tidak dihitung dan tidak ditampilkan.",
            raters=scheme.min_raters,
        ),
        rated and anonymous,
    )


def _groups(groups: GroupWeights) -> str:
    weighed = [(group, weight) for group, weight in zip(RaterGroup, groups, strict=True) if weight]
    if len(weighed) == 1:
        return say("Hanya penilaian {group} yang dihitung.", group=group_name(weighed[0][0]))
    percent = sum_of(groups) == HUNDRED
    shares = word_list([f"{group_name(group)} {number(weight)}{'%' if percent else ''}" for group, weight in weighed])
    if percent:
        return say("Penilaian ditimbang menurut kelompok: {shares}.", shares=shares)
    return say("Penilaian ditimbang menurut kelompok dengan perbandingan {shares}.", shares=shares)


_MISSING = {
    MissingPolicy.INCOMPLETE: mark(
        "Selama satu butir utama belum dilaporkan, evaluasi belum lengkap: tanpa rating, predikat, dan peringkat."
    ),
    MissingPolicy.ZERO: mark(
        "Butir utama yang belum dilaporkan bernilai capaian 0 dan tetap dihitung dengan bobotnya; hitungan yang "
        "dilaporkan sebagian dihitung dengan 0 pada bulan yang kosong."
    ),
    MissingPolicy.EXCLUDE: mark(
        "Butir utama yang belum dilaporkan tidak ikut dihitung; yang dilaporkan sebagian dihitung dari bulan yang ada."
    ),
}


def _missing(scheme: Scheme) -> Setting:
    return Setting("missing_policy", say("Realisasi yang belum dilaporkan"), say(_MISSING[scheme.missing_policy]))


def _attendance(scheme: Scheme) -> Iterator[Setting]:
    used = any(component.source is Source.ATTENDANCE for component in scheme.components)
    cuts: AttendanceCuts = scheme.attendance
    yield Setting(
        "attendance.tk",
        say("Tanpa keterangan (TK)"),
        say("Tanpa keterangan (TK): dikurangi {points} poin per hari, dari nilai awal 100.", points=number(cuts.tk)),
        used,
    )
    yield Setting(
        "attendance.tl",
        say("Terlambat (TL1 sampai TL4)"),
        say("Terlambat tingkat 1 sampai 4: dikurangi {points} poin per kejadian.", points=_numbers(cuts.tl)),
        used,
    )
    yield Setting(
        "attendance.psw",
        say("Pulang sebelum waktu (PSW1 sampai PSW4)"),
        say(
            "Pulang sebelum waktu tingkat 1 sampai 4: dikurangi {points} poin per kejadian.", points=_numbers(cuts.psw)
        ),
        used,
    )


def _numbers(values: Sequence[Decimal]) -> str:
    """Numbers with a comma in them are told apart by a semicolon: ``0,5; 1; 1,5; 2``."""
    return "; ".join(map(number, values))


def _bands(scheme: Scheme) -> Iterator[Setting]:
    above, expected = score_text(scheme.bands.above), score_text(scheme.bands.expected)
    yield Setting(
        "bands.above",
        say("Di atas ekspektasi"),
        say("Nilai sumbu {above} ke atas: di atas ekspektasi.", above=above),
    )
    yield Setting(
        "bands.expected",
        say("Sesuai ekspektasi"),
        say(
            "Nilai sumbu {expected} sampai kurang dari {above}: sesuai ekspektasi; kurang dari {expected}: di bawah "
            "ekspektasi.",
            expected=expected,
            above=above,
        ),
    )
    yield Setting(
        "final",
        say("Nilai akhir"),
        say(
            "Nilai akhir = {result}% hasil kerja + {behaviour}% perilaku kerja. Predikat tidak diambil dari nilai "
            "akhir, tetapi dari rating kedua sumbu.",
            result=number(scheme.result.weight),
            behaviour=number(scheme.behaviour.weight),
        ),
    )
