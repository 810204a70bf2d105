"""People are reminded before a deadline, at a time of day at which they work."""

from dataclasses import dataclass

from agencies.models import Agency
from agencies.working_days import WorkingDays
from appraisal.models import ScheduledStep
from appraisal.services.reminders.find_recipients import Group
from appraisal.services.reminders.quiet_hours import is_quiet
from appraisal.services.reminders.send_reminders import send_reminders
from appraisal.services.schedule.step_moments import moment_of
from appraisal.services.schedule.steps.turn import Outcome, Turn, done, wait

Step = ScheduledStep.Step


@dataclass(frozen=True, slots=True)
class _Reminder:
    """Whom a step reminds, and of which deadline."""

    group: Group
    deadline: ScheduledStep.Step
    named: str


_REMINDERS = {
    Step.REMIND_REPORT: _Reminder(Group.UNREPORTED, Step.CLOSE_ENTRY, "Batas pelaporan"),
    Step.REMIND_RATE: _Reminder(Group.RATERS, Step.CLOSE_SCORING, "Batas penilaian"),
}


def run(turn: Turn) -> Outcome:
    """Remind all units of the region; once the deadline is over there is nothing left to remind of."""
    reminder = _REMINDERS[Step(turn.step.step)]
    if lock := turn.lock():
        return done(f"Periode {lock.code} sudah dikunci, jadi tidak ada yang diingatkan.")
    if _is_over(turn, reminder):
        return done(f"{reminder.named} sudah lewat ketika jadwal berjalan lagi, jadi tidak ada yang diingatkan.")
    if is_quiet(turn.now) or not WorkingDays.load(turn.today, turn.today).is_worked(turn.today):
        return wait("Menunggu jam kerja sebelum mengingatkan.")
    sent = send_reminders(
        period=turn.period(),
        unit="semua unit",
        agency_ids=list(Agency.objects.values_list("id", flat=True)),
        group=reminder.group,
        today=turn.today,
        actor=None,
    )
    return done(sent.sentence)


def _is_over(turn: Turn, reminder: _Reminder) -> bool:
    due_on = ScheduledStep.objects.filter(period_code=turn.step.period_code, step=reminder.deadline)
    day = due_on.values_list("due_on", flat=True).first()
    return day is not None and moment_of(reminder.deadline, day, turn.zone) <= turn.now
