"""What the tests of the board ask of the month of the puskesmas."""

from appraisal.services.completeness.load_stages import PersonStage, StageCounts, count_stages, load_people
from appraisal.services.completeness.stage_query import STAGES
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month


def puskesmas(month: Month, period: str = "2026-01") -> StageCounts:
    """The counts of the puskesmas."""
    agency = month.cast.puskesmas.pk
    return count_stages(period=a_period(period), agency_ids=[agency])[agency]


def person(month: Month, name: str = "Budi Santoso", period: str = "2026-01") -> PersonStage:
    """Somebody of the puskesmas."""
    people = load_people(period=a_period(period), agency_ids=[month.cast.puskesmas.pk])
    return next(one for one in people if one.name == name)


def reached(month: Month, name: str = "Budi Santoso", period: str = "2026-01") -> list[str]:
    """The stages that somebody has reached."""
    found = person(month, name, period)
    return [stage for stage, holds in zip(STAGES, found.reached, strict=True) if holds]
