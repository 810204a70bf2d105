"""What people choose before a package is made."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from appraisal.forms.runs import UnitField
from appraisal.models import Period
from reports.forms.fields import PeriodField
from reports.models import Bundle, DocumentKind

_KINDS = (
    (DocumentKind.SCORECARD, _("Kartu nilai")),
    (DocumentKind.EVALUATION_FORM, _("Formulir evaluasi kinerja")),
    (DocumentKind.EVALUATION_DOCUMENT, _("Dokumen evaluasi kinerja pegawai")),
    (DocumentKind.AGENCY_SUMMARY, _("Rekap perangkat daerah")),
)
_BUNDLES = ((Bundle.ZIP, _("ZIP, satu berkas PDF per dokumen")), (Bundle.PDF, _("Satu PDF untuk dicetak sekaligus")))


class PackageForm(forms.Form):
    """Which documents, of which period and whom, and in which form they are handed over."""

    kind = forms.ChoiceField(
        label=_("Dokumen"),
        choices=_KINDS,
        error_messages={"invalid_choice": _("Dokumen ini tidak dibuat sebagai paket. Pilih dokumen dari daftar.")},
    )
    period = PeriodField(
        Period.objects.none(),
        label=_("Periode"),
        to_field_name="code",
        empty_label=None,
        error_messages={
            "invalid_choice": _("Periode ini belum dievaluasi. Pilih periode dari daftar."),
            "required": _("Pilih periode."),
        },
    )
    agency = UnitField(
        Agency.objects.none(),
        label=_("Unit kerja dan unit di bawahnya"),
        to_field_name="code",
        required=False,
        error_messages={
            "invalid_choice": _("Unit ini tidak ada di daftar Anda. Pilih unit dari daftar."),
            "required": _("Pilih unit."),
        },
    )
    bundle = forms.ChoiceField(
        label=_("Bentuk"),
        choices=_BUNDLES,
        initial=Bundle.ZIP,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih ZIP atau PDF."), "invalid_choice": _("Pilih ZIP atau PDF.")},
    )

    def __init__(
        self, *args: Any, periods: QuerySet[Period], units: QuerySet[Agency], whole_region: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        period, agency = self.fields["period"], self.fields["agency"]
        assert isinstance(period, PeriodField)  # noqa: S101 - tells the type
        assert isinstance(agency, UnitField)  # noqa: S101 - tells the type
        period.queryset = periods
        agency.queryset = units
        agency.required = not whole_region
        agency.empty_label = _("Seluruh daerah") if whole_region else _("Pilih unit")
