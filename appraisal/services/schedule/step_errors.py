"""What a step of the schedule can be refused, and the checks that every change of one shares."""

import datetime

from django.utils.translation import gettext as _

from agencies.dates import long_date
from appraisal.models import Period, ScheduledStep
from appraisal.period_codes import parse_period_code
from appraisal.services.peers.sealed import weighing_schemes

State, Step = ScheduledStep.State, ScheduledStep.Step


class StepRefusedError(ValueError):
    """The step cannot be changed so; the text says why and how to mend it. ``field`` is what was typed wrong."""

    def __init__(self, sentence: str, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


class StepChangedError(ValueError):
    """The step is not as it was shown; ``step`` is what is stored now."""

    def __init__(self, step: ScheduledStep) -> None:
        self.step = step
        super().__init__(_("Langkah ini berubah setelah Anda membukanya. Isian Anda belum disimpan."))


def shown_of(step: ScheduledStep) -> str:
    """What a page shows of a step: another text as soon as anything of it changes."""
    return f"{step.state} {step.due_on:%Y-%m-%d} {'moved' if step.is_moved else 'planned'}"


def held_step(step: ScheduledStep, shown: str, reason: str) -> tuple[ScheduledStep, str]:
    """The stored step, held until the transaction ends, and the reason as it is kept.

    Raises:
        StepChangedError: it is not what was shown.
        StepRefusedError: it is done already, or no reason is given.
    """
    stored = ScheduledStep.objects.select_for_update().get(pk=step.pk)
    if shown_of(stored) != shown:
        raise StepChangedError(stored)
    if stored.state == State.DONE:
        raise StepRefusedError(_("Langkah ini sudah dijalankan dan tidak dapat diubah lagi."))
    why = " ".join(reason.split())
    if not why:
        raise StepRefusedError(_("Tulis alasannya, misalnya nomor surat."), "reason")
    return stored, why


def refuse_after_sealing(period_code: str, today: datetime.date) -> None:
    """Refuse to give ratings more time where peers count and their time is over (docs/adr/0008). Two queries.

    Raises:
        StepRefusedError: group means are shown from then on, so that nobody may add to them.
    """
    if sentence := sealed_sentence(Period.objects.filter(code=period_code).first(), today):
        raise StepRefusedError(sentence, "day")


def sealed_sentence(period: Period | None, today: datetime.date) -> str:
    """Why ratings of a period get no more time; empty where they may. One query where the deadline is over."""
    if period is None or period.rate_until is None or period.rate_until >= today or not weighing_schemes():
        return ""
    values = {"period": parse_period_code(period.code).label, "day": long_date(period.rate_until)}
    return (
        _(
            "Batas menilai %(period)s sudah lewat pada %(day)s dan tidak dapat diperpanjang: skema daerah ini "
            "menghitung penilaian rekan atau bawahan, dan rata-ratanya sudah boleh dibaca sejak hari itu."
        )
        % values
    )
