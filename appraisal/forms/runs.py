"""What people choose before a period is evaluated."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Units by code and name."""

    def label_from_instance(self, obj: Agency) -> str:
        return f"{obj.code} {obj.name}"


class EvaluateForm(forms.Form):
    """For whom: the whole region, where the person may ask for that, or a unit with its sub-units."""

    agency = UnitField(
        Agency.objects.none(),
        label=_("Unit kerja"),
        to_field_name="code",
        required=False,
        help_text=_("Unit di bawahnya ikut dievaluasi."),
        error_messages={
            "invalid_choice": _("Unit ini tidak ada di daftar Anda. Pilih unit dari daftar."),
            "required": _("Pilih unit yang dievaluasi."),
        },
    )

    def __init__(self, *args: Any, units: QuerySet[Agency], whole_region: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, UnitField)  # noqa: S101 - tells the type
        field.queryset = units
        field.required = not whole_region
        field.empty_label = _("Seluruh daerah") if whole_region else _("Pilih unit")
