"""What people type when they write a rubric: its title, its dimensions, and the anchors of five levels."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.berakhlak import OVERALL, Dimension

LEVELS = (1, 2, 3, 4, 5)
_CODE = re.compile(r"[A-Z0-9_-]{1,20}")
_NAME = re.compile(r"[^\W_][\w ./&-]{0,59}")


class RubricForm(forms.Form):
    """A further version: its title and its first day."""

    replaces = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32767)
    title = forms.CharField(
        label=gettext_lazy("Judul"),
        help_text=gettext_lazy("Nama yang dibaca pegawai di kartu nilai."),
        max_length=100,
        error_messages={"required": gettext_lazy("Isi judul rubrik, misalnya Kompetensi guru.")},
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Berlaku mulai"),
        help_text=gettext_lazy("Periode yang hari terakhirnya pada atau setelah tanggal ini memakai versi ini."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Isi tanggal mulai berlaku."),
            "invalid": gettext_lazy("Tanggal tidak terbaca. Isi seperti 2026-07-01."),
        },
    )


class NewRubricForm(forms.Form):
    """A new rubric: the name that files use, and its title."""

    name = forms.CharField(
        label=gettext_lazy("Nama untuk berkas dan skema"),
        help_text=gettext_lazy("Huruf, angka, spasi, - atau _, misalnya Kompetensi guru. Tidak dapat diubah kemudian."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Isi nama rubrik, misalnya Kompetensi guru.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Judul"),
        help_text=gettext_lazy("Nama yang dibaca pegawai di kartu nilai."),
        max_length=100,
        error_messages={"required": gettext_lazy("Isi judul rubrik, misalnya Kompetensi guru.")},
    )

    def clean_name(self) -> str:
        """A name that a scheme can write after ``rubric:``."""
        name: str = self.cleaned_data["name"]
        if not _NAME.fullmatch(name):
            raise forms.ValidationError(
                _("Pakai huruf, angka, spasi, titik, /, &, - atau _ saja, dimulai dengan huruf atau angka.")
            )
        return name


class DimensionForm(forms.Form):
    """A dimension with the written anchors of its five levels. All or nothing; ``retired`` takes it out."""

    known = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    code = forms.CharField(
        label=gettext_lazy("Kode"),
        help_text=gettext_lazy("Huruf besar atau angka, misalnya BP."),
        max_length=20,
        error_messages={"required": gettext_lazy("Isi kode dimensi, misalnya BP.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Nama dimensi"),
        max_length=160,
        error_messages={"required": gettext_lazy("Isi nama dimensi.")},
    )
    retired = forms.BooleanField(label=gettext_lazy("Tidak dinilai lagi mulai tanggal berlaku"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in LEVELS:
            self.fields[f"anchor_{level}"] = forms.CharField(
                label=_("Jangkar tingkat %(level)s") % {"level": level},
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Tulis jangkar tingkat %(level)s.") % {"level": level}},
            )
        if self.known_code:
            del self.fields["code"]
        if not self.known_code or self.is_overall:
            del self.fields["retired"]

    @property
    def known_code(self) -> str:
        """The code of a dimension that the rubric has already; empty for a new one."""
        return str(self["known"].value() or "")

    @property
    def is_overall(self) -> bool:
        """Whether it is SEMUA, which every rubric keeps."""
        return self.known_code == OVERALL.code

    @property
    def anchors(self) -> list[forms.BoundField]:
        """The five anchors, lowest level first."""
        return [self[f"anchor_{level}"] for level in LEVELS]

    def clean_code(self) -> str:
        """The code of a new dimension as files write it."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not _CODE.fullmatch(code):
            raise forms.ValidationError(_("Pakai huruf, angka, - atau _ saja, tanpa spasi."))
        return code

    @property
    def said_code(self) -> str:
        """The code of the row, known or new; empty where there is none yet."""
        return self.known_code or str(getattr(self, "cleaned_data", {}).get("code", ""))

    def dimension(self) -> Dimension | None:
        """What was typed; nothing for an empty row or a retired dimension."""
        cleaned = self.cleaned_data
        if not self.said_code or cleaned.get("retired"):
            return None
        one, two, three, four, five = (str(cleaned[f"anchor_{level}"]) for level in LEVELS)
        return Dimension(self.said_code, cleaned["name"], (one, two, three, four, five))


class BaseDimensionForms(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's own takes no parameter
    """The dimensions of a rubric, and empty rows for more."""

    def clean(self) -> None:
        """No code twice."""
        codes: set[str] = set()
        for form in self.forms:
            code = form.said_code
            if code in codes:
                form.add_error(None if form.known_code else "code", _("Kode ini sudah dipakai dimensi lain."))
            if code:
                codes.add(code)

    def dimensions(self) -> list[Dimension]:
        """What was typed, in its order."""
        return [dimension for form in self.forms if (dimension := form.dimension()) is not None]


def dimension_forms(
    said: Sequence[Dimension] = (), data: Mapping[str, Any] | None = None, *, extra: int = 1
) -> BaseDimensionForms:
    """The dimensions of a version, filled in, and ``extra`` empty rows; or what was typed into them."""
    factory = forms.formset_factory(DimensionForm, formset=BaseDimensionForms, extra=extra, max_num=60)
    initial = [
        {
            "known": dimension.code,
            "name": dimension.name,
            **{f"anchor_{level}": anchor for level, anchor in zip(LEVELS, dimension.anchors, strict=True)},
        }
        for dimension in said
    ]
    return cast("BaseDimensionForms", factory(data, initial=initial, prefix="dimensi"))
