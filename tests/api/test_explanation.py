"""Whoever has the answer of the API alone can compute the evaluation again with a pocket calculator (contract 2)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from appraisal.models import AttendanceRecap
from indicators.models import Pattern
from tests.api.programs import program
from tests.appraisal.factories import a_scheme, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, colleagues, counting_peers, gives
from tests.factories import a_plan, an_indicator

Said = dict[str, Any]


def published(exact: Decimal) -> Decimal:
    """Half up to two places, as every figure is."""
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def mean(parts: list[tuple[Decimal, Decimal]]) -> Decimal:
    """Of figures by their weights."""
    return published(sum((weight * score for weight, score in parts), Decimal()) / sum(weight for weight, _ in parts))


def card_of(month: Month, period: str = "2026-01", who: str = "region_admin") -> Said:
    """What a program reads of Budi's evaluation."""
    card: Said = (
        program(getattr(month.cast, who)).get(
            f"/api/v1/evaluations/{period}/{month.evaluation(period=period).plan_id}/"
        )
    ).json()
    return card


@pytest.fixture
def counted(month: Month) -> Month:
    """A scheme of attendance and rubric, a recap with cuts, and levels that differ."""
    a_scheme(
        result={"weight": 70, "components": [{"source": "indicators", "weight": 100}]},
        behaviour={
            "weight": 30,
            "components": [
                {"source": "rubric:berakhlak", "weight": 70},
                {"source": "attendance", "weight": 30},
            ],
        },
    )
    AttendanceRecap.objects.create(
        employee=month.budi, month="2026-01-01", workdays=21, present=20, absent=1, tl2=3, psw4=1
    )
    month.evaluate()
    return month


def test_the_score_of_indicators_follows_from_the_items(counted: Month) -> None:
    card = card_of(counted)
    items = [(Decimal(one["weight"]), Decimal(one["attainment"])) for one in card["items"] if one["counted"]]
    assert mean(items) == Decimal(card["indicator_score"])
    assert card["indicator_formulas"]


def test_each_item_says_by_what_it_was_measured_month_by_month(counted: Month) -> None:
    [item, *_] = card_of(counted)["items"]
    assert (item["direction"], item["pattern"]) == ("higher", "count")
    assert item["by_month"] == [
        {
            "month": 1,
            "target": {"low": "100", "high": None},
            "actual": "95",
            "not_applicable": False,
            "verified": False,
            "used": True,
        }
    ]


def test_the_score_of_a_rubric_follows_from_its_levels_by_the_rules(counted: Month) -> None:
    card = card_of(counted)
    [rubric] = card["rubrics"]
    worth = [Decimal(one) for one in card["rules"]["levels"]]
    scores = [worth[one["level"] - 1] for one in rubric["dimensions"]]
    assert [Decimal(one["score"]) for one in rubric["dimensions"]] == scores
    assert mean([(Decimal(1), score) for score in scores]) == Decimal(rubric["score"])


def test_the_score_of_attendance_follows_from_the_counts_by_the_rules(counted: Month) -> None:
    card = card_of(counted)
    cuts = card["rules"]["attendance"]
    [recap] = card["attendance"]["months"]
    lost = recap["tk"] * Decimal(cuts["tk"])
    for kind in ("tl", "psw"):
        lost += sum((count * Decimal(cut) for count, cut in zip(recap[kind], cuts[kind], strict=True)), start=Decimal())
    assert (str(lost), recap["cut"], recap["score"]) == ("9.0", "9", "91.00")
    assert card["attendance"]["score"] == "91.00"
    assert card["attendance"]["formulas"]


def test_axes_and_final_score_follow_from_their_components(counted: Month) -> None:
    card = card_of(counted)
    for axis in card["axes"]:
        parts = [(Decimal(one["weight"]), Decimal(one["score"])) for one in axis["components"]]
        assert mean(parts) == Decimal(axis["score"])
        assert axis["rating_reason"]
    final = mean([(Decimal(axis["weight"]), Decimal(axis["score"])) for axis in card["axes"]])
    assert final == Decimal(card["final_score"])


def test_the_answer_says_who_rated_and_when_it_was_computed(counted: Month) -> None:
    card = card_of(counted)
    assert (card["rater"], card["months"]) == (counted.cast.sari.nip, [1])
    assert card["evaluated_at"].startswith("20")


def test_a_longer_period_tells_the_months_it_follows_from(month: Month) -> None:
    waiting = an_indicator(month.cast.dinas, "IKU-3", pattern=Pattern.POSITION)
    plan = a_plan(month.cast.citra, month.cast.puskesmas, {waiting: ("100", "10")})
    for code, value in (("2026-01", "8"), ("2026-02", "9"), ("2026-03", "10")):
        an_actual(month.cast.citra, waiting, code, value)
        supervisor_ratings(month.cast.citra, month.cast.sari, code, 4)
    month.evaluate("2026-Q1")
    card = program(month.cast.region_admin).get(f"/api/v1/evaluations/2026-Q1/{plan.pk}/").json()
    [item] = card["items"]
    assert [(one["month"], one["actual"], one["used"]) for one in item["by_month"]] == [
        (1, "8", False),
        (2, "9", False),
        (3, "10", True),
    ]
    [rubric] = card["rubrics"]
    assert [(one["month"], one["score"]) for one in rubric["months"]] == [(1, "110.00"), (2, "110.00"), (3, "110.00")]


@pytest.mark.parametrize("who", ["budi", "sari", "region_admin"])
def test_while_peers_can_still_rate_nothing_of_theirs_is_told(month: Month, who: str) -> None:
    people = colleagues(counting_peers(month), 4)
    approved(month, people)
    for person in people:
        gives(month, person, 5)
    month.evaluate()
    card = card_of(month, who=who)
    assert card["held_back"]
    groups = {group["group"] for one in card["rubrics"] for part in one["dimensions"] for group in part["groups"]}
    assert groups == {"supervisor"}
