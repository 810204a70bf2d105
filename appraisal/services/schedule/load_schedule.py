"""The year of a region's schedule: a row for each period, a cell for each step, stored or foreseen."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.dates import long_date, moment
from agencies.working_days import DayKind, WorkingDays
from appraisal.models import Period, PeriodKind, PeriodRule, ScheduledStep
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.schedule.rule_words import KIND_NAMES, STEP_NAMES, SUGGESTED, rule_sentence
from appraisal.services.schedule.spans import spans_at_hand, spans_of_kind
from appraisal.services.schedule.step_dates import StepNumbers, runs_from, step_dates

Step, State = ScheduledStep.Step, ScheduledStep.State

BY_HAND, FORESEEN = "by_hand", "foreseen"
"""What a cell is besides the states of a stored step: left to people, or dated and not stored (yet)."""


@dataclass(frozen=True, slots=True)
class StepCell:
    """A step of a period: its day, how it stands in two words, and the sentence on that where there is one.

    ``step_id`` is that of a row that can still be changed.
    """

    name: str
    day: datetime.date | None = None
    text: str = ""
    state: str = BY_HAND
    mark: str = ""
    note: str = ""
    is_today: bool = False
    is_moved: bool = False
    is_remarkable: bool = False
    step_id: int | None = None


@dataclass(frozen=True, slots=True)
class PeriodDates:
    """A period of the year; ``is_there`` once it was made. ``remarks`` say which holidays its dates step over, and what
    is to be known of its steps. No ``cells``: the schedule leaves the period alone.
    """

    code: str
    label: str
    is_current: bool
    is_there: bool
    cells: tuple[StepCell, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindDates:
    """The periods of a kind; ``rows`` are empty where it does not run by itself."""

    kind: str
    name: str
    is_on: bool
    sentence: str
    begins_on: datetime.date | None
    rows: tuple[PeriodDates, ...]


@dataclass(frozen=True, slots=True)
class FailedStep:
    """A step that could not be run, and why."""

    step_id: int
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ScheduleYear:
    """All kinds of a year. ``estimates``: some holidays are not decreed yet, nor the joint leave."""

    year: int
    kinds: tuple[KindDates, ...]
    step_names: tuple[str, ...]
    failed: tuple[FailedStep, ...]
    next_step: str
    has_estimates: bool

    @property
    def is_running(self) -> bool:
        """Whether any kind runs by itself."""
        return any(one.is_on for one in self.kinds)

    @property
    def current_code(self) -> str:
        """The first period under way; empty in another year."""
        return next((row.code for kind in self.kinds for row in kind.rows if row.is_current), "")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What rows are made from: a calendar, the stored steps and periods, and the day on which one looks."""

    calendar: WorkingDays
    stored: Mapping[tuple[str, str], ScheduledStep]
    there: frozenset[str]
    today: datetime.date
    year: int

    @classmethod
    def load(cls, *, year: int, today: datetime.date, kinds: Sequence[str] = tuple(PeriodKind)) -> "Drawn":
        """Three queries: days, steps and periods of the year."""
        steps = ScheduledStep.objects.filter(period_code__startswith=f"{year:04}", kind__in=list(kinds))
        periods = Period.objects.filter(first_day__year=year).values_list("code", flat=True)
        return cls(
            calendar=WorkingDays.load(datetime.date(year, 1, 1), datetime.date(year, 12, 31)),
            stored={(one.period_code, one.step): one for one in steps},
            there=frozenset(periods),
            today=today,
            year=year,
        )


def load_schedule(*, year: int, today: datetime.date) -> ScheduleYear:
    """The dates of a year as they are planned, done, moved or left to people. Four queries; five with a next step."""
    rules = {rule.kind: rule for rule in PeriodRule.objects.all()}
    drawn = Drawn.load(year=year, today=today)
    kinds = tuple(_kind(kind, rules.get(kind.value), drawn) for kind in PeriodKind)
    failed = [one for one in drawn.stored.values() if one.state == State.FAILED]
    return ScheduleYear(
        year=year,
        kinds=kinds,
        step_names=tuple(str(name) for name in STEP_NAMES.values()),
        failed=tuple(FailedStep(one.pk, _of_period(one), one.outcome) for one in failed),
        next_step=_next_step(today) if any(one.is_on for one in kinds) else "",
        has_estimates=_has_estimates(drawn.calendar, year),
    )


def period_rows(
    kind: str, numbers: StepNumbers, begins_on: datetime.date, drawn: Drawn, *, is_kept: bool = True
) -> tuple[PeriodDates, ...]:
    """The periods of a kind in the year, dated by some numbers; ``is_kept``: what waits stands where it is stored.

    Done and skipped steps stand as they are stored, and so do moved ones. No query.
    """
    return tuple(_row(span, numbers, begins_on, drawn, is_kept=is_kept) for span in spans_of_kind(kind, drawn.year))


def owed_at_once(kind: str, numbers: StepNumbers, begins_on: datetime.date, drawn: Drawn) -> list[str]:
    """The steps whose day is over and that nobody ran: saving such a rule runs them at once.

    Of the year that is drawn, and of those before it whose periods would still be planned: three queries each.
    """
    found = []
    at_hand = [span for span in spans_at_hand(kind, drawn.today) if span.first_day.year <= drawn.year]
    spans = [span for span in at_hand if span.last_day >= begins_on]
    years = {year: _of_year(year, kind, drawn) for year in sorted({span.first_day.year for span in spans})}
    for span in spans:
        of_year = years[span.first_day.year]
        for step, day in step_dates(span, numbers, of_year.calendar).items():
            stored = of_year.stored.get((span.code, step.value))
            is_settled = stored is not None and (stored.is_moved or stored.state in (State.DONE, State.SKIPPED))
            if not is_settled and runs_from(step, day) <= drawn.today:
                found.append(f"{STEP_NAMES[step]} {span.label}")
    return found


def _of_year(year: int, kind: str, drawn: Drawn) -> Drawn:
    return drawn if year == drawn.year else Drawn.load(year=year, today=drawn.today, kinds=[kind])


def _kind(kind: PeriodKind, rule: PeriodRule | None, drawn: Drawn) -> KindDates:
    is_on = rule is not None and rule.is_on
    return KindDates(
        kind=kind.value,
        name=str(KIND_NAMES[kind]),
        is_on=is_on,
        sentence=rule_sentence(rule or SUGGESTED[kind]),
        begins_on=rule.begins_on if rule is not None else None,
        rows=period_rows(kind.value, rule, rule.begins_on, drawn) if rule is not None and is_on else (),
    )


def _row(
    span: PeriodSpan, numbers: StepNumbers, begins_on: datetime.date, drawn: Drawn, *, is_kept: bool
) -> PeriodDates:
    takes_part = span.last_day >= begins_on
    dates = step_dates(span, numbers, drawn.calendar) if takes_part else {}
    cells = []
    for step in Step:
        stored = drawn.stored.get((span.code, step.value))
        if stored is not None and not _stands(stored, drawn.today, is_kept=is_kept):
            stored = None
        cells.append(_cell(step, dates.get(step), stored, drawn))
    return PeriodDates(
        code=span.code,
        label=span.label,
        is_current=span.first_day <= drawn.today <= span.last_day,
        is_there=span.code in drawn.there,
        cells=tuple(cells) if any(cell.day for cell in cells) else (),
        remarks=_remarks(span, cells, drawn.calendar),
    )


def _stands(stored: ScheduledStep, today: datetime.date, *, is_kept: bool) -> bool:
    """Whether a stored step says its day, whatever the numbers say."""
    return is_kept or stored.is_moved or stored.state in (State.DONE, State.SKIPPED) or stored.due_on < today


def _cell(step: ScheduledStep.Step, day: datetime.date | None, stored: ScheduledStep | None, drawn: Drawn) -> StepCell:
    cell = StepCell(name=str(STEP_NAMES[step]))
    due_on = stored.due_on if stored is not None else day
    if due_on is None:
        return cell
    cell = replace(
        cell, day=due_on, text=short_date(due_on, drawn.year), state=FORESEEN, is_today=due_on == drawn.today
    )
    if stored is None:
        return cell
    return replace(
        cell,
        state=stored.state,
        mark=_mark(stored, drawn),
        note=step_note(stored, drawn.today),
        is_moved=stored.is_moved,
        is_remarkable=_is_remarkable(stored),
        step_id=None if stored.state == State.DONE else stored.pk,
    )


def step_note(step: ScheduledStep, today: datetime.date) -> str:
    """One line on how a step stands; empty while it simply waits for its day."""
    if step.state == State.DONE and step.done_at is not None:
        return step.outcome or _("Dijalankan %(moment)s.") % {"moment": moment(step.done_at)}
    if step.state == State.SKIPPED:
        return _("Dilewati. Alasan: %(reason)s") % {"reason": step.reason}
    if step.state == State.FAILED:
        return step.outcome or _("Belum berhasil; dicoba lagi.")
    if step.outcome:
        return step.outcome
    if step.is_moved:
        return _("Dipindahkan. Alasan: %(reason)s") % {"reason": step.reason}
    return _("Menunggu giliran.") if runs_from(Step(step.step), step.due_on) < today else ""


def _mark(step: ScheduledStep, drawn: Drawn) -> str:
    if step.state == State.DONE and step.done_at is not None:
        at = timezone.localtime(step.done_at)
        return f"{short_date(at.date(), drawn.year)} {at:%H.%M}"
    if step.state == State.SKIPPED:
        return _("dilewati")
    if step.state == State.FAILED:
        return _("gagal")
    if runs_from(Step(step.step), step.due_on) < drawn.today:
        return _("menunggu")
    return _("dipindahkan") if step.is_moved else ""


def short_date(day: datetime.date, year: int) -> str:
    """`Rab 4 Feb`; with its year where that is another one."""
    return date_format(day, "D j M" if day.year == year else "D j M Y")


def _remarks(span: PeriodSpan, cells: Sequence[StepCell], calendar: WorkingDays) -> tuple[str, ...]:
    said = [f"{cell.name}: {cell.note}" for cell in cells if cell.is_remarkable]
    free = _free(span, cells, calendar)
    return tuple([free, *said] if free else said)


def _is_remarkable(step: ScheduledStep) -> bool:
    """Whether more is to be said of a step than its cell holds."""
    if step.state == State.DONE:
        return False
    return step.is_moved or bool(step.outcome) or step.state in (State.FAILED, State.SKIPPED)


def _free(span: PeriodSpan, cells: Sequence[StepCell], calendar: WorkingDays) -> str:
    """The holidays that the dates step over, before the first day and after the last."""
    days = [cell.day for cell in cells if cell.day is not None]
    if not days:
        return ""
    found = [
        *calendar.free_between(min(days), span.first_day),
        *calendar.free_between(span.last_day, max(days)),
    ]
    if not found:
        return ""
    said = ", ".join(f"{short_date(one.day, span.year)} ({one.name})" for one in dict.fromkeys(found))
    return _("Melewati hari libur: %(days)s.") % {"days": said}


def _of_period(step: ScheduledStep) -> str:
    return f"{STEP_NAMES[Step(step.step)]} {parse_period_code(step.period_code).label}"


def _next_step(today: datetime.date) -> str:
    """The next step that waits. One query."""
    waiting = ScheduledStep.objects.filter(state=State.WAITING, due_on__gte=today).order_by("due_on", "id").first()
    if waiting is None:
        return ""
    values = {"step": _of_period(waiting), "day": long_date(waiting.due_on)}
    return _("Berikutnya: %(step)s, %(day)s.") % values


def _has_estimates(calendar: WorkingDays, year: int) -> bool:
    days = [one for one in calendar.special.values() if one.day.year == year]
    return any(one.is_estimate for one in days) or all(one.kind is not DayKind.JOINT_LEAVE for one in days)
