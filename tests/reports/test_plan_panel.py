"""How far the plans of the year are, on the overviews, and what waits for the admin who looks."""

import re

import pytest
from django.utils import timezone

from agencies.models import ImportDraft, User
from indicators.models import Contribution, PlanVersion, VersionState
from tests.cast import Cast
from tests.factories import a_plan, an_indicator
from tests.visitors import page, visitor

REGION = "/ringkasan/"
DINAS = "/ringkasan/1.02/"
PUSKESMAS = "/ringkasan/1.02.01/"


def counts(text: str) -> dict[str, str]:
    """The figures of the panel by their names."""
    panel = text.partition('id="skp-tahun-ini"')[2].partition("</section>")[0]
    return dict(re.findall(r"<dt>([^<]*)</dt><dd[^>]*>([^<]*)</dd>", panel))


def seen(cast: Cast, who: str, address: str) -> str:
    """An overview as somebody of the cast sees it."""
    return page(visitor(getattr(cast, who)), address)


@pytest.fixture
def plans(kupang: Cast) -> Cast:
    """Budi's plan is agreed and in addendum, Citra's is discussed, Sari's a draft; Ratna and Dewi have none."""
    year = timezone.localdate().year
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")}, year=year)
    states = {kupang.budi: VersionState.DRAFT, kupang.citra: VersionState.DISCUSSED, kupang.sari: VersionState.DRAFT}
    for person, state in states.items():
        PlanVersion.objects.create(employee=person, agency=kupang.puskesmas, year=year, state=state)
    return kupang


def a_contribution(cast: Cast, author: User) -> None:
    """A word on what is measured that nobody has answered."""
    Contribution.objects.create(agency=cast.puskesmas, author=author, author_name="Budi", text="Targetnya berat.")


def an_open_import(owner: User) -> None:
    """A file on its way."""
    ImportDraft.objects.create(
        kind="agencies", owner=owner, owner_name="x", file_name="a.csv", sha256="0" * 64, row_count=1
    )


def test_plans_are_counted_by_how_far_they_are(plans: Cast) -> None:
    told = {"Disepakati": "1 dari 5", "Dibahas": "1", "Draf": "1", "Belum disusun": "2"}
    assert counts(seen(plans, "region_admin", REGION)) == told


def test_an_agency_counts_itself_and_the_units_below(plans: Cast) -> None:
    assert counts(seen(plans, "agency_admin", DINAS))["Disepakati"] == "1 dari 4"
    assert counts(seen(plans, "ratna", PUSKESMAS))["Disepakati"] == "1 dari 3"


def test_it_leads_those_who_may_to_the_people_without_a_plan(plans: Cast) -> None:
    assert 'href="/pegawai/?saring=skp&amp;opd=1.02"' in seen(plans, "agency_admin", DINAS)
    assert "/pegawai/" not in seen(plans, "ratna", DINAS).partition('id="skp-tahun-ini"')[2]


def test_what_waits_for_the_admin_is_named_and_leads_on(kupang: Cast) -> None:
    a_contribution(kupang, kupang.agency_admin)
    an_open_import(kupang.agency_admin)
    text = seen(kupang, "agency_admin", DINAS)
    assert "Jawab 1 masukan" in text
    assert "Lanjutkan 1 impor" in text
    assert "Jawab 1 masukan" in seen(kupang, "region_admin", REGION)
    assert "Lanjutkan 1 impor" not in seen(kupang, "region_admin", REGION)


@pytest.mark.parametrize("who", ["regional_head", "auditor", "ratna"])
def test_nothing_waits_for_readers(kupang: Cast, who: str) -> None:
    a_contribution(kupang, kupang.agency_admin)
    assert "Tindakan" not in seen(kupang, who, DINAS)
