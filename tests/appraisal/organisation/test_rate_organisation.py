"""Setting the predicate of a unit: who may, what is refused, and what follows."""

import datetime

import pytest

from agencies.models import AuditEvent, DelegationKind, RowHistory
from agencies.permissions import Actor, actor_of
from appraisal.models import OrganisationRating, Period, StaleInput
from appraisal.services.delegation.make_delegation import make_delegation
from appraisal.services.evaluation.refresh_stale import refresh_stale
from appraisal.services.organisation.led_units import LedUnit, LedUnits
from appraisal.services.organisation.rate_organisation import (
    GivenPredicate,
    NotTheSetterError,
    StaleDecisionError,
    rate_organisation,
)
from appraisal.services.periods.lock_period import PeriodStateError, lock_period
from tests.appraisal.delegation.delegating import in_days
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.organisation.situations import JANUARY, acts, sari_is_evaluated, the_unit
from tests.cast import Cast
from tests.factories import a_placement, an_employee

TODAY = datetime.date(2026, 2, 10)
GOOD, POOR = OrganisationRating.Predicate.GOOD, OrganisationRating.Predicate.POOR


def rated(cast: Cast, actor: Actor, predicate: OrganisationRating.Predicate = GOOD, edition: int = 0) -> None:
    """The puskesmas in January."""
    given = GivenPredicate(predicate, "Rencana aksi", f"Karena {predicate.label}.", edition)
    unit = the_unit(cast.puskesmas)
    rate_organisation(period=a_period(), unit=unit, given=given, actor=actor, today=TODAY)


def test_the_leader_above_sets_it_once_with_an_event(kupang: Cast) -> None:
    rated(kupang, acts(kupang.ratna))
    rated(kupang, acts(kupang.ratna))
    stored = OrganisationRating.objects.get()
    assert (stored.predicate, stored.edition, stored.decided_by_name) == ("baik", 1, "Ratna Dewi")
    event = AuditEvent.objects.get(action="organisation_rated")
    assert (event.subject, event.reason) == (f"1.02.01 Puskesmas Oesapa, {JANUARY}", "Karena Baik.")
    assert event.details["before"] == ""


def test_a_change_keeps_what_stood_there(kupang: Cast) -> None:
    rated(kupang, acts(kupang.ratna))
    rated(kupang, acts(kupang.ratna), POOR, edition=1)
    stored = OrganisationRating.objects.get()
    assert (stored.predicate, stored.edition) == ("kurang", 2)
    before = RowHistory.objects.get(table_name="appraisal_organisationrating").before
    assert (before["predicate"], before["reason"]) == ("baik", "Karena Baik.")
    assert AuditEvent.objects.filter(action="organisation_rated", details__before="baik").count() == 1


@pytest.mark.parametrize("edition", [0, 2])
def test_what_somebody_else_changed_is_not_overwritten(kupang: Cast, edition: int) -> None:
    rated(kupang, acts(kupang.ratna))
    with pytest.raises(StaleDecisionError) as raised:
        rated(kupang, acts(kupang.ratna), POOR, edition=edition)
    assert raised.value.stored == OrganisationRating.objects.get(predicate="baik")


@pytest.mark.parametrize("who", ["sari", "budi", "dewi", "region_admin", "regional_head", "auditor", "agency_admin"])
def test_nobody_else_sets_it(kupang: Cast, who: str) -> None:
    account = getattr(kupang, who)
    with pytest.raises(NotTheSetterError, match="oleh Ratna Dewi"):
        rated(kupang, actor_of(getattr(account, "user", account)))


def test_of_a_dinas_the_regional_head_sets_it(kupang: Cast) -> None:
    unit = the_unit(kupang.dinas)
    assert unit.is_set_by(actor_of(kupang.regional_head))
    assert not unit.is_set_by(acts(kupang.ratna))
    assert unit.setter == "kepala daerah"


def test_who_stands_in_for_the_leader_above_sets_it(kupang: Cast) -> None:
    make_delegation(
        rater=kupang.ratna,
        delegate=kupang.dewi,
        kind=DelegationKind.DAILY_ACTING,
        first_day=in_days(0),
        last_day=in_days(10),
        reason="Cuti tahunan",
        actor=acts(kupang.ratna),
    )
    rated(kupang, acts(kupang.dewi))
    assert OrganisationRating.objects.get().decided_by_name == "Dewi Anggraini"


def test_a_locked_period_is_refused(kupang: Cast) -> None:
    lock_period(period=a_period("2026"))
    with pytest.raises(PeriodStateError, match="Tahun 2026, yang memuat Januari 2026, dikunci"):
        rated(kupang, acts(kupang.ratna))


def test_a_period_that_has_not_begun_is_refused(kupang: Cast) -> None:
    given = GivenPredicate(GOOD, "a", "b", 0)
    unit, actor = the_unit(kupang.puskesmas), acts(kupang.ratna)
    with pytest.raises(PeriodStateError, match="belum dimulai"):
        rate_organisation(period=a_period("2026-03"), unit=unit, given=given, actor=actor, today=TODAY)


def test_a_month_that_nobody_has_named_comes_into_being(kupang: Cast) -> None:
    unnamed = Period(id=0, code="2026-01", kind="month", first_day="2026-01-01", last_day="2026-01-31")
    given, actor = GivenPredicate(GOOD, "a", "b", 0), acts(kupang.ratna)
    unit = the_unit(kupang.puskesmas, "2026-02")
    rate_organisation(period=unnamed, unit=unit, given=given, actor=actor, today=TODAY)
    assert OrganisationRating.objects.get().period.code == JANUARY


def test_the_head_is_noted_and_the_figure_follows(month: Month) -> None:
    cast = month.cast
    sari_is_evaluated(month)
    month.evaluate()
    StaleInput.objects.all().delete()
    rated(cast, acts(cast.ratna), POOR)
    noted = StaleInput.objects.values_list("employee_id", "first_day", "last_day")
    assert list(noted) == [(cast.sari.pk, datetime.date(2026, 1, 1), datetime.date(2026, 1, 31))]
    refresh_stale()
    evaluation = month.evaluation(cast.sari.plans.get())
    assert (evaluation.revision, evaluation.result_rating) == (2, "below")


def test_a_unit_whose_people_report_elsewhere_has_no_head(kupang: Cast) -> None:
    assert kupang.kecamatan.code not in {unit.code for unit in _units()}
    a_placement(an_employee("Gita Puspita"), kupang.kecamatan, kupang.dewi)
    assert the_unit(kupang.kecamatan).head.name == "Dewi Anggraini"


def _units() -> list[LedUnit]:
    return list(LedUnits.load(TODAY))
