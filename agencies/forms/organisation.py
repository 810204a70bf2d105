"""What people type about units."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agencies.services.load_agency_tree import AgencyTree

INDENT = "\u2003"
"""A wide space a level: the list of units shows what belongs to what."""

KINDS = ("dinas", "badan", "sekretariat", "bidang", "seksi", "UPTD", "puskesmas", "sekolah", "kecamatan", "kelurahan")
"""Offered, not required: regions have names of their own for their units."""


def unit_choices(tree: AgencyTree, agency_ids: Collection[int] | None = None) -> list[tuple[str, str]]:
    """The units of a region, or some of them, by code, each set in by its level."""
    shown = [node for node in tree.nodes if agency_ids is None or node.id in agency_ids]
    top = min((node.depth for node in shown), default=0)
    return [(node.code, f"{INDENT * (node.depth - top)}{node.name}") for node in shown]


class UnitForm(forms.Form):
    """Name, kind and place of a unit. The hidden fields say what the form began with."""

    name = forms.CharField(
        label=_("Nama unit"),
        max_length=200,
        error_messages={"required": _("Isi nama unit seperti dalam peraturannya.")},
    )
    kind = forms.CharField(
        label=_("Jenis"),
        help_text=_("Misalnya dinas, bidang, UPTD, puskesmas, sekolah."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "jenis-unit", "autocomplete": "off"}),
    )
    parent = forms.ChoiceField(
        label=_("Unit di atasnya"),
        help_text=_("Admin, skema penilaian, dan rubrik unit di atasnya juga berlaku di unit ini."),
        required=False,
        error_messages={"invalid_choice": _("Unit itu tidak ada di daerah Anda. Pilih dari daftar.")},
    )
    began_name = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    began_kind = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    began_parent = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: object, tree: AgencyTree, unit_id: int | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # A unit under itself or under one of its own would be a circle: it is not even offered.
        own = tree.with_sub_units(unit_id) if unit_id is not None else frozenset()
        others = {node.id for node in tree.nodes} - own
        top = ("", _("Tidak ada (paling atas)"))
        self.fields["parent"].choices = [top, *unit_choices(tree, others)]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """With single spaces."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_kind(self) -> str:
        """With single spaces."""
        return " ".join(str(self.cleaned_data["kind"]).split())

    @property
    def parent_unit(self) -> Agency | None:
        """The unit that was chosen."""
        code = self.cleaned_data["parent"]
        return Agency.objects.get(code=code) if code else None


class NewUnitForm(UnitForm):
    """A unit that is not there yet: its code is given once and for all."""

    code = forms.RegexField(
        label=_("Kode"),
        help_text=_("Kode OPD, misalnya 1.02.01. Setelah disimpan, kode tidak dapat diubah."),
        regex=r"^[0-9A-Za-z][0-9A-Za-z._-]*$",
        max_length=40,
        error_messages={
            "required": _("Isi kode unit, misalnya 1.02.01."),
            "invalid": _("Kode terdiri dari huruf, angka, titik, dan tanda hubung, tanpa spasi. Contoh: 1.02.01."),
        },
    )
    field_order = ("code", "name", "kind", "parent")

    def clean_code(self) -> str:
        """Any code but the one that is an address of its own."""
        code: str = self.cleaned_data["code"]
        if code == "baru":
            raise forms.ValidationError(_("Kode ini dipakai Timbang. Pilih kode lain."))
        return code
