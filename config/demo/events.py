"""What people did beside the files: set another rating, handed a result over, took note of it."""

import random
import tomllib
from collections.abc import Mapping, Sequence

from agencies.models import AuditEvent, PlacementKind, Role, RoleGrant, User
from agencies.permissions import Actor, actor_of
from agencies.services.record_event import record_event
from appraisal.models import Evaluation, RatingOverride
from appraisal.services.delivery.acknowledge_evaluation import acknowledge_evaluation
from appraisal.services.delivery.deliver_evaluation import deliver_evaluation
from config.demo.book import HERE, Book
from config.demo.cases import Delivered, OtherRating

ACKNOWLEDGED = 0.8
"""The part of the delivered results of a month that their employees have taken note of."""


class Events:
    """What the people of the region in scope do. Each account is read once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._accounts = {user.login: user for user in User.objects.filter(region__code=book.code)}
        self._actors: dict[str, Actor] = {}
        self._head = RoleGrant.objects.values_list("user__login", flat=True).get(role=Role.REGIONAL_HEAD)

    def set_rating(self, case: OtherRating) -> None:
        """The rater of an evaluation sets another rating of an axis. It counts when the period is evaluated next.

        Written here and not by ``rate_employee``, which asks the clock whether the period has begun: the demo's year
        is always the same, and loads on any day.
        """
        evaluation = self._evaluation(case.who, case.period)
        rater = self._rater_of(evaluation)
        RatingOverride.objects.create(
            period_id=evaluation.period_id,
            plan_id=evaluation.plan_id,
            axis=case.axis,
            rating=case.rating,
            reason=case.reason,
            decided_by_id=rater.user_id,
        )
        record_event(
            action=AuditEvent.Action.RATING_OVERRIDDEN,
            subject=f"{evaluation.employee.nip}, {case.period}",
            actor=rater,
            details={"plan": evaluation.plan_id, "ratings": {case.axis: case.rating}},
            reason=case.reason,
        )

    def deliver(self, case: Delivered) -> None:
        """The rater hands the result over; with a response the employee takes note of it."""
        evaluation = self._evaluation(case.who, case.period)
        self._deliver(evaluation, case.recommendation)
        if case.response:
            self._acknowledge(evaluation, case.response)

    def deliver_all(self, period: str) -> None:
        """All raters hand over the complete results of a period, and most employees take note."""
        texts = _texts()
        complete = Evaluation.objects.filter(period__code=period, complete=True).latest().order_by("employee__nip")
        for evaluation in complete.select_related("employee", "period", "rater"):
            chance = random.Random(f"{evaluation.employee.nip}:delivery")  # noqa: S311 - a demo, not a secret
            self._deliver(evaluation, chance.choice(texts[evaluation.predicate]))
            if chance.random() < ACKNOWLEDGED:
                self._acknowledge(evaluation, chance.choice(texts["responses"]))

    def _deliver(self, evaluation: Evaluation, recommendation: str) -> None:
        rater, proof = self._rater_of(evaluation), evaluation.fingerprint
        deliver_evaluation(evaluation=evaluation, recommendation=recommendation, shown=proof, actor=rater)

    def _acknowledge(self, evaluation: Evaluation, response: str) -> None:
        employee = self._actor(evaluation.employee.nip)
        acknowledge_evaluation(evaluation=evaluation, revision=evaluation.revision, response=response, actor=employee)

    def _evaluation(self, who: str, period: str) -> Evaluation:
        """The evaluation in force of somebody's own post."""
        own = Evaluation.objects.filter(period__code=period, employee__nip=self._book.figures[who].nip).latest()
        return own.select_related("employee", "period", "rater").get(placement_kind=PlacementKind.DEFINITIVE)

    def _rater_of(self, evaluation: Evaluation) -> Actor:
        """The account behind an evaluation's rater: the supervisor's, or the regional head's where there is none."""
        return self._actor(evaluation.rater.nip if evaluation.rater else self._head)

    def _actor(self, login: str) -> Actor:
        if login not in self._actors:
            self._actors[login] = actor_of(self._accounts[login])
        return self._actors[login]


def _texts() -> Mapping[str, Sequence[str]]:
    """What raters recommend, by predicate; and what employees answer."""
    return tomllib.loads((HERE / "recommendations.toml").read_text(encoding="utf-8"))
