"""Matriks peran hasil: a leader shares results; what is discussed or agreed stays."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from agencies.models import Employee
from indicators.models import Indicator, PlanResult, PlanVersion, PlanVersionItem, VersionState
from tests.cast import Cast
from tests.factories import a_plan, an_indicator
from tests.indicators.plans.situations import YEAR, an_agreement, indicator, place_of
from tests.visitors import page, visitor

pytestmark = pytest.mark.django_db

MATRIX = f"/skp-tim/matriks/?tahun={YEAR}"


@pytest.fixture
def led(kupang: Cast) -> Cast:
    """Sari has a plan from a file with two results, A and B."""
    items: dict[Indicator, tuple[str, str | list[str | None]]] = {
        an_indicator(kupang.dinas, code, name=f"Hasil {code}"): ("50", "10") for code in ("A", "B")
    }
    a_plan(kupang.sari, kupang.puskesmas, items, year=YEAR)
    return kupang


def keys_on(text: str) -> list[str]:
    """The results of the first row that can be ticked."""
    name = re.search(r'name="(dukung-\d+)"', text)
    assert name is not None
    return re.findall(rf'name="{name[1]}" value="([0-9a-f-]+)"', text)


def ticks(person: Employee, *keys: str) -> dict[str, object]:
    """What the form sends for one person; before it nothing was ticked."""
    name = place_of(person).pk
    return {f"semula-{name}": "", f"dukung-{name}": list(keys)}


def share(cast: Cast, sent: dict[str, object]) -> HttpResponse:
    """Sari presses the button."""
    return visitor(cast.sari).post(MATRIX, sent)  # type: ignore[return-value]


def results_of(person: Employee) -> list[str]:
    """What somebody's plan under way holds."""
    return list(PlanResult.objects.filter(version__employee=person).order_by("id").values_list("text", flat=True))


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get("/skp-tim/matriks/")["Location"] == "/masuk/?next=/skp-tim/matriks/"


@pytest.mark.parametrize("who", ["region_admin", "agency_admin", "auditor"])
def test_who_never_has_staff_is_refused(kupang: Cast, who: str) -> None:
    assert visitor(getattr(kupang, who)).get(MATRIX).status_code == 403


def test_an_employee_without_staff_learns_why(kupang: Cast) -> None:
    assert "Data atasan belum menunjuk Anda" in page(visitor(kupang.budi), MATRIX)


def test_what_nobody_supports_and_who_has_no_work_is_said(led: Cast) -> None:
    text = page(visitor(led.sari), MATRIX)
    assert "Belum ada pegawai yang mendukung hasil ini" in text
    assert text.count("Belum punya tugas utama") == 2
    assert len(keys_on(text)) == 2


def test_shared_results_begin_the_plans_of_the_staff(led: Cast) -> None:
    first, second = keys_on(page(visitor(led.sari), MATRIX))
    share(led, ticks(led.budi, first, second) | ticks(led.citra, second))
    assert results_of(led.budi) == ["Hasil A", "Hasil B"]
    assert results_of(led.citra) == ["Hasil B"]
    text = page(visitor(led.sari), MATRIX)
    assert "Belum ada pegawai" not in text
    assert text.count("checked") == 3


def test_a_result_is_taken_back_as_long_as_nobody_touched_it(led: Cast) -> None:
    first, second = keys_on(page(visitor(led.sari), MATRIX))
    share(led, ticks(led.budi, first, second))
    name = place_of(led.budi).pk
    share(led, {f"semula-{name}": f"{first},{second}", f"dukung-{name}": [first]})
    assert results_of(led.budi) == ["Hasil A"]


def test_what_the_employee_has_changed_is_locked(led: Cast) -> None:
    first, second = keys_on(page(visitor(led.sari), MATRIX))
    share(led, ticks(led.budi, first, second))
    PlanVersionItem.objects.filter(indicator=indicator(led, "A")).update(targets=[5] * 12)
    assert "sudah diisi pegawai" in page(visitor(led.sari), MATRIX)
    name = place_of(led.budi).pk
    share(led, {f"semula-{name}": f"{first},{second}"})
    assert results_of(led.budi) == ["Hasil A"]


def test_what_the_employee_did_meanwhile_stays(led: Cast) -> None:
    first, second = keys_on(page(visitor(led.sari), MATRIX))
    share(led, ticks(led.budi, first))
    share(led, ticks(led.budi, second))  # from a page on which nothing was ticked yet
    assert results_of(led.budi) == ["Hasil A", "Hasil B"]


def test_an_agreed_plan_is_locked_and_refuses_all(led: Cast) -> None:
    first, _second = keys_on(page(visitor(led.sari), MATRIX))
    a_plan(led.budi, led.puskesmas, {indicator(led, "A"): ("100", "10")}, year=YEAR)
    assert "SKP sudah disepakati." in page(visitor(led.sari), MATRIX)
    answer = share(led, ticks(led.budi, first) | ticks(led.citra, first))
    assert answer.status_code == 409
    assert "Bagikan hasil baru lewat adendum" in answer.content.decode()
    assert results_of(led.citra) == []


def test_a_discussed_plan_takes_more_and_gives_nothing_back(led: Cast) -> None:
    first, second = keys_on(page(visitor(led.sari), MATRIX))
    share(led, ticks(led.budi, first))
    PlanVersion.objects.update(state=VersionState.DISCUSSED)
    name = place_of(led.budi).pk
    share(led, {f"semula-{name}": first, f"dukung-{name}": [second]})
    assert results_of(led.budi) == ["Hasil A", "Hasil B"]


def test_nothing_ticked_anew_changes_nothing(led: Cast) -> None:
    first, _second = keys_on(page(visitor(led.sari), MATRIX))
    share(led, ticks(led.budi, first))
    edition = PlanVersion.objects.get().edition
    name = place_of(led.budi).pk
    share(led, {f"semula-{name}": first, f"dukung-{name}": [first]})
    assert PlanVersion.objects.get().edition == edition


def test_without_an_own_plan_the_agreement_of_the_unit_is_shown_to_read(kupang: Cast) -> None:
    an_agreement(kupang, {"A": "60", "B": "40"})
    text = page(visitor(kupang.sari), MATRIX)
    assert "Anda belum memiliki hasil untuk dibagikan." in text
    assert "Indikator A" in text
    assert "checkbox" not in text


def test_without_an_own_plan_nothing_is_shared(kupang: Cast) -> None:
    assert visitor(kupang.sari).post(MATRIX, ticks(kupang.budi, "x")).status_code == 403


def test_the_regional_head_learns_that_there_is_nothing_to_share(kupang: Cast) -> None:
    assert "Kepala daerah tidak menyusun SKP di sini." in page(visitor(kupang.regional_head), MATRIX)
