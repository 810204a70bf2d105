"""Coba hitung: what would follow from other figures, to the digit, and never a trace of it."""

import datetime
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from appraisal.documents.what_if import try_out
from appraisal.models import Actual, RaterRole
from appraisal.scoring import Pattern, score
from appraisal.scoring.what_if import with_actual, with_level
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.scorecards.load_scorecard import load_scorecards
from tests.appraisal.factories import a_period, a_rating, a_scheme
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import an_employee
from tests.scoring.sheets import DIMENSIONS, main_item, scheme, sheet
from tests.scoring.strategies import quick
from tests.visitors import page, visitor

ADDRESS = "/kinerja/coba/?periode=2026-01"
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


def trial(month: Month, fields: str = "") -> str:
    """Budi tries something on his January."""
    a_period()
    return page(visitor(month.budi), ADDRESS + fields)


def figures(text: str) -> list[str]:
    """The headline: now and the estimate."""
    found = re.search(r'trial-now.*?num">(.*?)<.*?trial-then.*?num">(.*?)<', text, re.DOTALL)
    assert found
    return list(found.groups())


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get("/kinerja/coba/").status_code == 302


def test_nothing_can_be_sent_to_it(month: Month) -> None:
    assert visitor(month.budi).post(ADDRESS).status_code == 405


def test_an_account_without_employee_is_refused(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).get("/kinerja/coba/").status_code == 403


def test_without_any_period_the_page_says_what_fills_it(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/kinerja/coba/")
    assert "Belum ada angka untuk dicoba." in text
    assert '<a class="button plain" href="/skp/">' in text


def test_a_period_without_the_persons_plan_says_so(month: Month) -> None:
    a_period()
    month.budi.placements.update(last_day=datetime.date(2025, 12, 31), first_day=datetime.date(2025, 1, 1))
    assert "Tidak ada SKP Anda yang dinilai pada Januari 2026." in trial(month)


def test_what_is_not_the_persons_is_not_found(month: Month) -> None:
    a_period()
    client = visitor(month.budi)
    wrong = ("?periode=2025-01", "?periode=sampah", "?periode=2026-01&plan=0", "?periode=2026-01&plan=x")
    assert [client.get(f"/kinerja/coba/{query}").status_code for query in wrong] == [404] * 4


def test_with_the_stored_values_it_is_the_scorecard_to_the_digit(month: Month) -> None:
    text = trial(month)
    assert figures(text) == ["100,70", "100,70"]
    same = "&r_1=95&r_2=22.00" + "".join(f"&p_berakhlak_{code}=3" for code in DIMENSIONS)
    assert figures(trial(month, same)) == ["100,70", "100,70"]


def test_the_stored_values_give_the_stored_card_itself(month: Month) -> None:
    month.evaluate()
    [card] = load_scorecards([month.evaluation()])
    first = try_out(card, {})
    again = try_out(card, {field.name: field.typed for field in (*first.actuals, *first.levels)})
    assert first.after == again.after == card.card
    assert first.after.final == month.evaluation().final_score


def test_another_actual_shows_before_and_after(month: Month) -> None:
    assert figures(trial(month, "&r_1=100")) == ["100,70", "102,80"]


def test_another_level_shows_before_and_after(month: Month) -> None:
    assert figures(trial(month, "&p_berakhlak_HA=1")) == ["100,70", "98,56"]


def test_stored_figures_stand_with_a_decimal_comma_in_a_field_for_text(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).update(value=Decimal("22.5"))
    text = trial(month)
    fields = dict(re.findall(r'type="text" inputmode="decimal"[^>]* name="(\w+)" value="([^"]*)"', text))
    assert (fields["r_1"], fields["r_2"], fields["p_berakhlak_HA"]) == ("95", "22,5", "3")
    assert 'value="22.5" aria-label="Geser' in text
    assert "sekarang 22,5" in text
    assert 'type="number"' not in text


@pytest.mark.parametrize(("typed", "read"), [("95,5", "95.5"), ("1.095,5", "1095.5"), ("95.5", "95.5"), ("−5", "-5")])
def test_numbers_are_read_as_indonesia_writes_them(month: Month, typed: str, read: str) -> None:
    month.evaluate()
    [card] = load_scorecards([month.evaluation()])
    field = try_out(card, {"r_1": typed}).actuals[0]
    assert (field.value, field.typed, field.slid) == (Decimal(read), typed, read)


def test_a_level_is_a_whole_number_however_it_is_spelled(month: Month) -> None:
    month.evaluate()
    [card] = load_scorecards([month.evaluation()])
    typed = {"p_berakhlak_BP": " 4 ", "p_berakhlak_AK": "4,0", "p_berakhlak_KO": "2,5"}
    levels = {field.name: field for field in try_out(card, typed).levels}
    assert [levels[name].tried for name in typed] == [4, 4, None]
    assert [bool(levels[name].error) for name in typed] == [False, False, True]


def test_thousands_that_could_be_decimals_are_said_again(month: Month) -> None:
    assert "Dibaca 1095, karena titik di sini pemisah ribuan." in trial(month, "&r_1=1.095")


def test_an_actual_that_was_not_reported_can_be_tried(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    assert figures(trial(month, "&r_2=20"))[1] == "97,90"


def test_it_says_that_nothing_is_saved_and_saves_nothing(month: Month) -> None:
    month.evaluate()
    client = visitor(month.budi)
    with CaptureQueriesContext(connection) as queries:
        text = page(client, f"{ADDRESS}&r_1=1&p_berakhlak_HA=5")
    assert "Ini hanya perkiraan; tidak ada yang disimpan." in text
    assert [one["sql"] for one in queries if WRITES.match(one["sql"])] == []
    assert Actual.objects.get(indicator=month.patients).value == 95


def test_a_locked_month_can_be_tried_too(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    assert figures(trial(month, "&r_1=100")) == ["100,70", "102,80"]


def test_what_is_no_number_is_refused_with_what_was_typed(month: Month) -> None:
    a_period()
    response = visitor(month.budi).get(f"{ADDRESS}&r_1=dua+belas&p_berakhlak_HA=6")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Isi realisasi dalam angka, misalnya 12 atau 12,5." in text
    assert "Isi tingkat dengan angka 1 sampai 5." in text
    assert 'value="dua belas"' in text
    assert 'name="p_berakhlak_HA" value="6"' in text


def test_odd_numbers_are_refused_and_break_nothing(month: Month) -> None:
    a_period()
    client = visitor(month.budi)
    odd = ("NaN", "Infinity", "1e999999", "9" * 5000, "\0", "²")
    assert [client.get(ADDRESS, {"periode": "2026-01", "r_1": text}).status_code for text in odd] == [422] * 6


def test_the_script_gets_the_result_alone(month: Month) -> None:
    a_period()
    answer = visitor(month.budi).get(f"{ADDRESS}&r_1=100", headers={"HX-Request": "true"}).content.decode()
    assert figures(answer) == ["100,70", "102,80"]
    assert "<html" not in answer


def test_levels_held_back_with_those_of_peers_do_not_move_it(month: Month) -> None:
    a_scheme(groups={"atasan": 60, "rekan": 40, "bawahan": 0, "diri": 0})
    without = figures(trial(month, "&p_berakhlak_HA=1"))
    for number in range(3):
        a_rating(month.budi, an_employee(f"Rekan {number}"), "2026-01", 1, role=RaterRole.PEER)
    assert figures(trial(month, "&p_berakhlak_HA=1")) == without


@quick
@given(st.sampled_from(Pattern), st.decimals(0, 40, places=2))
def test_the_tried_value_is_the_actual_of_the_period(pattern: Pattern, value: Decimal) -> None:
    tried = sheet(main_item("1: 20/14, 2: 20/7, 3: 20/–", pattern=pattern), plan_months=(1, 2, 3))
    item = score(with_actual(tried, "a", value), scheme()).indicators.items[0]
    assert item.actual == value


@quick
@given(st.integers(1, 5))
def test_a_tried_level_is_that_of_the_supervisor_alone(level: int) -> None:
    tried = with_level(sheet(main_item()), "berakhlak", "HA", level)
    card = score(tried, scheme())
    scores = {part.dimension: part.score for part in card.rubrics[0].own.dimensions}
    assert scores["HA"] == scheme().levels[level - 1]
    assert scores["BP"] == 100
