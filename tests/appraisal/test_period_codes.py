"""What the four notations of a period say."""

import datetime

import pytest

from appraisal.models import PeriodKind
from appraisal.period_codes import PeriodCodeError, month_code, parse_period_code


@pytest.mark.parametrize(
    ("code", "kind", "label", "first_day", "last_day"),
    [
        ("2026-01", "month", "Januari 2026", "2026-01-01", "2026-01-31"),
        ("2024-02", "month", "Februari 2024", "2024-02-01", "2024-02-29"),
        ("2026-12", "month", "Desember 2026", "2026-12-01", "2026-12-31"),
        ("2026-Q1", "quarter", "Triwulan I 2026", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "quarter", "Triwulan IV 2026", "2026-10-01", "2026-12-31"),
        ("2026-S1", "semester", "Semester I 2026", "2026-01-01", "2026-06-30"),
        ("2026-S2", "semester", "Semester II 2026", "2026-07-01", "2026-12-31"),
        ("2026", "year", "Tahun 2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_code_names_its_days(code: str, kind: str, label: str, first_day: str, last_day: str) -> None:
    span = parse_period_code(code)
    days = (datetime.date.fromisoformat(first_day), datetime.date.fromisoformat(last_day))
    assert (span.code, span.kind, span.label, (span.first_day, span.last_day)) == (code, kind, label, days)


def test_every_kind_is_a_kind_of_the_model() -> None:
    assert {parse_period_code(code).kind for code in ("2026-01", "2026-Q1", "2026-S1", "2026")} == set(PeriodKind)


def test_a_period_lists_its_months() -> None:
    assert parse_period_code("2026-Q2").months == (4, 5, 6)
    assert parse_period_code("2026-Q2").month_codes == ("2026-04", "2026-05", "2026-06")


def test_small_letters_and_outer_spaces_are_taken() -> None:
    assert parse_period_code(" 2026-q1 ").code == "2026-Q1"


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "2026-Q5", "2026-S3", "26-01", "2026-1", "Januari", "1026"])
def test_any_other_text_is_refused_with_the_four_notations(text: str) -> None:
    with pytest.raises(PeriodCodeError, match="2026-01, triwulan 2026-Q1, semester 2026-S1 atau tahun 2026"):
        parse_period_code(text)


def test_a_day_names_its_month() -> None:
    assert month_code(datetime.date(2026, 3, 31)) == "2026-03"
