"""The form of bulk writes: only kinds of values are fixed here; what they say is judged row by row."""

from typing import Any

from rest_framework import serializers

from agencies.api.problems import FieldErrorSerializer
from agencies.api.strict import Closed, Count, OneOf, Text, rows_of
from appraisal.models.attendance import EARLY, LATE
from appraisal.services.sending.results import Mode, RowStatus

MOST_ROWS = 1_000
LONGEST_NOTE = 2_000
"""In characters, as on the screen."""


class ChangedActualSerializer(Closed):
    """What an actual becomes, whole: what is left out is empty from then on."""

    value = Text(
        allow_null=True, required=False, help_text='a plain decimal as "12.5", at most 18 decimals; null with a status'
    )
    status = OneOf(["not_applicable"], allow_null=True, required=False)
    note = Text(required=False, max_length=LONGEST_NOTE, help_text="needed with a status: why it does not apply")


class ActualRowSerializer(ChangedActualSerializer):
    """What was achieved. Its key are NIP, month and indicator; a known one is updated."""

    nip = Text(help_text="18 digits")
    period = Text(help_text="a month, as 2026-01")
    agency = Text(help_text="kode_opd of the agency that owns the indicator")
    indicator = Text(help_text="kode of the indicator")


class AttendanceRowSerializer(Closed):
    """A person's recap of a month. Every count is said, 0 too."""

    nip = Text(help_text="18 digits")
    period = Text(help_text="a month, as 2026-01")
    workdays = Count(help_text="hari_kerja, 0 to 31")
    present = Count(help_text="hadir, at most the workdays")
    absent = Count(help_text="tk: days without explanation")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With the events of late arrival and early departure."""
        return super().get_fields() | {name: Count(help_text="0 to 999 events") for name in (*LATE, *EARLY)}


class RatingRowSerializer(Closed):
    """A level that the account gives as appraising supervisor (atasan)."""

    nip = Text(help_text="18 digits, of the person who is rated")
    period = Text(help_text="as 2026-01, 2026-Q1, 2026-S1 or 2026")
    rubric = Text(help_text="as berakhlak")
    dimension = Text(help_text="for berakhlak BP, AK, KO, HA, LO, AD, KL; or SEMUA")
    level = Count(help_text="1 to 5")


class BulkSerializer(Closed):
    """Rows, and whether they stand by each other."""

    mode = OneOf(
        [mode.value for mode in Mode],
        default=Mode.ALL_OR_NOTHING.value,
        help_text="each: good rows are stored, bad ones reported",
    )


class SentActualsSerializer(BulkSerializer):
    """Actuals."""

    rows = rows_of(ActualRowSerializer, most=MOST_ROWS)


class SentAttendanceSerializer(BulkSerializer):
    """Attendance recaps."""

    rows = rows_of(AttendanceRowSerializer, most=MOST_ROWS)


class SentRatingsSerializer(BulkSerializer):
    """Levels."""

    rows = rows_of(RatingRowSerializer, most=MOST_ROWS)


class RowResultSerializer(serializers.Serializer[Any]):
    """What became of one row."""

    row = serializers.IntegerField(help_text="its place in rows, from 0")
    status = serializers.ChoiceField([status.value for status in RowStatus])
    errors = FieldErrorSerializer(many=True)  # type: ignore[assignment]  # its name on the wire


class BulkResultSerializer(serializers.Serializer[Any]):
    """How many rows came to what, and each of them in the order of what was sent."""

    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = RowResultSerializer(many=True)
