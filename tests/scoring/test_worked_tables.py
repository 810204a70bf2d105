"""Replays every table of ``docs/scoring.md``: what the page says is what the engine does."""

import pytest

from tests.scoring.document import Row, worked_rows
from tests.scoring.replays_of_figures import FIGURE_REPLAYS
from tests.scoring.replays_of_items import ITEM_REPLAYS
from tests.scoring.replays_of_rules import RULE_REPLAYS

REPLAYS = {**ITEM_REPLAYS, **FIGURE_REPLAYS, **RULE_REPLAYS}
ROWS = worked_rows()


def test_every_table_has_a_replay_and_every_replay_a_table() -> None:
    assert {row.table for row in ROWS} == set(REPLAYS)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.table}-{row.line}" for row in ROWS])
def test_a_worked_row_is_what_the_engine_says(row: Row) -> None:
    claimed = {column: cell for column, cell in row.cells.items() if column != "note"}

    computed = REPLAYS[row.table](row.cells)

    assert computed
    assert claimed | computed == claimed
