"""What a row of the scoring sheet sends: levels by dimension, and for each axis the proposal or another rating."""

import re
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.typed_text import typed_lines, typed_uuid
from appraisal.scoring.types import Axis, Rating
from appraisal.services.rating.rate_employee import REASON_FIELDS, GivenChoice, GivenRating

_IS_ID = re.compile(r"[0-9]{1,18}")
LEVEL = "tingkat_"
VERSION, KEY, EARLIER = "versi", "kunci", "sebelum"
MOST_EARLIER = 20
"""Editions whose answer was lost; more than these are a connection that somebody else should look at."""
CHOICE_FIELDS = {Axis.RESULT: "hasil", Axis.BEHAVIOUR: "perilaku"}
LONGEST_REASON = 2_000
"""In characters."""


def read_rating(sent: Mapping[str, str]) -> GivenRating:
    """What was sent, read field by field. What cannot be read is named with a sentence; the service refuses it."""
    wrong: dict[str, str] = {}
    levels: dict[int, int] = {}
    for name, text in sent.items():
        number = name.removeprefix(LEVEL)
        if number == name or not text:
            continue
        if _IS_ID.fullmatch(number) and text in {"1", "2", "3", "4", "5"}:
            levels[int(number)] = int(text)
        else:
            wrong[name] = _("Pilih tingkat 1 sampai 5.")
    choices = {axis: _choice(axis, sent, wrong) for axis, name in CHOICE_FIELDS.items() if name in sent}
    earlier = [key for text in sent.get(EARLIER, "").split(",")[:MOST_EARLIER] if (key := typed_uuid(text))]
    return GivenRating(sent.get(VERSION, ""), levels, choices, wrong, typed_uuid(sent.get(KEY, "")), tuple(earlier))


def _choice(axis: Axis, sent: Mapping[str, str], wrong: dict[str, str]) -> GivenChoice:
    """An empty choice is the proposal. A reason is kept as typed, with single line breaks, but for NUL."""
    asked = sent[CHOICE_FIELDS[axis]]
    reason = typed_lines(sent.get(REASON_FIELDS[axis], ""))
    if len(reason) > LONGEST_REASON:
        wrong[REASON_FIELDS[axis]] = _("Ringkas alasan menjadi paling banyak 2.000 karakter.")
    if asked in set(Rating):
        return GivenChoice(Rating(asked), reason)
    if asked:
        wrong[CHOICE_FIELDS[axis]] = _("Pilih bawah, sesuai, atau atas.")
    return GivenChoice(None, reason)


class ReopenForm(forms.Form):
    """Why a sent row is opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan membuka kembali"),
        help_text=gettext_lazy("Alasan ini tersimpan di jejak audit."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tulis alasan membuka kembali nilai ini.")},
    )
