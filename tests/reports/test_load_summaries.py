"""The figures of summaries, before anything is printed."""

import datetime
from decimal import Decimal

from agencies.models import Placement
from appraisal.models import Actual
from appraisal.scoring.types import Predicate
from reports.documents.summaries import Unplanned
from reports.services.overviews.load_figures import UnitFigures, load_figures
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.factories import a_placement


def a_unit(sums: list[str], amount: int, unplanned: str) -> UnitFigures:
    """So many complete evaluations, all Baik, and one person without a plan."""
    return UnitFigures(
        predicates=dict.fromkeys(Predicate, 0) | {Predicate.BAIK: amount},
        sums=[Decimal(value) for value in sums],
        unplanned={unplanned: Unplanned("Tanpa SKP", unplanned)},
    )


def test_the_mean_of_a_region_is_that_of_its_evaluations_not_of_its_agencies() -> None:
    total = UnitFigures.of_all([a_unit(["100"] * 3, 1, "1"), a_unit(["330.01"] * 3, 3, "2")])
    assert total.means
    assert total.means.final == Decimal("107.50")


def test_who_is_unplanned_in_two_agencies_counts_once_in_the_region() -> None:
    total = UnitFigures.of_all([a_unit(["100"] * 3, 1, "1"), a_unit(["100"] * 3, 1, "1")])
    assert total.counts.unplanned == 1


def test_provisional_figures_stay_out_of_every_mean(month: Month) -> None:
    colleagues_of_budi(month, 1)
    Actual.objects.filter(employee__name="Rekan 00", indicator=month.visits).delete()
    month.evaluate()
    means = UnitFigures.of_all(load_figures(period=a_period()).values()).means
    assert means
    assert (means.result, means.behaviour, means.final) == (Decimal("101.00"), Decimal("100.00"), Decimal("100.70"))


def test_who_has_an_evaluation_elsewhere_is_not_unplanned(month: Month) -> None:
    Placement.objects.filter(employee=month.budi).update(last_day=datetime.date(2026, 1, 20))
    a_placement(month.budi, month.cast.kecamatan, first_day=datetime.date(2026, 1, 21))
    month.evaluate()
    figures = load_figures(period=a_period(), agency_ids=[month.cast.kecamatan.pk])
    assert [person.name for person in figures[month.cast.kecamatan.pk].unplanned.values()] == ["Dewi Anggraini"]
