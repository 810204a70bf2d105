"""One indicator: what it says, how it is computed, who measures by it and who may learn that."""

import datetime
import re
from decimal import Decimal

import pytest

from appraisal.documents.attainment_examples import attainment_examples
from appraisal.scoring.types import Direction as EngineDirection
from indicators.models import Direction, Indicator, IndicatorVersion
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee, an_indicator
from tests.visitors import outside_any_scope, page, visitor


@pytest.fixture
def patients(kupang: Cast) -> Indicator:
    """Counted at the dinas, in Budi's plan only: 100 a month."""
    indicator = an_indicator(kupang.dinas, "DK-01")
    a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "100")})
    return indicator


def address(indicator: Indicator) -> str:
    """Its page."""
    return f"/indikator/{indicator.pk}/"


def three_plans(cast: Cast, indicator: Indicator) -> None:
    """Two colleagues more, with 90 and 120 a month."""
    for name, target in (("Yanti Bere", "90"), ("Ina Haning", "120")):
        person = an_employee(name, account=False)
        a_placement(person, cast.puskesmas, cast.sari)
        a_plan(person, cast.puskesmas, {indicator: ("100", target)})


def test_nothing_can_be_sent_to_it(kupang: Cast, patients: Indicator) -> None:
    assert visitor(kupang.citra).post(address(patients)).status_code == 405


def test_another_region_does_not_know_it(bandung: Cast, kupang: Cast, patients: Indicator) -> None:
    assert outside_any_scope(visitor(bandung.region_admin), address(patients)).status_code == 404


def test_everybody_reads_what_is_measured_and_how(kupang: Cast, patients: Indicator) -> None:
    text = page(visitor(kupang.citra), address(patients))
    assert "Realisasi dan target tiap bulan dijumlahkan" in text
    assert "Capaian adalah realisasi dibagi target, dikali 100" in text
    assert "100 × (1 + (90 − 100) ÷ 100) = 90,00" in text


@pytest.mark.parametrize("direction", list(Direction))
def test_each_direction_is_explained_with_a_computed_example(kupang: Cast, direction: Direction) -> None:
    text = page(visitor(kupang.citra), address(an_indicator(kupang.dinas, direction=direction)))
    shown = re.findall(r'data-l="Capaian">([^<]+)</td>', text)
    assert shown == [f"{example.attainment}".replace(".", ",") for example in attainment_examples(direction)]


def test_examples_are_those_of_the_engine() -> None:
    found = [example.attainment for example in attainment_examples(EngineDirection.RANGE_LOWER)]
    assert found == [Decimal("100.00"), Decimal("105.00"), Decimal("95.00")]


def test_names_are_for_admins_and_readers_of_the_region(kupang: Cast, patients: Indicator) -> None:
    seen = [who for who in ("citra", "agency_admin", "auditor") if "Budi Santoso" in text_for(kupang, who, patients)]
    assert seen == ["agency_admin", "auditor"]


def test_an_admin_learns_no_name_of_another_agency(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    a_plan(kupang.dewi, kupang.kecamatan, {indicator: ("100", "100")})
    text = text_for(kupang, "agency_admin", indicator)
    assert "Kecamatan Alak" in text
    assert "Dewi Anggraini" not in text


def test_a_lone_plans_targets_are_not_for_everybody(kupang: Cast, patients: Indicator) -> None:
    assert "kurang dari tiga SKP" in text_for(kupang, "citra", patients)
    assert "kurang dari tiga SKP" not in text_for(kupang, "agency_admin", patients)


def test_from_three_plans_on_the_range_of_targets_is_shown(kupang: Cast, patients: Indicator) -> None:
    three_plans(kupang, patients)
    text = text_for(kupang, "citra", patients)
    assert re.search(r"Januari s\.d\. Desember</th>\s*<td[^>]*>90</td>\s*<td[^>]*>120</td>", text)


def test_a_version_says_what_it_changed(kupang: Cast, patients: Indicator) -> None:
    old = IndicatorVersion.objects.get(indicator=patients)
    kept = {name: getattr(old, name) for name in ("indicator", "name", "unit", "pattern", "aspect")}
    IndicatorVersion.objects.create(number=2, direction=Direction.LOWER, valid_from=datetime.date(2026, 7, 1), **kept)
    text = text_for(kupang, "citra", patients)
    assert "arah: dari “makin tinggi makin baik” menjadi “makin rendah makin baik”" in text
    assert "Berlaku mulai 1 Juli 2026." in text


def test_one_that_nobody_uses_says_what_fills_it(kupang: Cast) -> None:
    assert "Belum ada SKP yang memakainya." in text_for(kupang, "citra", an_indicator(kupang.dinas))


def text_for(cast: Cast, who: str, indicator: Indicator) -> str:
    """The page as somebody of the cast sees it."""
    return page(visitor(getattr(cast, who)), address(indicator))
