"""The region admin says when the periods of a kind open, close and are locked; what waits is planned anew."""

import datetime
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import PeriodKind, PeriodRule
from appraisal.services.schedule.plan_steps import plan_steps
from appraisal.services.schedule.rule_words import NUMBERS, number_problems
from appraisal.services.schedule.step_dates import TypedNumbers


class RuleChangedError(ValueError):
    """Somebody saved another edition meanwhile; ``rule`` is what is stored now."""

    def __init__(self, rule: PeriodRule) -> None:
        self.rule = rule
        super().__init__(_("Aturan ini sudah diubah orang lain setelah Anda membukanya. Isian Anda belum disimpan."))


class RuleRefusedError(ValueError):
    """The numbers contradict each other; ``problems`` holds a sentence by field."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems.values()))


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What was typed: whether the kind runs by itself, since which period, and its numbers."""

    is_on: bool
    begins_on: datetime.date
    numbers: TypedNumbers

    def columns(self) -> dict[str, object]:
        """The same as columns of a rule."""
        return {"is_on": self.is_on, "begins_on": self.begins_on, **asdict(self.numbers)}


@transaction.atomic
def save_rule(*, kind: PeriodKind, edition: int, facts: RuleFacts, actor: Actor, today: datetime.date) -> int:
    """Store a rule as its next edition (0: there was none) and plan; returns how many dates changed. One event.

    The same content again changes nothing.

    Raises:
        RuleRefusedError: a step comes before one that it needs.
        RuleChangedError: the stored edition is not the one that was edited.
    """
    if problems := number_problems(facts.numbers):
        raise RuleRefusedError(problems)
    stored = PeriodRule.objects.select_for_update().filter(kind=kind).first()
    if stored is not None and stored.edition != edition:
        raise RuleChangedError(stored)
    before = None if stored is None else facts_of(stored)
    if before == facts:
        return 0
    _store(stored, kind, facts, actor)
    changed = plan_steps(today=today)
    record_event(
        action=AuditEvent.Action.SCHEDULE_CHANGED,
        subject=f"jadwal {kind.label}",
        actor=actor,
        details={"before": _said(before), "after": _said(facts), "dates_changed": changed},
    )
    return changed


def facts_of(rule: PeriodRule) -> RuleFacts:
    """What a stored rule says."""
    return RuleFacts(rule.is_on, rule.begins_on, TypedNumbers(**{name: getattr(rule, name) for name in NUMBERS}))


def _store(stored: PeriodRule | None, kind: PeriodKind, facts: RuleFacts, actor: Actor) -> None:
    if stored is None:
        try:
            with transaction.atomic():
                PeriodRule.objects.create(kind=kind, edited_by_id=actor.user_id, **facts.columns())
        except IntegrityError as error:
            raise RuleChangedError(PeriodRule.objects.get(kind=kind)) from error
        return
    for name, value in facts.columns().items():
        setattr(stored, name, value)
    stored.edition += 1
    stored.edited_by_id = actor.user_id
    stored.save()


def _said(facts: RuleFacts | None) -> dict[str, object] | None:
    return None if facts is None else {**facts.columns(), "begins_on": facts.begins_on.isoformat()}
