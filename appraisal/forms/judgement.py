"""What a rater decides of a year: the proposal or another rating of each axis with its reason, and the note."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.typed_text import typed_lines
from appraisal.documents.judgement import JudgedPlan
from appraisal.forms.rating import CHOICE_FIELDS, LONGEST_REASON
from appraisal.scoring.types import Rating
from appraisal.scoring.wording import rating_name
from appraisal.services.judgement.judge_year import LONGEST_NOTE, GivenJudgement
from appraisal.services.rating.rate_employee import REASON_FIELDS, GivenChoice


class _Lines(forms.CharField):
    """Text of several lines, a line break counted once."""

    def to_python(self, value: object) -> str:
        """The text with single line breaks."""
        return str(super().to_python(typed_lines(str(value or ""))))


def _reason(label: Any) -> _Lines:
    return _Lines(
        label=label,
        required=False,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Perlu bila berbeda dari usulan."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": gettext_lazy("Ringkas alasan menjadi paling banyak 2.000 karakter.")},
    )


def _rating(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Pilih usulan, atau salah satu rating lain.")},
    )


class JudgementForm(forms.Form):
    """An empty rating is the proposal, which needs no reason. An axis that follows its unit is not asked for."""

    hasil = _rating(gettext_lazy("Rating hasil kerja"))
    alasan_hasil = _reason(gettext_lazy("Alasan rating hasil kerja"))
    perilaku = _rating(gettext_lazy("Rating perilaku kerja"))
    alasan_perilaku = _reason(gettext_lazy("Alasan rating perilaku kerja"))
    pertimbangan = _Lines(
        label=gettext_lazy("Pertimbangan"),
        max_length=LONGEST_NOTE,
        help_text=gettext_lazy(
            "Apa yang menonjol dari bulan-bulannya, dan mengapa rating ini. Tulis tentang pekerjaannya, bukan tentang "
            "orangnya. Dibaca pegawai setelah hasil disampaikan. Paling banyak 2.000 karakter."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": gettext_lazy("Tulis pertimbangan Anda, satu atau dua kalimat."),
            "max_length": gettext_lazy(
                "Pertimbangan %(show_value)s karakter. Ringkas menjadi paling banyak %(limit_value)s."
            ),
        },
    )
    sidik = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    edisi = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: JudgedPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for axis, name in CHOICE_FIELDS.items():
            choice = plan.row.axis(axis)
            if choice.followed:
                del self.fields[name], self.fields[REASON_FIELDS[axis]]
            else:
                cast("forms.ChoiceField", self.fields[name]).choices = _offered(choice.proposal)

    @classmethod
    def of(cls, plan: JudgedPlan) -> "JudgementForm":
        """The form as things stand: what was set before is chosen."""
        initial: dict[str, object] = {"sidik": plan.shown, "edisi": plan.edition}
        for axis, name in CHOICE_FIELDS.items():
            choice = plan.row.axis(axis)
            initial[name] = "" if choice.effective is choice.proposal else choice.value
            initial[REASON_FIELDS[axis]] = choice.reason
        if plan.judgement:
            initial["pertimbangan"] = plan.judgement.note
        return cls(plan=plan, initial=initial)

    @classmethod
    def typed(cls, sent: Mapping[str, str], plan: JudgedPlan) -> "JudgementForm":
        """What was typed, now beside the result and the judgement that stand: sending it again decides on those."""
        initial: dict[str, object] = {name: sent.get(name, "") for name in cls.base_fields}
        return cls(plan=plan, initial={**initial, "sidik": plan.shown, "edisi": plan.edition})

    def clean(self) -> dict[str, Any]:
        """Another rating needs its reason."""
        found = super().clean() or {}
        for axis, name in CHOICE_FIELDS.items():
            if found.get(name) and not found.get(REASON_FIELDS[axis], "").strip():
                message = _("Tulis alasan singkat karena rating berbeda dari usulan sistem.")
                self.add_error(REASON_FIELDS[axis], message)
        return found

    def given(self) -> GivenJudgement:
        """What a valid form says."""
        said = self.cleaned_data
        return GivenJudgement(
            note=said["pertimbangan"],
            shown=said["sidik"],
            edition=said["edisi"] or 0,
            choices={
                axis: _choice(said[name], said[REASON_FIELDS[axis]])
                for axis, name in CHOICE_FIELDS.items()
                if name in said
            },
        )


def _choice(rating: str, reason: str) -> GivenChoice:
    return GivenChoice(Rating(rating), reason) if rating else GivenChoice(None)


def _offered(proposal: Rating | None) -> list[tuple[str, str]]:
    """The proposal first, then the other ratings, best first."""
    said = _("Sesuai usulan: %(rating)s") % {"rating": rating_name(proposal) if proposal else _("belum ada")}
    others = [(str(one), _("Tetapkan %(rating)s") % {"rating": rating_name(one)}) for one in Rating]
    return [("", said), *(choice for choice in others if choice[0] != proposal)]
