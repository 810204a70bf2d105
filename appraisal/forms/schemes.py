"""What people type when they write a scheme: fields that keep everything, and problems said beside them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from appraisal.forms.scheme_data import CUTS, LEVELS, component_rows, typed_number
from appraisal.scoring.language import mark, say
from appraisal.scoring.rounding import HUNDRED, absolute, subtract, sum_of
from appraisal.scoring.scheme import GROUP_KEYS
from appraisal.scoring.scheme_reading import Finding
from appraisal.scoring.types import Axis, MissingPolicy, RubricInput
from appraisal.scoring.wording import number
from appraisal.services.rubrics.load_rubrics import RubricText

_NUMBER = {"inputmode": "decimal", "autocomplete": "off"}
_WEIGHT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


def _number_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=20, widget=forms.TextInput(attrs=_NUMBER)
    )


def _choice_field(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.RadioSelect(choices=choices))


class SchemeForm(forms.Form):
    """Every setting of a scheme but its components. Takes whatever is typed; the scheme's own checks say what is wrong.

    Fields are named after the keys of a scheme file, with underscores.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    name = forms.CharField(
        label=gettext_lazy("Nama skema"),
        help_text=gettext_lazy("Nama ini tertulis di setiap kartu nilai."),
        required=False,
        max_length=200,
    )
    valid_from = forms.CharField(
        label=gettext_lazy("Berlaku mulai"),
        help_text=gettext_lazy("Periode yang hari terakhirnya pada atau setelah tanggal ini memakai skema ini."),
        required=False,
        max_length=20,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    result_weight = _number_field(gettext_lazy("Bobot hasil kerja (%)"))
    behaviour_weight = _number_field(gettext_lazy("Bobot perilaku kerja (%)"))
    cap = _number_field(gettext_lazy("Batas capaian (%)"), gettext_lazy("Capaian di atasnya dihitung sebesar batas."))
    zero_target_penalty = _number_field(
        gettext_lazy("Pengurangan pada target 0"),
        gettext_lazy("Poin per satuan realisasi, untuk indikator makin rendah makin baik."),
    )
    additional_points = _number_field(gettext_lazy("Poin satu tugas tambahan"))
    additional_max = _number_field(gettext_lazy("Poin tugas tambahan paling banyak"))
    missing_policy = _choice_field(
        gettext_lazy("Butir utama yang belum dilaporkan"),
        [
            (str(MissingPolicy.INCOMPLETE), gettext_lazy("Evaluasi belum lengkap, tanpa predikat")),
            (str(MissingPolicy.ZERO), gettext_lazy("Dihitung dengan capaian 0")),
            (str(MissingPolicy.EXCLUDE), gettext_lazy("Tidak ikut dihitung")),
        ],
    )
    rubric_input = _choice_field(
        gettext_lazy("Cara menilai perilaku"),
        [
            (str(RubricInput.DIMENSIONS), gettext_lazy("Satu tingkat untuk setiap dimensi")),
            (str(RubricInput.OVERALL), gettext_lazy("Satu tingkat untuk keseluruhan (dimensi SEMUA)")),
        ],
    )
    min_raters = forms.CharField(
        label=gettext_lazy("Penilai paling sedikit"),
        help_text=gettext_lazy("Rekan atau bawahan yang lebih sedikit tidak dihitung dan tidak ditampilkan."),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    bands_above = _number_field(gettext_lazy("Di atas ekspektasi mulai"))
    bands_expected = _number_field(gettext_lazy("Sesuai ekspektasi mulai"))
    attendance_tk = _number_field(gettext_lazy("TK, per hari"))

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data)
        for level in range(1, LEVELS + 1):
            self.fields[f"levels_{level}"] = _number_field(_("Tingkat %(level)s") % {"level": level})
        for key in GROUP_KEYS:
            self.fields[f"groups_{key}"] = _number_field(_GROUP_LABELS[key])
        for cut in range(1, CUTS + 1):
            self.fields[f"attendance_tl_{cut}"] = _number_field(f"TL{cut}")
            self.fields[f"attendance_psw_{cut}"] = _number_field(f"PSW{cut}")

    def group(self, *prefixes: str) -> list[forms.BoundField]:
        """The fields whose names begin so, in their order."""
        return [self[name] for name in self.fields if name.startswith(prefixes)]


_GROUP_LABELS = {
    "atasan": gettext_lazy("Atasan"),
    "rekan": gettext_lazy("Rekan"),
    "bawahan": gettext_lazy("Bawahan"),
    "diri": gettext_lazy("Diri sendiri"),
}


class ComponentForm(forms.Form):
    """One source of an axis and its weight. Without source and weight the row is none."""

    source = forms.CharField(label=gettext_lazy("Sumber nilai"), required=False, widget=forms.Select)
    weight = _number_field(gettext_lazy("Bobot (%)"))

    def __init__(self, data: Mapping[str, str], *, axis: Axis, place: int, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, prefix=f"{axis}-{place}")
        typed = data.get(f"{axis}-{place}-source", "")
        known = {value for value, _label in choices}
        extra = [] if typed in known else [(typed, typed)]
        self.fields["source"].widget.choices = [*choices, *extra]


def component_choices(rubrics: Mapping[str, RubricText]) -> list[tuple[str, str]]:
    """The sources that a component may have."""
    return [
        ("", _("(tidak dipakai)")),
        ("indicators", _("Capaian indikator")),
        ("attendance", _("Presensi")),
        *((f"rubric:{name}", _("Rubrik %(title)s") % {"title": rubric.title}) for name, rubric in rubrics.items()),
    ]


def component_forms(data: Mapping[str, str], axis: Axis, choices: Sequence[tuple[str, str]]) -> list[ComponentForm]:
    """The rows of an axis."""
    rows = range(component_rows(data, axis))
    return [ComponentForm(data, axis=axis, place=place, choices=choices) for place in rows]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and the field where it is mended."""

    field_id: str
    text: str


def problems_of(findings: Sequence[Finding], form: SchemeForm) -> Iterator[Problem]:
    """The problems as this form says them; those of its own fields are also noted there."""
    for finding in findings:
        name = _field_name(finding.key)
        label = label_of(name, form)
        text = _("%(label)s: %(mend)s") % {"label": label, "mend": _in_words(finding.mend)}
        if name in form.fields:
            form.add_error(name, text)
        yield Problem(f"id_{name}", text)


def _field_name(key: str) -> str:
    """The field of a key of the file: `levels[2]` is `levels_2`, `result.components[1].weight` is `result-0-weight`."""
    row = re.match(r"(result|behaviour)\.components(?:\[(\d+)\](?:\.(source|weight))?)?", key)
    if row:
        return f"{row[1]}-{int(row[2] or 1) - 1}-{row[3] or 'weight'}"
    if key == "source":
        return "behaviour-0-source"
    name = key.partition(", ")[0].replace(".", "_").replace("[", "_").removesuffix("]")
    return {"levels": "levels_1", "groups": "groups_atasan"}.get(name, name)


def label_of(name: str, form: SchemeForm) -> str:
    """What people call a field: its own label where that stands alone, else the part of the form it belongs to."""
    axis = {"result": _("Komponen hasil kerja"), "behaviour": _("Komponen perilaku kerja")}.get(name.partition("-")[0])
    if axis:
        return axis
    if name.startswith("attendance"):
        return _("Presensi, %(cut)s") % {"cut": form.fields[name].label} if name in form.fields else _("Presensi")
    if name.startswith("levels"):
        return _("Nilai tingkat")
    if name.startswith("groups"):
        return _("Kelompok penilai")
    return str(form.fields[name].label) if name in form.fields else name


#: Words of the file, and what a form calls them; the longer ones first. Both are spoken in the reader's language.
_KEYS_IN_WORDS = (
    (mark('pilih "indicators", "attendance", atau "rubric:NAMA"'), mark("pilih sumber nilai")),
    (mark('angka bertitik desimal, misalnya "0.5"'), mark("angka, misalnya 0,5")),
    (mark("di belakang titik"), mark("di belakang koma")),
    (mark(", masing-masing { source, weight }"), ""),
    ("bands.expected", mark("batas sesuai ekspektasi")),
    ("bands.above", mark("batas di atas ekspektasi")),
    ("additional.points", mark("poin satu tugas tambahan")),
    ("result.weight = ", mark("bobot sumbu lainnya ")),
    ("behaviour.weight = ", mark("bobot sumbu lainnya ")),
    ('"indicators"', mark("capaian indikator")),
    ("rubric:NAMA", mark("rubrik")),
    ('rubric_input = "overall"', mark("cara menilai satu tingkat untuk keseluruhan")),
)


def _in_words(mend: str) -> str:
    """A mend without the keys of the file, which whoever fills in a form has never seen."""
    for key, words in _KEYS_IN_WORDS:
        mend = mend.replace(say(key), say(words) if words else "")
    return mend


def weight_note(weights: Sequence[str]) -> str:
    """What the weights sum to, and what is lacking or too much; empty while one is no number."""
    typed = [typed_number(weight) for weight in weights if weight.strip()]
    if not all(_WEIGHT.fullmatch(weight) for weight in typed):
        return ""
    total = sum_of(map(Decimal, typed))
    shown = {"total": number(total), "gap": number(absolute(subtract(HUNDRED, total)))}
    if total < HUNDRED:
        return _("Jumlah %(total)s%%, kurang %(gap)s%%.") % shown
    return _("Jumlah %(total)s%%, lebih %(gap)s%%.") % shown if total > HUNDRED else _("Jumlah 100%.")


class NewDraftForm(forms.Form):
    """For whom the new rules are to be: the region, or an agency with its sub-units."""

    opd = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        to_field_name="code",
        required=False,
        label=gettext_lazy("Berlaku untuk"),
        empty_label=gettext_lazy("Seluruh daerah"),
        error_messages={"invalid_choice": gettext_lazy("Perangkat daerah itu tidak ada.")},
    )

    def __init__(self, data: Mapping[str, str] | None = None, *, initial: Mapping[str, object] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["opd"].queryset = Agency.objects.order_by("code")  # type: ignore[attr-defined]


class SchemeUploadForm(forms.Form):
    """A scheme as a TOML file, or as its text."""

    file = forms.FileField(label=gettext_lazy("Berkas TOML"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=gettext_lazy("Atau tempel isinya"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "code"}),
    )
    replace = forms.BooleanField(
        label=gettext_lazy("Ganti isi draf yang sudah ada"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One of both."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("file")) == bool(cleaned.get("text", "").strip()):
            raise forms.ValidationError(_("Pilih berkas TOML, atau tempel isinya; salah satu saja."))
        return cleaned

    def content(self) -> bytes:
        """What was given."""
        file = self.cleaned_data["file"]
        return bytes(file.read()) if file else str(self.cleaned_data["text"]).encode()
