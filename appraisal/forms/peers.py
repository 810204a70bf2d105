"""What comes from the pages on peers and subordinates as raters."""

import re

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 500
_LEVEL = re.compile(r"tingkat_([0-9]{1,18})")


class NominationForm(forms.Form):
    """Whom to ask; for whom, where a supervisor asks."""

    rater = forms.IntegerField(min_value=1, error_messages={"required": _("Pilih seorang penilai.")})
    employee = forms.IntegerField(min_value=1, required=False)


class DecisionForm(forms.Form):
    """Approve, or decline with a reason."""

    approves = forms.TypedChoiceField(
        choices=[("setuju", ""), ("tolak", "")], coerce=lambda word: word == "setuju", empty_value=None
    )
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": _("Ringkas alasan menjadi paling banyak %(limit_value)s karakter.")},
    )


def read_levels(sent: QueryDict) -> dict[int, int]:
    """The levels that a form gives, by dimension; what is no level is left out, and missed by the service."""
    levels = {}
    for name, value in sent.items():
        match = _LEVEL.fullmatch(name)
        if match and str(value) in {"1", "2", "3", "4", "5"}:
            levels[int(match[1])] = int(str(value))
    return levels
