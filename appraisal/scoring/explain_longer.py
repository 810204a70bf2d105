"""What a longer period adds to an explanation: which months went in, which did not, and why (contract 2.2, 2.5)."""

from collections.abc import Collection, Iterator, Sequence

from appraisal.scoring.card import AttendanceResult, ItemResult, RubricBasis, RubricResult
from appraisal.scoring.language import mark, say
from appraisal.scoring.types import Pattern, RaterGroup, RubricRatings
from appraisal.scoring.wording import month_name

_LEFT_OUT = {
    Pattern.COUNT: mark("{months} belum dilaporkan dan belum ikut dihitung."),
    Pattern.POSITION: mark("{months} belum dilaporkan; yang dihitung keadaan terakhir yang dilaporkan."),
    Pattern.RELEASE: mark("{months} belum dirilis; yang dihitung rilis terakhir."),
}
_ITEM_NOTES = {
    "used": mark("dihitung"),
    "zero": mark("belum dilaporkan, dihitung 0"),
    "unreported": mark("belum dilaporkan"),
    "unreleased": mark("belum dirilis"),
    "declared": mark("tidak berlaku"),
    "earlier": mark("bukan yang terakhir"),
}


def month_spans(months: Sequence[int]) -> str:
    """``Januari s.d. April dan Juni``: three or more in a row are told by the first and the last."""
    runs: list[list[int]] = []
    for month in sorted(months):
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    parts = [part for run in runs for part in _run(run)]
    if len(parts) < 2:
        return "".join(parts)
    return say("{first} dan {last}", first=", ".join(parts[:-1]), last=parts[-1])


def _run(months: Sequence[int]) -> Iterator[str]:
    if len(months) > 2:
        yield say("{first} s.d. {last}", first=month_name(months[0]), last=month_name(months[-1]))
    else:
        yield from map(month_name, months)


def explain_gaps(item: ItemResult) -> Iterator[str]:
    """The due months that the figures of a main item do not hold as reported, and those that were declared."""
    as_zero = [month for month in item.used if month in item.unreported]
    if as_zero:
        yield say("{months} belum dilaporkan dan dihitung 0.", months=month_spans(as_zero))
    left_out = [month for month in item.unreported if month not in item.used]
    if left_out:
        yield say(_LEFT_OUT[item.pattern], months=month_spans(left_out))
    if item.declared:
        source = mark("{months} dinyatakan tidak berlaku: target dan realisasinya tidak ikut dihitung.")
        yield say(source, months=month_spans(item.declared))


def month_note(item: ItemResult, month: int) -> str:
    """What became of one month with a target, in a word or two."""
    is_used = month in item.used
    if month in item.declared:
        note = "declared"
    elif month in item.unreported:
        note = "zero" if is_used else "unreleased" if item.pattern is Pattern.RELEASE else "unreported"
    else:
        note = "used" if is_used else "earlier"
    return say(_ITEM_NOTES[note])


def explain_untargeted(months: Sequence[int]) -> str:
    """The months of the plan in which an item is not measured; empty without any."""
    return say("Tanpa target, jadi tidak diukur: {months}.", months=month_spans(months)) if months else ""


def explain_basis(result: RubricResult, ratings: RubricRatings | None, months: Collection[int]) -> str:
    """From which ratings the score of a rubric comes in a period longer than a month, and which months have none."""
    if result.basis is RubricBasis.OWN:
        return say("Yang dipakai penilaian untuk periode ini sendiri; nilai tiap bulan tidak ikut dihitung.")
    own = ratings.own if ratings else ()
    parts = []
    if any(entry.group is RaterGroup.SUPERVISOR for entry in own):
        parts.append(say("Penilaian untuk periode ini sendiri belum lengkap, jadi belum dipakai."))
    scored = {month for month, monthly in result.months if monthly.score is not None}
    unrated = [month for month in sorted(months) if month not in scored]
    if unrated and scored:
        source = mark("{months} belum dinilai dan tidak ikut dalam rata-rata.")
        parts.append(say(source, months=month_spans(unrated)))
    return " ".join(parts)


def explain_recap_gaps(result: AttendanceResult, months: Collection[int]) -> tuple[str, ...]:
    """The months without a recap, which the mean of the others leaves out; none while there is no recap at all."""
    there = {month.month for month in result.months}
    gaps = [month for month in sorted(months) if month not in there]
    if not gaps or not there:
        return ()
    return (say("Rekap {months} belum ada dan tidak ikut dalam rata-rata.", months=month_spans(gaps)),)
