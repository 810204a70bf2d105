"""The plans of a chunk: all at once, and where that fails, those that can be evaluated without those that cannot."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError, transaction
from django.utils.translation import gettext as _

from appraisal.services.evaluation.evaluate_period import Tally, Telling, evaluate_block
from appraisal.services.evaluation.period_facts import NoSchemeError, PeriodFacts
from appraisal.services.periods.lock_period import PeriodStateError

#: Not about a plan: the connection is gone, two waited for each other, the schema is not the one of this code. The task
#: dies of them, its chunk stays as it was, and the run is revived.
NOT_OF_A_PLAN = (OperationalError, InterfaceError, InternalError, ProgrammingError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some plans; ``failures`` are those that could not be evaluated, with the reason for people."""

    tally: Tally = field(default_factory=Tally)
    failures: Mapping[int, str] = field(default_factory=dict)

    def plus(self, other: "Outcome") -> "Outcome":
        """Both together."""
        return Outcome(self.tally.plus(other.tally), {**self.failures, **other.failures})


def evaluate_plans(*, facts: PeriodFacts, plan_ids: Sequence[int], as_told: Telling | None = None) -> Outcome:
    """Evaluate plans of one block in the caller's transaction; those that cannot be fail alone.

    ``as_told`` is handed on to :func:`evaluate_block`.

    Halves what fails until the plan stands alone: a bad one among 512 costs ten attempts, each of half the size.

    Raises:
        PeriodStateError: the period was locked meanwhile.
        OperationalError, InterfaceError, …: the database is in trouble, not a plan.
    """
    try:
        with transaction.atomic():
            return Outcome(evaluate_block(facts=facts, plan_ids=plan_ids, as_told=as_told))
    except (PeriodStateError, *NOT_OF_A_PLAN):
        raise
    except Exception as error:  # noqa: BLE001 - whatever the data of a plan can bring about
        if len(plan_ids) == 1:
            return Outcome(failures={plan_ids[0]: _reason(plan_ids[0], error)})
    middle = len(plan_ids) // 2
    first = evaluate_plans(facts=facts, plan_ids=plan_ids[:middle], as_told=as_told)
    return first.plus(evaluate_plans(facts=facts, plan_ids=plan_ids[middle:], as_told=as_told))


def _reason(plan_id: int, error: Exception) -> str:
    if isinstance(error, NoSchemeError):
        return str(error)
    logger.error("Plan %s cannot be evaluated.", plan_id, exc_info=error)
    return _(
        "Data SKP ini tidak dapat dihitung (%(kind)s). Periksa butir, realisasi, dan penempatannya; bila sudah benar, "
        "sampaikan nomor SKP %(plan)s kepada pengelola Timbang."
    ) % {"kind": type(error).__name__, "plan": plan_id}
