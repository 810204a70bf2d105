"""What is asked of the audit trail."""

import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from agencies.forms.searches import SearchForPeople
from agencies.services.audit.acts import GROUPS
from agencies.services.audit.find_events import EventFilter
from agencies.services.audit.readable_events import TELLS_WHO_RATED

EARLIEST, LATEST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
ODD_DAY = _("Isi tanggal yang ada, misalnya 31/12/2026.")


def _day(label: object) -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": ODD_DAY},
        validators=[MinValueValidator(EARLIEST, ODD_DAY), MaxValueValidator(LATEST, ODD_DAY)],
    )


def _words(label: object, hint: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=hint,  # type: ignore[arg-type]
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Paling banyak 160 huruf.")},
    )


class AuditSearch(SearchForPeople):
    """Narrows the trail; the fields have the names that people see in the address."""

    dari = _day(_("Dari tanggal"))
    sampai = _day(_("Sampai tanggal"))
    tindakan = forms.ChoiceField(
        label=_("Tindakan"),
        required=False,
        error_messages={"invalid_choice": _("Tindakan itu tidak dikenal. Pilih dari daftar.")},
    )
    pelaku = _words(_("Pelaku"))
    cari = _words(_("Perihal atau NIP"))

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["tindakan"].choices = act_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        asked = super().clean() or {}
        first, last = asked.get("dari"), asked.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", _("Tanggal akhir lebih dahulu daripada tanggal awal. Tukar keduanya."))
        return asked

    def asked(self) -> EventFilter:
        """What a form without errors asks for."""
        typed = self.cleaned_data
        return EventFilter(
            first_day=typed["dari"],
            last_day=typed["sampai"],
            act=typed["tindakan"],
            person=" ".join(typed["pelaku"].split()),
            words=typed["cari"],
        )


def act_choices() -> list[tuple[Any, Any]]:
    """Everything; then each group as a whole, and act by act. Those that nobody reads are not offered."""
    choices: list[tuple[Any, Any]] = [("", _("Semua tindakan"))]
    for group in GROUPS:
        acts = [(act.value, act.label) for act in group.acts if act not in TELLS_WHO_RATED]
        choices.append((group.label, [(group.code, _("Semua: %(group)s") % {"group": group.label}), *acts]))
    return choices
