"""What people ask of the lists."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.forms.searches import SearchForPeople
from agencies.models import Agency
from appraisal.documents.delivery import DeliveryState


class EvaluationSearch(SearchForPeople):
    """Narrows the list of a period: an agency with its sub-units, and a name or the beginning of a NIP.

    The fields have the names that people see in the address.
    """

    opd = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Perangkat daerah"),
        empty_label=_("Semua"),
        error_messages={"invalid_choice": _("Perangkat daerah itu tidak ada dalam daftar Anda.")},
    )
    cari = forms.CharField(
        label=_("Nama atau awal NIP"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    penyampaian = forms.TypedChoiceField(
        label=_("Penyampaian"),
        choices=[
            ("", _("Semua")),
            (DeliveryState.NOT_DELIVERED, _("Belum disampaikan")),
            (DeliveryState.DELIVERED, _("Disampaikan, belum diketahui")),
            (DeliveryState.ACKNOWLEDGED, _("Diketahui")),
        ],
        coerce=DeliveryState,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Pilih salah satu dari daftar penyampaian.")},
    )

    def __init__(self, data: object, *, agencies: QuerySet[Agency]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["opd"].queryset = agencies  # type: ignore[attr-defined]

    @property
    def offers_agencies(self) -> bool:
        """Whether there is more than one agency to choose."""
        return len(self.fields["opd"].choices) > 2  # type: ignore[attr-defined]
