"""Twenty people whom Sari rates for January, and what tests do on her sheet."""

from playwright.sync_api import Locator, Page

from agencies.tenancy.scope import region_scope
from appraisal.models import Rating
from tests.appraisal.factories import an_actual
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee, an_indicator

SHEET = "/penilaian/2026-01/"
PEOPLE = 20


def a_team(cast: Cast, people: int = PEOPLE) -> Cast:
    """Budi, Citra and so many more that they are ``people``, nobody rated yet."""
    with region_scope(cast.region.pk):
        Rating.objects.all().delete()
        indicator = an_indicator(cast.puskesmas, "IKU-7", name="Kunjungan posyandu")
        for number in range(people - 2):
            person = an_employee(f"Rekan {number:02}", account=False)
            a_placement(person, cast.puskesmas, cast.sari)
            a_plan(person, cast.puskesmas, {indicator: ("100", "100")})
            an_actual(person, indicator, "2026-01", str(85 + 2 * number))
    return cast


def row(page: Page, name: str) -> Locator:
    """The row of a person."""
    return page.locator("[data-row]").filter(has_text=name)


def level(page: Page, name: str, value: int) -> None:
    """Give somebody's first dimension a level."""
    row(page, name).locator(".rate-levels").first.get_by_role("radio", name=str(value), exact=True).check()


def given(page: Page, name: str) -> Locator:
    """The levels that a row shows as chosen."""
    return row(page, name).locator(".rate-levels input:checked")


def ratings(cast: Cast) -> list[int]:
    """Every level that is stored."""
    with region_scope(cast.region.pk):
        return list(Rating.objects.values_list("level", flat=True))
