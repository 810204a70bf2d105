"""What the product holds of Budi, who worked in 2018: in every kind of table that names people."""

import datetime

from agencies.models import AuditEvent, Employee, MailAddress, Placement, SignedInDevice
from agencies.permissions import actor_of
from agencies.services.record_event import record_event
from appraisal.models import CheckIn, Delivery, Evaluation, Feedback, NextStep, RatingChange, RatingOverride
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.evidence.library import a_file
from tests.appraisal.factories import a_period, a_scheme, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

JANUARY = "2018-01"
TODAY = datetime.date(2026, 11, 23)
LAST_DAY = datetime.date(2018, 12, 31)
THEN = datetime.datetime(2018, 2, 5, 3, tzinfo=datetime.UTC)
NOTE = "Budi sedang merawat orang tuanya"
"""What people wrote about him, without his whole name: nobody can find it by that."""


def long_ago(cast: Cast) -> Month:
    """January 2018 as it was worked, rated, evaluated and locked."""
    Placement.objects.filter(employee__in=[cast.budi, cast.sari, cast.ratna]).update(
        first_day=datetime.date(2017, 1, 1)
    )
    a_scheme(valid_from=datetime.date(2017, 1, 1))
    patients = an_indicator(cast.dinas, "IKU-1")
    visits = an_indicator(cast.dinas, "IKU-2", name="Kunjungan rumah")
    plan = a_plan(cast.budi, cast.puskesmas, {patients: ("60", "100"), visits: ("40", "20")}, year=2018)
    an_actual(cast.budi, patients, JANUARY, "95")
    an_actual(cast.budi, visits, JANUARY, "22")
    supervisor_ratings(cast.budi, cast.sari, JANUARY, 3)
    month = Month(cast=cast, plan=plan, patients=patients, visits=visits)
    wrote_about(month)
    month.evaluate(JANUARY)
    delivered(month)
    lock_period(period=a_period(JANUARY))
    Placement.objects.filter(employee=cast.budi).update(last_day=LAST_DAY)
    named(cast.budi)
    return month


def wrote_about(month: Month) -> None:
    """Texts about him, in the month before it was locked."""
    cast, budi = month.cast, month.budi
    budi.actuals.update(note=NOTE)
    a_file(budi)
    RatingOverride.objects.create(
        period=a_period(JANUARY), plan=month.plan, axis="behaviour", rating="above", reason=NOTE,
        decided_by=cast.sari.user, decided_at=THEN,
    )  # fmt: skip
    talk = CheckIn.objects.create(plan=month.plan, held_on=THEN, rater_note=NOTE, opened_by=cast.sari.user)
    CheckIn.objects.filter(pk=talk.pk).update(rater_note=f"{NOTE}.")
    NextStep.objects.create(check_in=talk, text=NOTE, owner="employee")
    for person, author in ((budi, cast.sari), (cast.citra, budi)):
        Feedback.objects.create(
            employee=person, author=author.user, author_employee=author, author_name=author.name,
            month=THEN.date().replace(day=1), strength=NOTE,
        )  # fmt: skip
    RatingChange.objects.create(
        period=a_period(JANUARY), plan=month.plan, made_by=cast.sari.user, made_by_name=cast.sari.name,
        before={}, after={"chosen": {"behaviour": ["above", NOTE]}},
    )  # fmt: skip


def delivered(month: Month) -> None:
    """The result was handed over with a recommendation."""
    evaluation = Evaluation.objects.latest().get(plan=month.plan)
    Delivery.objects.create(
        period=a_period(JANUARY), plan=month.plan, revision=evaluation.revision, fingerprint=evaluation.fingerprint,
        recommendation=NOTE, delivered_by=month.cast.sari, delivered_by_account=month.cast.sari.user, delivered_at=THEN,
    )  # fmt: skip


def named(budi: Employee) -> None:
    """He signed in, was spoken of by name and number, and his name was once spelt otherwise."""
    assert budi.user is not None
    record_event(action=AuditEvent.Action.SIGNED_IN, subject=budi.name, actor=actor_of(budi.user))
    record_event(
        action=AuditEvent.Action.PLACEMENT_CHANGED,
        subject=f"{budi.name.upper()}, {budi.nip[:8]} {budi.nip[8:14]} {budi.nip[14:15]} {budi.nip[15:]}",
        details={"people": [budi.name], "nip": budi.nip},
        reason=f"Mutasi {budi.name} dan Citra Lestari",
    )
    record_event(action=AuditEvent.Action.EXCLUSION_MADE, subject=f"{budi.name}, Januari 2018", reason=NOTE)
    Employee.objects.filter(pk=budi.pk).update(name="Budi Santosa")
    Employee.objects.filter(pk=budi.pk).update(name=budi.name, grade="III/a")
    MailAddress.objects.create(user=budi.user, address="budi.santoso@kupang.example")
    SignedInDevice.objects.create(user=budi.user, session_key="k" * 32, agent="Chrome", way="password", seen_at=THEN)
