"""November under way in one team: reports that wait, evidence, what was returned, feedback, a talk, a delegation.

Written as rows where the product's own service would ask the clock: the demo's year is always the same, and loads on
any day.
"""

import datetime
import io
import tomllib
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from agencies.models import Delegation, DelegationKind, Employee, Placement, Role
from appraisal.models import (
    Actual,
    ActualState,
    CheckIn,
    Exclusion,
    Feedback,
    FeedbackRequest,
    NextStep,
    Period,
    RaterNomination,
    Rating,
    Reminder,
    Verification,
)
from appraisal.services.evidence.attach_evidence import attach_evidence
from appraisal.services.evidence.store_evidence import store_evidence
from appraisal.services.periods.ensure_period import ensure_period
from config.demo.ahead import actor_behind, find_team, first_of
from config.demo.book import HERE, Book
from config.demo.people import YEAR
from config.demo.year import OPEN_MONTH
from indicators.models import Plan

MONTH = datetime.date(YEAR, OPEN_MONTH, 1)
TALK = datetime.date(YEAR, OPEN_MONTH, 6)
AWAY = datetime.date(YEAR, 10, 26), datetime.date(YEAR, 10, 30)
PICTURE_SIZE = 1280, 960
PAPER, INK, LINE = (250, 248, 244), (40, 48, 58), (176, 184, 194)
LINES = range(170, 900, 70)


class Underway:
    """What the people of the region in scope do in November."""

    def __init__(self, book: Book) -> None:
        self._words: dict[str, Any] = tomllib.loads((HERE / "underway.toml").read_text(encoding="utf-8"))
        self._book = book
        self._team = find_team(book)
        self._admin = first_of(Role.AGENCY_ADMIN)
        self._period = Period.objects.get(code=f"{MONTH:%Y-%m}")
        first, self._employee, *others = (place.employee for place in self._team.staff)
        self._colleagues: Sequence[Employee] = (first, *others)

    def prepare(self) -> None:
        """All of it, in the order in which it would happen."""
        self._delegate()
        self._leave_out()
        self._report()
        self._say()
        self._talk()
        self._remind()
        if self._book.scheme.groups.peer > 0:
            self._nominate()

    @property
    def _supervisor(self) -> Placement:
        return self._team.supervisor

    def _delegate(self) -> None:
        """The supervisor was away for a week in October, and the first colleague stood in."""
        Delegation.objects.create(
            rater=self._supervisor.employee,
            delegate=self._colleagues[0],
            kind=DelegationKind.DAILY_ACTING,
            first_day=AWAY[0],
            last_day=AWAY[1],
            reason=self._words["delegation_reason"],
            decided_by_id=actor_behind(self._supervisor.employee).user_id,
        )

    def _leave_out(self) -> None:
        """Somebody of the team is on leave and neither reports nor is rated."""
        team = Placement.objects.during(MONTH, MONTH).filter(supervisor=self._supervisor.employee)
        busy = Actual.objects.filter(month=MONTH).values("employee_id")
        named = [place.employee_id for place in self._team.staff]
        idle = team.exclude(employee_id__in=busy).exclude(employee_id__in=named).order_by("employee__nip").first()
        if idle is not None:
            Exclusion.objects.create(
                employee_id=idle.employee_id,
                kind=Exclusion.Kind.LEAVE,
                first_day=MONTH,
                last_day=datetime.date(YEAR + 1, 1, 31),
                reason=self._words["exclusion_reason"],
                decided_by_id=self._admin.user_id,
                decided_by_name=self._admin.name,
            )

    def _report(self) -> None:
        """What the team reported in the browser waits; one report was returned, one of the employee's is still to come.

        The employee's picture supports a colleague's report too: a hint for who verifies.
        """
        team = Placement.objects.during(MONTH, MONTH).filter(supervisor=self._supervisor.employee)
        people = {*team.values_list("employee_id", flat=True)}
        own = list(Actual.objects.filter(employee=self._employee, month=MONTH).order_by("id"))
        if len(own) > len(self._due()) - 1:
            own.pop().delete()
        rated = Rating.objects.filter(period=self._period).values("employee_id")
        waiting = Actual.objects.filter(employee_id__in=people, month=MONTH, state=ActualState.VERIFIED)
        waiting.exclude(employee_id__in=rated).update(state=ActualState.REPORTED)
        self._support(self._employee, own)
        others = Actual.objects.filter(employee__in=self._colleagues, month=MONTH, state=ActualState.REPORTED)
        for number, actual in enumerate(others.select_related("employee").order_by("id")[:2]):
            if number == 0:
                self._support(actual.employee, [actual])
            else:
                self._return(actual)

    def _due(self) -> Sequence[int]:
        """The employee's indicators with a target in November."""
        plan = Plan.objects.all().agreed().filter(employee=self._employee, year=YEAR)
        due = plan.filter(**{f"items__targets__{OPEN_MONTH - 1}__isnull": False})
        return list(due.values_list("items__indicator_id", flat=True))

    def _support(self, employee: Employee, actuals: Sequence[Actual]) -> None:
        """A picture, and for more than one report a paper as well."""
        actor = actor_behind(employee)
        files = [
            (self._words["picture"], _picture(), "image/jpeg"),
            (self._words["paper"], _paper(), "application/pdf"),
        ]
        for actual, (words, content, kind) in zip(actuals, files, strict=False):
            upload = SimpleUploadedFile(words["name"], content, kind)
            stored = store_evidence(employee_id=employee.pk, upload=upload, note=words["note"], actor=actor)
            attach_evidence(actual=actual, keys=[stored.key], actor=actor)

    def _return(self, actual: Actual) -> None:
        supervisor = actor_behind(self._supervisor.employee)
        Actual.objects.filter(pk=actual.pk).update(state=ActualState.RETURNED)
        Verification.objects.create(
            actual=actual,
            outcome=Verification.Outcome.RETURNED,
            value=actual.value,
            reason=self._words["returned_reason"],
            decided_by_id=supervisor.user_id,
            decided_by_name=supervisor.name,
        )

    def _say(self) -> None:
        """Feedback by the supervisor and a colleague; the employee asks for more."""
        indicator = Actual.objects.filter(employee=self._employee, month=MONTH).order_by("id").first()
        words = self._words["feedback"]
        for author, said, about in (
            (self._supervisor.employee, words["supervisor"], indicator),
            (self._colleagues[0], words["colleague"], None),
        ):
            Feedback.objects.create(
                employee=self._employee,
                author_id=actor_behind(author).user_id,
                author_employee=author,
                author_name=author.name,
                indicator_id=about.indicator_id if about else None,
                month=MONTH,
                **said,
            )
        FeedbackRequest.objects.create(
            employee=self._employee, asked=self._supervisor.employee, question=self._words["question"]
        )

    def _talk(self) -> None:
        """A talk of both sides with a step for each."""
        words = dict(self._words["check_in"])
        steps = words.pop("steps")
        plan = Plan.objects.all().agreed().filter(employee=self._employee, year=YEAR)[0]
        opened_by = actor_behind(self._employee).user_id
        talk = CheckIn.objects.create(plan=plan, held_on=TALK, opened_by_id=opened_by, **words)
        NextStep.objects.bulk_create(NextStep(check_in=talk, **step) for step in steps)

    def _remind(self) -> None:
        """The admin reminded the supervisor to rate."""
        Reminder.objects.create(
            period=self._period,
            employee=self._supervisor.employee,
            stage=Reminder.Stage.RATE,
            day=datetime.date(YEAR, OPEN_MONTH, 20),
            sent_by_id=self._admin.user_id,
            sent_by_name=self._admin.name,
        )

    def _nominate(self) -> None:
        """Where peers count, the employee proposed four for the quarter under way, and is one for a colleague."""
        quarter = ensure_period(code=f"{YEAR}-Q4", actor=first_of(Role.REGION_ADMIN))
        quarter.report_until = quarter.last_day + datetime.timedelta(days=self._book.facts["report_days"])
        quarter.rate_until = quarter.last_day + datetime.timedelta(days=self._book.facts["rate_days"])
        quarter.save(update_fields=["report_until", "rate_until"])
        supervisor = actor_behind(self._supervisor.employee)
        approved = {
            "state": RaterNomination.State.APPROVED,
            "decided_by_id": supervisor.user_id,
            "decided_at": timezone.now(),
        }
        pairs = [(self._employee, other, approved) for other in self._colleagues[:3]]
        pairs += [(self._employee, self._colleagues[3], {}), (self._colleagues[0], self._employee, approved)]
        for employee, rater, decision in pairs:
            RaterNomination.objects.create(
                period=quarter,
                employee=employee,
                rater=rater,
                role="peer",
                proposed_by_id=employee.user_id,
                **decision,
            )


def _picture() -> bytes:
    """A sheet with lines, as a phone would photograph it."""
    return _drawn("JPEG")


def _paper() -> bytes:
    return _drawn("PDF")


def _drawn(kind: str) -> bytes:
    image = Image.new("RGB", PICTURE_SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((80, 70), "DAFTAR HADIR (contoh)", fill=INK, font_size=48)
    for number, top in enumerate(LINES, start=1):
        draw.text((80, top), f"{number}.", fill=INK, font_size=32)
        draw.line((160, top + 40, 1180, top + 40), fill=LINE, width=3)
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()
