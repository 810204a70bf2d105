"""What makes an indicator hard to measure or easy to please, said while it is written."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from appraisal.models import EvaluationItem, Period
from indicators.models import (
    Direction,
    Indicator,
    IndicatorKind,
    IndicatorVersion,
    Pattern,
    PlanItem,
    UnitAgreement,
    UnitAgreementItem,
)
from indicators.services.catalogue.load_hint_facts import load_hint_facts
from indicators.services.catalogue.quality_hints import HintFacts, quality_hints
from indicators.services.import_indicators import Content
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

GOOD = Content(
    *("Waktu tunggu rawat jalan", "menit", "lower", "position", "time", "Dari daftar sampai diperiksa."),
    *("process", "Menit dibagi pasien.", "Register", "", []),
)
NO_FACTS = HintFacts()


def codes(content: Content = GOOD, facts: HintFacts = NO_FACTS, **said: object) -> list[str]:
    """The hints on a text with some fields said differently."""
    return [hint.code for hint in quality_hints(content._replace(**said), facts)]  # type: ignore[arg-type]


def facts_of(cast: Cast, indicator: Indicator | None = None) -> HintFacts:
    """What is known of an indicator of the dinas."""
    return load_hint_facts(agency=cast.dinas, indicator=indicator, day=timezone.localdate())


def test_a_clear_indicator_has_none() -> None:
    assert codes() == []


def test_what_is_missing_is_said() -> None:
    assert codes(unit="", definition="", source="") == ["no_unit", "no_definition", "no_source"]


def test_an_official_figure_has_a_publisher_and_months() -> None:
    assert codes(pattern=Pattern.RELEASE) == ["no_publisher", "no_months"]
    assert codes(pattern=Pattern.RELEASE, publisher="BPS", months=[3]) == []


@pytest.mark.parametrize("name", ["WAKTU  tunggu, rawat jalan", "Waktu tunggu rawat jalan."])
def test_the_same_name_again_is_a_duplicate(name: str) -> None:
    assert codes(facts=HintFacts(others=(("A", name),))) == ["duplicate"]


def test_a_name_that_differs_in_a_word_is_another(kupang: Cast) -> None:
    assert codes(facts=HintFacts(others=(("A", "Waktu tunggu farmasi"),))) == []


def test_always_reached_needs_some_months() -> None:
    assert codes(facts=HintFacts(evaluated_months=3, all_at_hundred=True)) == ["always_100"]
    assert codes(facts=HintFacts(evaluated_months=2, all_at_hundred=True)) == []


def test_nothing_is_a_target_of_what_should_rise() -> None:
    assert codes(direction=Direction.HIGHER, facts=HintFacts(has_zero_target=True)) == ["zero_target"]
    assert codes(direction=Direction.LOWER, facts=HintFacts(has_zero_target=True)) == []


def test_weight_on_activities_alone_is_said() -> None:
    assert codes(facts=HintFacts(weighted_kinds=frozenset({"output", "process"}))) == ["activities_only"]
    assert codes(facts=HintFacts(weighted_kinds=frozenset({"output", "outcome"}))) == []
    assert codes(facts=HintFacts(weighted_kinds=frozenset({"output", ""}))) == []


def test_names_of_the_whole_branch_are_compared(kupang: Cast) -> None:
    own = an_indicator(kupang.dinas, "A")
    an_indicator(kupang.puskesmas, "B")
    an_indicator(kupang.kecamatan, "C")
    Indicator.objects.filter(pk=an_indicator(kupang.dinas, "D").pk).update(retired_from="2020-01-01")
    assert [code for code, _name in facts_of(kupang, own).others] == ["B"]


def test_a_target_of_zero_is_found_in_plans_and_agreements(kupang: Cast) -> None:
    indicator, year = an_indicator(kupang.dinas), timezone.localdate().year
    assert not facts_of(kupang, indicator).has_zero_target
    agreement = UnitAgreement.objects.create(agency=kupang.dinas, year=year)
    item = UnitAgreementItem.objects.create(
        agreement=agreement, indicator=indicator, targets=[Decimal(0), *[None] * 11]
    )
    assert facts_of(kupang, indicator).has_zero_target
    item.delete()
    a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "0")}, year=year)
    assert facts_of(kupang, indicator).has_zero_target


def test_the_kinds_that_carry_a_weight_are_those_of_the_unit(kupang: Cast) -> None:
    indicator = Indicator.objects.create(agency=kupang.dinas, code="A")
    IndicatorVersion.objects.create(
        indicator=indicator, kind=IndicatorKind.OUTPUT, name="A", direction="higher", pattern="count", aspect="time"
    )
    agreement = UnitAgreement.objects.create(agency=kupang.dinas, year=timezone.localdate().year)
    UnitAgreementItem.objects.create(agreement=agreement, indicator=indicator, weight=Decimal(100), targets=[None] * 12)
    assert facts_of(kupang).weighted_kinds == {"output"}


def evaluated(month: Month, months_ago: int, revision: int, attainment: str) -> None:
    """A result of Budi's patients in an earlier month; the period is made when it is not there."""
    today = timezone.localdate()
    place = today.year * 12 + today.month - 1 - months_ago
    first = datetime.date(place // 12, place % 12 + 1, 1)
    last = first.replace(day=28)
    period, _ = Period.objects.get_or_create(
        code=f"{first:%Y-%m}", defaults={"kind": "month", "first_day": first, "last_day": last}
    )
    item = PlanItem.objects.get(plan=month.plan, indicator=month.patients)
    version = IndicatorVersion.objects.get(indicator=month.patients)
    EvaluationItem.objects.create(
        period=period,
        plan=month.plan,
        revision=revision,
        plan_item=item,
        indicator_version=version,
        kind="main",
        state="scored",
        attainment=Decimal(attainment),
    )


def test_always_hundred_looks_at_the_newest_revisions_of_a_year(month: Month) -> None:
    for months_ago in (1, 2, 3):
        evaluated(month, months_ago, 1, "100")
    evaluated(month, 14, 1, "50")
    facts = facts_of(month.cast, month.patients)
    assert (facts.evaluated_months, facts.all_at_hundred) == (3, True)
    evaluated(month, 3, 2, "99.99")
    assert not facts_of(month.cast, month.patients).all_at_hundred
