"""The list of agreements: whose units it shows, and how far each is."""

import html
import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.indicators.agreements.grids import an_agreement
from tests.visitors import page, visitor

ADDRESS = "/perjanjian/?tahun=2026"


def units_on(text: str) -> list[str]:
    """The listed units, in order."""
    return re.findall(r'<th scope="row"><a href="/perjanjian/([^/]+)/2026/">', text)


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get("/perjanjian/")["Location"] == "/masuk/?next=/perjanjian/"


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.budi).post("/perjanjian/").status_code == 405


@pytest.mark.parametrize(
    ("who", "units"),
    [
        ("agency_admin", ["1.02", "1.02.01"]),
        ("region_admin", ["1.02", "1.02.01", "7.01"]),
        ("auditor", ["1.02", "1.02.01", "7.01"]),
        ("budi", ["1.02", "1.02.01"]),
        ("ratna", ["1.02"]),
        ("dewi", ["7.01"]),
    ],
)
def test_it_lists_the_units_whose_agreement_one_may_read(kupang: Cast, who: str, units: list[str]) -> None:
    assert units_on(page(visitor(getattr(kupang, who)), ADDRESS)) == units


def test_a_line_tells_indicators_weights_and_targets(kupang: Cast) -> None:
    an_agreement(kupang)
    text = html.unescape(page(visitor(kupang.agency_admin), ADDRESS))
    line = re.findall(r"/perjanjian/1.02/2026/.*?</tr>", text, re.DOTALL)[0]
    assert "95,00, kurang 5,00" in line
    assert "1 dari 2" in line
    assert "belum disusun" in text


def test_the_year_is_switched_and_an_unknown_one_refused(kupang: Cast) -> None:
    an_agreement(kupang, year=2025)
    client = visitor(kupang.agency_admin)
    assert "kurang 5,00" not in page(client, ADDRESS)
    assert "kurang 5,00" in page(client, "/perjanjian/?tahun=2025")
    assert client.get("/perjanjian/?tahun=1890").status_code == 422


def test_it_narrows_to_a_unit_and_those_below_it(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    assert units_on(page(client, f"{ADDRESS}&opd=1.02")) == ["1.02", "1.02.01"]
    assert client.get(f"{ADDRESS}&opd=x").status_code == 422
