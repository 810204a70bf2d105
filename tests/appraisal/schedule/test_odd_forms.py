"""Whatever is sent to the screens of the schedule is shown again or refused, never an error."""

import pytest

from agencies.models import RegionalDay
from appraisal.models import PeriodExtension, PeriodRule, ScheduledStep
from tests.appraisal.factories import a_period
from tests.appraisal.schedule.named import a_step_that_waits
from tests.appraisal.schedule.rules import MONTHLY
from tests.cast import Cast
from tests.visitors import visitor

ODD = ("", "1", "-1", "²", "\0", "a\0b", "9" * 19, "9" * 5_000, "1e999999", "NaN", "2026-13", "\u202e" * 300)
RULE = {name: str(number) for name, number in MONTHLY.items()} | {
    "edition": "0",
    "is_on": "on",
    "begins_on": "2026-01-01",
}
STEP = {"shown": "waiting", "what": "pindah", "day": "2099-02-02", "reason": "x"}
DAY = {"day": "2026-04-23", "name": "Hari Jadi", "kind": "libur", "hapus": "1"}
EXTENSION = {"agency": "1.02", "report_until": "2099-01-06", "rate_until": "", "reason": "x"}
SENSIBLE = {200, 302, 404, 409, 422}


@pytest.mark.parametrize(
    ("address", "usual"),
    [
        ("/periode/jadwal/month/", RULE | {"pratinjau": "1"}),
        ("/periode/langkah/{step}/", STEP),
        ("/periode/hari/", DAY),
        ("/periode/hari/", {name: DAY[name] for name in ("day", "name", "kind")} | {"pratinjau": "1"}),
        ("/periode/2026-01/perpanjangan/", EXTENSION),
    ],
)
def test_odd_forms_are_answered(kupang: Cast, address: str, usual: dict[str, str]) -> None:
    a_period()
    client = visitor(kupang.region_admin)
    asked = address.format(step=a_step_that_waits(kupang)["step_id"])
    before = len(stored())
    answers = [client.post(asked, {**usual, field: odd}).status_code for odd in ODD for field in usual]
    assert set(answers) <= SENSIBLE
    assert len(stored()) == before or address == "/periode/hari/"


def stored() -> list[object]:
    """What such a form could have written."""
    kinds = (PeriodRule, ScheduledStep, RegionalDay, PeriodExtension)
    return [row for kind in kinds for row in kind.objects.all()]
