"""Fields that several forms share."""

from django import forms

from appraisal.models import Period
from appraisal.period_codes import parse_period_code


class PeriodField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Periods under the names that people use."""

    def label_from_instance(self, obj: Period) -> str:
        """`Januari 2026`."""
        return parse_period_code(obj.code).label
