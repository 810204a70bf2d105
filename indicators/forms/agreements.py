"""What people ask of the list of agreements."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.services.load_agency_tree import AgencyNode
from indicators.forms.search import INDENT

EARLIEST_YEAR = 2020
YEARS_AHEAD = 1


def years_around(this_year: int) -> range:
    """The years whose agreements can be written: the past ones stay open to read and to mend."""
    return range(EARLIEST_YEAR, this_year + YEARS_AHEAD + 1)


class AgreementSearch(forms.Form):
    """A unit with its sub-units, and the year. The fields have the names that people see in the address."""

    opd = forms.ChoiceField(
        label=_("Perangkat daerah"),
        required=False,
        error_messages={"invalid_choice": _("Unit itu tidak ada di daftar Anda. Pilih dari daftar.")},
    )
    tahun = forms.TypedChoiceField(
        label=_("Tahun"),
        required=False,
        coerce=int,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Tahun itu tidak dapat dipilih.")},
    )

    def __init__(self, data: object, *, units: Sequence[AgencyNode], this_year: int) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self._units = {node.code: node for node in units}
        self._this_year = this_year
        least = min((node.depth for node in units), default=0)
        listed = [(node.code, f"{INDENT * (node.depth - least)}{node.name}") for node in units]
        self.fields["opd"].choices = [("", _("Semua unit")), *listed]  # type: ignore[attr-defined]
        self.fields["tahun"].choices = [(year, year) for year in years_around(this_year)]  # type: ignore[attr-defined]

    @property
    def unit(self) -> AgencyNode | None:
        """The unit that is asked for, once the form is valid."""
        return self._units.get(self.cleaned_data["opd"])

    @property
    def year(self) -> int:
        """The year that is asked for, else this one."""
        return int(self.cleaned_data["tahun"] or self._this_year)

    @property
    def years(self) -> list[int]:
        """The year before, this one and the next, and the one that is asked for."""
        return sorted({self._this_year - 1, self._this_year, self._this_year + 1, self.year})

    def address_of(self, year: int) -> str:
        """The same list of another year."""
        asked = {"opd": self.cleaned_data["opd"], "tahun": str(year)}
        return f"?{urlencode({name: text for name, text in asked.items() if text})}"
