"""The newest feedback of a person, for who may read it."""

import datetime

from django.utils import timezone

from agencies.models import Employee, Placement
from agencies.permissions import actor_of
from appraisal.services.feedback.recent_feedback import ShownFeedback, recent_feedback
from tests.appraisal.feedback.words import a_feedback, months_ago
from tests.cast import Cast
from tests.factories import a_placement, an_indicator


def seen_by(who: Employee, about: Employee, limit: int = 5, months: int = 6) -> tuple[ShownFeedback, ...]:
    """What somebody reads about a person."""
    assert who.user is not None
    return recent_feedback(employee_id=about.pk, since=months_ago(months), actor=actor_of(who.user), limit=limit)


def test_the_rater_reads_what_a_colleague_wrote(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.citra)
    assert [one.author for one in seen_by(kupang.sari, kupang.budi)] == ["Citra Lestari"]


def test_the_superior_of_the_rater_reads_it(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.citra)
    assert len(seen_by(kupang.ratna, kupang.budi)) == 1


def test_a_colleague_reads_only_what_the_colleague_wrote(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari)
    a_feedback(kupang.budi, kupang.citra, strength="Jadwal jaga rapi sejak tanggal 3.")
    assert [one.author for one in seen_by(kupang.citra, kupang.budi)] == ["Citra Lestari"]


def test_a_later_rater_does_not_read_what_was_said_before(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.citra)
    today = timezone.localdate()
    Placement.objects.filter(employee=kupang.budi).update(last_day=today)
    a_placement(kupang.budi, kupang.puskesmas, kupang.dewi, first_day=today + datetime.timedelta(days=1))
    assert seen_by(kupang.dewi, kupang.budi) == ()


def test_who_rated_in_the_month_that_it_speaks_of_reads_it_although_it_was_given_later(kupang: Cast) -> None:
    first = months_ago(0)
    Placement.objects.filter(employee=kupang.budi).update(last_day=first - datetime.timedelta(days=1))
    a_placement(kupang.budi, kupang.puskesmas, kupang.dewi, first_day=first)
    a_feedback(kupang.budi, kupang.citra, month=months_ago(1))
    assert len(seen_by(kupang.sari, kupang.budi)) == len(seen_by(kupang.dewi, kupang.budi)) == 1


def test_it_names_the_indicator_or_the_value(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas, name="Kunjungan rumah")
    a_feedback(kupang.budi, kupang.sari, indicator=indicator)
    a_feedback(kupang.budi, kupang.sari, value="AK")
    a_feedback(kupang.budi, kupang.sari)
    assert [one.about for one in seen_by(kupang.sari, kupang.budi)] == ["", "Akuntabel", "Kunjungan rumah"]


def test_months_before_are_left_out(kupang: Cast) -> None:
    a_feedback(kupang.budi, kupang.sari, month=months_ago(2))
    a_feedback(kupang.budi, kupang.sari, month=months_ago(1))
    assert [one.month for one in seen_by(kupang.sari, kupang.budi, months=1)] == [months_ago(1)]


def test_no_more_than_the_limit_comes(kupang: Cast) -> None:
    for number in range(3):
        a_feedback(kupang.budi, kupang.sari, strength=f"Contoh {number}.")
    assert len(seen_by(kupang.sari, kupang.budi, limit=2)) == 2
