"""Rating a person: who may, what is stored, what follows, and what is refused."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.utils import timezone

from agencies.models import AuditEvent, Employee, PlacementKind, User
from agencies.permissions import Actor, actor_of
from appraisal.documents.rating_sheet import RatingRow
from appraisal.models import Period, RaterRole, Rating, RatingOverride
from appraisal.scoring.types import Axis, Predicate
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.periods.lock_period import PeriodStateError, lock_period
from appraisal.services.rating.load_rating_sheet import load_rated_plan
from appraisal.services.rating.rate_employee import (
    GivenChoice,
    GivenRating,
    NoSuchRowError,
    NotTheRaterError,
    RatingRefusedError,
    StaleRatingError,
    rate_employee,
)
from indicators.models import Plan
from tests.appraisal.factories import BERAKHLAK, a_period, a_rating, a_scheme, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan

DEPARTURE = {Axis.RESULT: GivenChoice(Expectation.BELOW, "Dua laporan dibuat ulang.")}
PROPOSAL = {Axis.RESULT: GivenChoice(None)}


def actor(person: Employee | User) -> Actor:
    """Somebody who acts."""
    account = person.user if isinstance(person, Employee) else person
    assert account is not None
    return actor_of(account)


def row_of(month: Month, who: Employee | User, plan: Plan | None = None, period: str = "2026-01") -> RatingRow:
    """The row as somebody reads it now."""
    found = load_rated_plan(period=a_period(period), plan_id=(plan or month.plan).pk, actor=actor(who))
    assert found is not None
    return found.row()


def rate(
    month: Month,
    level: int | Mapping[str, int] | None = None,
    *,
    who: Employee | User | None = None,
    choices: Mapping[Axis, GivenChoice] | None = None,
    plan: Plan | None = None,
    period: Period | None = None,
    version: str | None = None,
) -> RatingRow:
    """Save a row as it stands, with other levels (one for all, or by dimension) and choices."""
    who, period = who or month.cast.sari, period or a_period()
    before = row_of(month, who, plan, period.code)
    levels = dict(before.levels)
    if level is not None:
        by_code = {part.code: part.id for part in before.dimensions}
        asked = level if isinstance(level, Mapping) else dict.fromkeys(by_code, level)
        levels = {by_code[code]: value for code, value in asked.items()}
    given = GivenRating(before.version if version is None else version, levels, choices or {})
    return rate_employee(period=period, plan_id=(plan or month.plan).pk, given=given, actor=actor(who)).row


def stored(employee: Employee) -> dict[str, int]:
    """The supervisor's levels of January by dimension."""
    found = Rating.objects.filter(employee=employee, period=a_period(), role=RaterRole.SUPERVISOR)
    return dict(found.values_list("dimension__code", "level"))


def test_levels_are_stored_and_what_follows_is_what_an_evaluation_finds(month: Month) -> None:
    row = rate(month, 4)
    assert stored(month.budi) == dict.fromkeys(BERAKHLAK, 4)
    month.evaluate()
    evaluation = month.evaluation()
    assert row.card.final == evaluation.final_score
    assert row.card.predicate == evaluation.predicate == Predicate.BAIK


def test_nothing_is_evaluated(month: Month) -> None:
    month.evaluate()
    rate(month, 5)
    assert month.evaluation().revision == 1


def test_a_level_is_taken_back(month: Month) -> None:
    row = rate(month, dict.fromkeys(BERAKHLAK[1:], 3))
    assert stored(month.budi) == dict.fromkeys(BERAKHLAK[1:], 3)
    assert not row.is_rated


def test_saving_what_is_stored_writes_nothing(month: Month) -> None:
    before = AuditEvent.objects.count()
    rate(month, 3, version="an old one")
    assert AuditEvent.objects.count() == before


def test_one_event_says_what_was_given(month: Month) -> None:
    rate(month, 4)
    event = AuditEvent.objects.get(action=AuditEvent.Action.RATINGS_GIVEN)
    assert (event.actor_name, event.subject) == ("Sari Wulandari", f"{month.budi.nip}, 2026-01")
    assert event.details["levels"] == dict.fromkeys(BERAKHLAK, 4)


def test_another_rating_changes_the_predicate_and_no_score(month: Month) -> None:
    before = row_of(month, month.cast.sari)
    row = rate(month, choices=DEPARTURE)
    assert (row.card.final, row.result.proposal) == (before.card.final, Expectation.EXPECTED)
    assert row.card.predicate is Predicate.BUTUH_PERBAIKAN
    assert AuditEvent.objects.get(action="rating_overridden").reason == "Dua laporan dibuat ulang."


def test_another_rating_counts_in_the_evaluation(month: Month) -> None:
    rate(month, choices=DEPARTURE)
    month.evaluate()
    assert month.evaluation().predicate == Predicate.BUTUH_PERBAIKAN


def test_another_rating_needs_a_reason(month: Month) -> None:
    with pytest.raises(RatingRefusedError) as refused:
        rate(month, 5, choices={Axis.RESULT: GivenChoice(Expectation.BELOW, "  ")})
    assert refused.value.errors == {"alasan_hasil": "Tulis alasan singkat karena nilai berbeda dari usulan sistem."}
    assert stored(month.budi) == dict.fromkeys(BERAKHLAK, 3)


def test_choosing_the_proposal_takes_the_other_rating_back(month: Month) -> None:
    rate(month, choices=DEPARTURE)
    row = rate(month, choices=PROPOSAL)
    assert row.result.chosen is None
    assert not RatingOverride.objects.exists()


def test_an_axis_that_is_not_mentioned_stays(month: Month) -> None:
    rate(month, choices=DEPARTURE)
    rate(month, 4)
    assert RatingOverride.objects.get().rating == Expectation.BELOW


def test_behaviour_is_set_with_a_reason_too(month: Month) -> None:
    row = rate(month, choices={Axis.BEHAVIOUR: GivenChoice(Expectation.ABOVE, "Melatih tiga rekan.")})
    assert row.behaviour.effective is Expectation.ABOVE
    assert row.card.predicate is Predicate.BAIK


def test_a_stale_row_is_refused_and_says_what_is_stored(month: Month) -> None:
    seen = row_of(month, month.cast.sari).version
    rate(month, 4)
    with pytest.raises(StaleRatingError) as refused:
        rate(month, 5, version=seen)
    assert set(refused.value.row.levels.values()) == {4}
    rate(month, 5, version=refused.value.row.version)
    assert stored(month.budi) == dict.fromkeys(BERAKHLAK, 5)


@pytest.mark.parametrize("level", [0, 6])
def test_there_are_five_levels(month: Month, level: int) -> None:
    with pytest.raises(RatingRefusedError):
        rate(month, level)


def test_a_dimension_that_is_not_asked_is_refused(month: Month) -> None:
    row = row_of(month, month.cast.sari)
    given = GivenRating(row.version, {**row.levels, 999_999: 3})
    with pytest.raises(RatingRefusedError):
        rate_employee(period=a_period(), plan_id=month.plan.pk, given=given, actor=actor(month.cast.sari))


@pytest.mark.parametrize("who", ["ratna", "citra", "budi", "agency_admin", "region_admin", "regional_head", "auditor"])
def test_only_the_rater_rates(month: Month, who: str) -> None:
    with pytest.raises(NotTheRaterError):
        rate(month, 4, who=getattr(month.cast, who))


def test_a_plan_that_is_not_there_is_not_found(month: Month) -> None:
    with pytest.raises(NoSuchRowError):
        rate_employee(period=a_period(), plan_id=999_999, given=GivenRating(""), actor=actor(month.cast.sari))


@pytest.mark.parametrize("lock", ["2026-01", "2026-Q1"])
def test_a_locked_period_is_refused_with_whom_to_ask(month: Month, lock: str) -> None:
    lock_period(period=a_period(lock))
    with pytest.raises(PeriodStateError, match="Minta pembukaan kepada admin daerah"):
        rate(month, 4)


def test_a_period_that_has_not_begun_is_refused(month: Month) -> None:
    year = timezone.localdate().year + 1
    plan = a_plan(month.budi, month.cast.puskesmas, {month.patients: ("100", "10")}, year=year)
    with pytest.raises(PeriodStateError, match="belum dimulai"):
        rate(month, 4, plan=plan, period=a_period(f"{year}-06"))


def test_one_overall_level_is_asked_where_the_scheme_says_so(month: Month) -> None:
    a_scheme(rubric_input="overall")
    row = rate(month, {"SEMUA": 4})
    assert [part.code for part in row.dimensions] == ["SEMUA"]
    assert row.behaviour.effective is Expectation.ABOVE


def test_the_regional_head_rates_a_head_without_supervisor(month: Month) -> None:
    plan = a_plan(month.cast.dewi, month.cast.kecamatan, {month.patients: ("100", "10")})
    row = rate(month, 4, who=month.cast.regional_head, plan=plan)
    assert row.is_rated
    found = Rating.objects.filter(employee=month.cast.dewi)
    assert {(one.rater_id, one.rater_account_id) for one in found} == {(None, month.cast.regional_head.pk)}


def test_after_a_transfer_the_rater_of_the_months_plan_rates(month: Month) -> None:
    place = month.budi.placements.get()
    place.last_day = datetime.date(2026, 1, 20)
    place.save()
    a_placement(month.budi, month.cast.kecamatan, month.cast.dewi, first_day=datetime.date(2026, 1, 21))
    later = a_plan(month.budi, month.cast.kecamatan, {month.patients: ("100", "10")})
    rate(month, 4)
    with pytest.raises(NotTheRaterError):
        rate(month, 4, who=month.cast.dewi)
    rate(month, 5, who=month.cast.dewi, plan=later, period=a_period("2026-02"))


def test_an_acting_post_is_rated_by_its_own_supervisor(month: Month) -> None:
    a_placement(month.budi, month.cast.kecamatan, month.cast.dewi, kind=PlacementKind.ACTING)
    acting = a_plan(month.budi, month.cast.kecamatan, {month.patients: ("100", "10")}, kind=PlacementKind.ACTING)
    row = rate(month, 5, who=month.cast.dewi, plan=acting)
    assert row.behaviour.effective is Expectation.ABOVE
    assert set(row_of(month, month.cast.sari).levels.values()) == {3}


def test_two_plans_under_one_rater_are_rated_once(month: Month) -> None:
    a_placement(month.budi, month.cast.dinas, month.cast.sari, kind=PlacementKind.ACTING)
    acting = a_plan(month.budi, month.cast.dinas, {month.patients: ("100", "10")}, kind=PlacementKind.ACTING)
    row = row_of(month, month.cast.sari, acting)
    assert (row.dimensions, row.rated_elsewhere, row.is_rated) == ((), "Perawat Terampil", True)


def test_a_quarter_can_be_rated_itself_and_wins_over_its_months(month: Month) -> None:
    row = rate(month, 5, period=a_period("2026-Q1"))
    assert row.behaviour.score == 120
    assert set(stored(month.budi).values()) == {3}


def test_ratings_of_others_stay(month: Month) -> None:
    a_rating(month.budi, month.cast.citra, "2026-01", 5, role=RaterRole.PEER)
    supervisor_ratings(month.cast.citra, month.cast.sari, "2026-01", 2)
    rate(month, {})
    assert Rating.objects.filter(role=RaterRole.PEER).count() == 1
    assert stored(month.cast.citra) == dict.fromkeys(BERAKHLAK, 2)


def test_what_could_not_be_read_is_refused(month: Month) -> None:
    row = row_of(month, month.cast.sari)
    given = replace(GivenRating(row.version, row.levels), unreadable={"tingkat_1": "Pilih tingkat 1 sampai 5."})
    with pytest.raises(RatingRefusedError, match="Pilih tingkat 1 sampai 5"):
        rate_employee(period=a_period(), plan_id=month.plan.pk, given=given, actor=actor(month.cast.sari))
