"""What people write to each other about the work, and how they ask for it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.dates import long_month
from appraisal.help.wording_hints import Hint, hints_for
from appraisal.services.feedback.subjects import About, Subjects
from indicators.forms.contributions import LinesField

GENERAL, INDICATOR, VALUE = "umum", "indikator", "nilai"
HINTED = ("strength", "suggestion")
"""The fields beside which hints on the wording appear."""


class AboutField(forms.ChoiceField):
    """An indicator, a core value, or neither; its value is an :class:`About`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Tentang"),
            initial=GENERAL,
            error_messages={
                "required": gettext_lazy("Pilih tentang apa, atau pilih umum."),
                "invalid_choice": gettext_lazy(
                    "Pilih indikator dari SKP pegawai ini, salah satu nilai dasar, atau umum."
                ),
            },
            **options,
        )

    def offer(self, subjects: Subjects) -> None:
        """Let people choose among these."""
        groups: list[Any] = [(GENERAL, _("Umum, tanpa indikator"))]
        if subjects.indicators:
            groups.append((_("Indikator SKP"), [(f"{INDICATOR}-{one}", name) for one, name in subjects.indicators]))
        groups.append((_("Nilai dasar BerAKHLAK"), [(f"{VALUE}-{code}", name) for code, name in subjects.values]))
        self.choices = groups

    def clean(self, value: Any) -> Any:
        """What was chosen."""
        kind, _dash, which = str(super().clean(value)).partition("-")
        if kind == INDICATOR:
            return About(indicator_id=int(which))
        return About(value=which if kind == VALUE else "")


class FeedbackForm(forms.Form):
    """What went well, what would help, about what, and the month it speaks of. A request fixes what it is about."""

    about = AboutField()
    month = forms.TypedChoiceField(
        label=gettext_lazy("Bulan"),
        coerce=datetime.date.fromisoformat,
        error_messages={
            "required": gettext_lazy("Pilih bulannya."),
            "invalid_choice": gettext_lazy("Pilih bulan dari daftar."),
        },
    )
    strength = LinesField(
        label=gettext_lazy("Yang sudah baik"),
        help_text=gettext_lazy("Apa yang dikerjakan, kapan, dan apa hasilnya."),
        rows=4,
        required=False,
    )
    suggestion = LinesField(
        label=gettext_lazy("Yang dapat ditingkatkan"),
        help_text=gettext_lazy("Apa yang dapat dilakukan berbeda, dan dukungan apa yang membantu."),
        rows=4,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, months: Sequence[datetime.date], subjects: Subjects | None, **options: Any
    ) -> None:
        super().__init__(data, **options)
        month: Any = self.fields["month"]
        month.choices = [(one.isoformat(), long_month(one.year, one.month)) for one in months]
        about = self.fields["about"]
        if subjects is None:
            del self.fields["about"]
        elif isinstance(about, AboutField):
            about.offer(subjects)

    def clean(self) -> None:
        """At least one of both fields says something."""
        if self.errors.keys() & set(HINTED):
            return
        if not any(self.cleaned_data.get(name) for name in HINTED):
            self.add_error("strength", _("Isi paling sedikit satu: yang sudah baik, atau yang dapat ditingkatkan."))

    def hints(self, name: str) -> tuple[Hint, ...]:
        """The hints on what stands in a field now; none before anything was typed."""
        return hints_for(str(self.data.get(name, ""))) if self.is_bound else ()

    def unseen_hints(self) -> bool:
        """Whether there is a hint that the writer was not shown beside the field yet."""
        seen = set(self.data.getlist("saran")) if hasattr(self.data, "getlist") else set()
        return any(f"{name}-{hint.concern}" not in seen for name in HINTED for hint in self.hints(name))


class AskForm(forms.Form):
    """Whom to ask, about what, and the question. ``nip`` is the NIP of a candidate where a name fits several."""

    person = forms.CharField(
        label=gettext_lazy("Kepada"),
        help_text=gettext_lazy("Ketik nama atau NIP, lalu pilih dari daftar. Atasan dan rekan Anda ada di daftar."),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "calon-penjawab", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Isi nama atau NIP orang yang Anda tanyai."),
            "max_length": gettext_lazy("Isian terlalu panjang. Tulis nama atau NIP saja."),
        },
    )
    nip = forms.CharField(required=False, max_length=18, widget=forms.HiddenInput)
    about = AboutField()
    question = LinesField(
        label=gettext_lazy("Pertanyaan"),
        help_text=gettext_lazy(
            "Makin khusus makin mudah dijawab, misalnya “Bagian mana dari laporan saya yang sulit dibaca?”"
        ),
        rows=4,
        missing=gettext_lazy("Tulis pertanyaan Anda, misalnya bagian laporan mana yang sulit dibaca."),
    )

    def __init__(self, data: Any = None, *, subjects: Subjects, **options: Any) -> None:
        super().__init__(data, **options)
        about = self.fields["about"]
        if isinstance(about, AboutField):
            about.offer(subjects)


class DeclineForm(forms.Form):
    """Why there is no answer now."""

    note = LinesField(
        label=gettext_lazy("Keterangan"),
        help_text=gettext_lazy("Misalnya kapan Anda dapat menjawab, atau siapa yang lebih mengetahui."),
        rows=2,
        missing=gettext_lazy("Tulis keterangan singkat, misalnya kapan Anda dapat menjawab."),
    )


class MonthForm(forms.Form):
    """Narrows a list to one month; the field has the name that people see in the address."""

    bulan = forms.TypedChoiceField(
        label=gettext_lazy("Bulan"),
        required=False,
        coerce=datetime.date.fromisoformat,
        empty_value=None,
        error_messages={"invalid_choice": gettext_lazy("Bulan itu tidak ada dalam daftar. Pilih dari daftar.")},
    )

    def __init__(self, data: Any, *, months: Sequence[datetime.date]) -> None:
        super().__init__(data)
        month: Any = self.fields["bulan"]
        month.choices = [
            ("", _("Semua bulan")),
            *((one.isoformat(), long_month(one.year, one.month)) for one in months),
        ]
