"""The rules of a schedule in words, what is suggested for each kind, and which numbers cannot stand together."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.models import PeriodKind, ScheduledStep
from appraisal.services.schedule.step_dates import StepNumbers, TypedNumbers

Step = ScheduledStep.Step

NUMBERS = (
    "open_before",
    "remind_before",
    "report_after",
    "rate_after",
    "evaluate_after",
    "deliver_after",
    "lock_after",
)

STEP_NAMES = MappingProxyType(
    {
        Step.OPEN: gettext_lazy("Buka periode"),
        Step.REMIND_REPORT: gettext_lazy("Ingatkan lapor"),
        Step.CLOSE_ENTRY: gettext_lazy("Batas lapor"),
        Step.REMIND_RATE: gettext_lazy("Ingatkan nilai"),
        Step.CLOSE_SCORING: gettext_lazy("Batas menilai"),
        Step.EVALUATE: gettext_lazy("Evaluasi"),
        Step.DELIVER: gettext_lazy("Sampaikan hasil"),
        Step.LOCK: gettext_lazy("Kunci periode"),
    }
)

KIND_NAMES = MappingProxyType(
    {
        PeriodKind.MONTH: gettext_lazy("Bulan"),
        PeriodKind.QUARTER: gettext_lazy("Triwulan"),
        PeriodKind.SEMESTER: gettext_lazy("Semester"),
        PeriodKind.YEAR: gettext_lazy("Tahun"),
    }
)

#: The yearly result reaches the deciding official within 30 working days after the year (PermenPANRB 6/2022); the
#: others leave time for what feeds them: a quarter for its last month, a semester for its last quarter.
SUGGESTED: Mapping[PeriodKind, TypedNumbers] = MappingProxyType(
    {
        PeriodKind.MONTH: TypedNumbers(0, 2, 3, 7, 8, 10, 20),
        PeriodKind.QUARTER: TypedNumbers(0, 2, 5, 10, 11, 13, 25),
        PeriodKind.SEMESTER: TypedNumbers(0, 3, 5, 12, 13, 15, 30),
        PeriodKind.YEAR: TypedNumbers(0, 5, 10, 20, 21, 30, 60),
    }
)


def rule_sentence(numbers: StepNumbers) -> str:
    """What a rule says, for lists: `lapor 3, menilai 7, kunci 20 hari kerja setelah hari terakhir`."""
    parts = [
        words % {"number": number}
        for words, number in (
            (_("lapor %(number)s"), numbers.report_after),
            (_("menilai %(number)s"), numbers.rate_after),
            (_("evaluasi %(number)s"), numbers.evaluate_after),
            (_("sampaikan %(number)s"), numbers.deliver_after),
            (_("kunci %(number)s"), numbers.lock_after),
        )
        if number is not None
    ]
    if not parts:
        return _("Semua langkah setelah hari terakhir dijalankan manual.")
    return _("Hari kerja setelah hari terakhir: %(steps)s.") % {"steps": ", ".join(parts)}


def number_problems(numbers: StepNumbers) -> dict[str, str]:
    """Which numbers contradict an earlier step, by their field: one sentence each."""
    found: dict[str, str] = {}
    if numbers.remind_before is not None and numbers.report_after is None and numbers.rate_after is None:
        found["remind_before"] = _("Pengingat butuh batas. Isi batas lapor atau batas menilai, atau kosongkan ini.")
    _check(found, numbers, "rate_after", ("report_after",), is_later=False)
    _check(found, numbers, "evaluate_after", ("rate_after", "report_after"), is_later=True)
    _check(found, numbers, "deliver_after", ("evaluate_after",), is_later=False)
    _check(found, numbers, "deliver_after", ("rate_after", "report_after"), is_later=True)
    _check(found, numbers, "lock_after", ("deliver_after", "evaluate_after"), is_later=False)
    _check(found, numbers, "lock_after", ("rate_after", "report_after"), is_later=True)
    return found


FIELD_NAMES = MappingProxyType(
    {
        "report_after": gettext_lazy("batas lapor"),
        "rate_after": gettext_lazy("batas menilai"),
        "evaluate_after": gettext_lazy("evaluasi"),
        "deliver_after": gettext_lazy("penyampaian hasil"),
        "lock_after": gettext_lazy("kunci periode"),
    }
)


def _check(
    found: dict[str, str], numbers: StepNumbers, field: str, earlier: tuple[str, ...], *, is_later: bool
) -> None:
    """Say of a field the first step that it must not come before; ``is_later``: nor fall on the same day.

    People report and rate until the end of the last day, so that nothing else can use that day's work.
    """
    number: int | None = getattr(numbers, field)
    if number is None or field in found:
        return
    for name in earlier:
        other: int | None = getattr(numbers, name)
        if other is None:
            continue
        least = other + 1 if is_later else other
        if number < least:
            sentence = _("%(step)s tidak boleh sebelum %(other)s selesai (%(number)s). Isi %(least)s atau lebih.")
            step = str(FIELD_NAMES[field])
            days = _("hari kerja ke-%(number)s") % {"number": other}
            found[field] = sentence % {
                "step": step[0].upper() + step[1:],
                "other": FIELD_NAMES[name],
                "number": days,
                "least": least,
            }
            return
