"""Whose method is asked for, and of which year."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.services.load_agency_tree import AgencyTree

INDENT = "\u2003"
"""A wide space a level: the list of units shows what belongs to what."""


class MethodChoice(forms.Form):
    """A unit, or the region, and a year. The fields have the names that people see in the address."""

    opd = forms.ChoiceField(
        label=_("Perangkat daerah"),
        required=False,
        error_messages={"invalid_choice": _("Perangkat daerah itu tidak ada di daerah Anda. Pilih dari daftar.")},
    )
    tahun = forms.ChoiceField(
        label=_("Tahun"),
        error_messages={
            "required": _("Pilih tahun."),
            "invalid_choice": _("Tahun itu belum memiliki periode. Pilih dari daftar."),
        },
    )

    def __init__(self, data: object, *, tree: AgencyTree, years: Sequence[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        units = [(node.code, f"{INDENT * node.depth}{node.name}") for node in tree.nodes]
        self.fields["opd"].choices = [("", _("Seluruh daerah")), *units]  # type: ignore[attr-defined]
        self.fields["tahun"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
