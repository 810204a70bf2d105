"""Complete results reach their employees also where the rater has not delivered them."""

from appraisal.services.delivery.deliver_by_schedule import deliver_by_schedule
from appraisal.services.schedule.steps.evaluate_step import await_evaluation
from appraisal.services.schedule.steps.turn import Outcome, Turn, done


def run(turn: Turn) -> Outcome:
    """Deliver what is in force; a locked period as it stands, an open one once its evaluation is over."""
    period = turn.period()
    if not turn.lock():
        waiting = await_evaluation(turn, period)
        if waiting is not None:
            return waiting
    return done(deliver_by_schedule(period=period, now=turn.now).sentence)
