"""What people ask of the list of indicators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.services.load_agency_tree import AgencyTree
from indicators.models import Aspect, Direction

INDENT = "\u2003"
"""A wide space a level: the list of units shows what belongs to what."""


class IndicatorSearch(forms.Form):
    """Narrows the list: a unit with its sub-units, a text, the direction, the aspect.

    The fields have the names that people see in the address.
    """

    opd = forms.ChoiceField(
        label=_("Perangkat daerah"),
        required=False,
        error_messages={"invalid_choice": _("Perangkat daerah itu tidak ada di daerah Anda. Pilih dari daftar.")},
    )
    cari = forms.CharField(
        label=_("Kode, nama, atau definisi"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    arah = forms.ChoiceField(
        label=_("Arah"),
        required=False,
        choices=[
            ("", _("Semua")),
            (Direction.HIGHER, _("makin tinggi makin baik")),
            (Direction.LOWER, _("makin rendah makin baik")),
            (Direction.RANGE, _("tetap dalam rentang")),
            (Direction.RANGE_HIGHER, _("rentang, lebih tinggi lebih baik")),
            (Direction.RANGE_LOWER, _("rentang, lebih rendah lebih baik")),
        ],
        error_messages={"invalid_choice": _("Arah itu tidak dikenal. Pilih dari daftar.")},
    )
    aspek = forms.ChoiceField(
        label=_("Aspek"),
        required=False,
        choices=[
            ("", _("Semua")),
            (Aspect.QUANTITY, _("kuantitas")),
            (Aspect.QUALITY, _("kualitas")),
            (Aspect.TIME, _("waktu")),
            (Aspect.COST, _("biaya")),
        ],
        error_messages={"invalid_choice": _("Aspek itu tidak dikenal. Pilih dari daftar.")},
    )

    def __init__(self, data: object, *, tree: AgencyTree) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        units = [(node.code, f"{INDENT * node.depth}{node.name}") for node in tree.nodes]
        self.fields["opd"].choices = [("", _("Seluruh daerah")), *units]  # type: ignore[attr-defined]

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the unit was asked for."""
        return any(self.data.get(name) for name in ("cari", "arah", "aspek"))

    def clean_cari(self) -> str:
        """The text with single spaces."""
        return " ".join(str(self.cleaned_data["cari"]).split())
