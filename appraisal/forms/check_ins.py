"""What both sides note of a talk, and what they agree to do next."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.services.check_ins.add_step import LONGEST_STEP
from appraisal.services.check_ins.check_in_errors import LONGEST_TOPIC
from appraisal.services.check_ins.plan_posts import PlanPost, Side
from indicators.forms.contributions import LinesField


def _day(label: Any, **options: Any) -> forms.DateField:
    said = {"invalid": _("Tanggal belum dapat dibaca. Tulis misalnya 2026-11-21.")}
    if "missing" in options:
        said["required"] = options.pop("missing")
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=said, **options)


class CheckInForm(forms.Form):
    """The day, the topic and the own note; ``edition`` is the one that was on the screen."""

    held_on = _day(_("Tanggal dialog"), missing=_("Isi tanggal dialog."))
    topic = forms.CharField(
        label=_("Pokok pembicaraan"),
        required=False,
        max_length=LONGEST_TOPIC,
        error_messages={"max_length": _("Pokok pembicaraan paling banyak %(limit_value)s karakter.")},
    )
    note = LinesField(
        label=_("Catatan Anda"),
        help_text=_("Apa yang dibahas, apa yang disepakati, dan dukungan apa yang diperlukan."),
        rows=6,
        required=False,
    )
    edition = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput)

    def clean_edition(self) -> int:
        """The number; without one it is no edition that anybody was shown."""
        typed = str(self.cleaned_data["edition"])
        return int(typed) if typed.isascii() and typed.isdigit() else 0

    def clean_held_on(self) -> datetime.date:
        """The day as it was typed; which days can be is the service's to say."""
        day: datetime.date = self.cleaned_data["held_on"]
        return day


class StepForm(forms.Form):
    """Who does what by when."""

    text = forms.CharField(
        label=_("Langkah"),
        help_text=_("Satu tindakan yang dapat diperiksa, misalnya “Lengkapi bukti kunjungan bulan Oktober”."),
        max_length=LONGEST_STEP,
        error_messages={
            "required": _("Tulis langkahnya, misalnya “Lengkapi bukti kunjungan bulan Oktober”."),
            "max_length": _("Langkah paling banyak %(limit_value)s karakter."),
        },
    )
    owner = forms.TypedChoiceField(
        label=_("Dilakukan oleh"),
        coerce=Side,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih siapa yang melakukannya."),
            "invalid_choice": _("Pilih pegawai atau pejabat penilai."),
        },
    )
    due_on = _day(_("Batas waktu"), required=False)

    def __init__(self, data: Any = None, *, post: PlanPost, **options: Any) -> None:
        super().__init__(data, **options)
        owner: Any = self.fields["owner"]
        owner.choices = [(Side.EMPLOYEE.value, post.employee), (Side.RATER.value, post.rater)]
