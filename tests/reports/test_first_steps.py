"""The list that leads the first admin of a new region to its first evaluation."""

import datetime
import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import Agency, Employee, IdentityProvider, Region, Role, User
from agencies.tenancy.scope import region_scope
from appraisal.models import PeriodKind, PeriodRule
from indicators.models import Indicator, UnitAgreement, UnitAgreementItem
from reports.services.overviews.load_first_steps import FirstStep, load_first_steps
from tests.agencies.imports.road import published
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan, a_role, an_account, an_agency, an_employee, an_indicator
from tests.reports.new_region import FIRST_ADMIN, a_new_region
from tests.visitors import page, visitor

ADDRESS = "/ringkasan/"
HEADING = "Mulai di sini"


@pytest.fixture
def fresh(db: None) -> Iterator[Region]:
    """A region as an operator opens it, in scope, and in its time zone."""
    region, _admin = a_new_region()
    with region_scope(region.pk), timezone.override(region.zone):
        yield region


def this_year() -> int:
    return timezone.localdate().year


def unit() -> Agency:
    return Agency.objects.first() or an_agency()


def person(*, account: bool = True) -> Employee:
    """Somebody with a place since New Year, who chose a password unless there is no account yet."""
    employee = an_employee(account=account)
    a_placement(employee, unit(), first_day=datetime.date(this_year(), 1, 1))
    return employee


def indicator() -> Indicator:
    return Indicator.objects.first() or an_indicator(unit())


def targets() -> None:
    agreement = UnitAgreement.objects.create(agency=unit(), year=this_year())
    UnitAgreementItem.objects.create(agreement=agreement, indicator=indicator(), targets=[None] * 12)


def planned() -> None:
    a_plan(person(), unit(), {indicator(): ("100", "10")}, year=this_year())


def rule() -> None:
    PeriodRule.objects.create(kind=PeriodKind.MONTH, is_on=True, begins_on=timezone.localdate())


def provider() -> None:
    IdentityProvider.objects.create(name="SSO", issuer="https://sso.example.go.id", client_id="timbang", is_active=True)


def done() -> set[FirstStep]:
    return {one.step for one in load_first_steps(day=timezone.localdate()) if one.is_done}


def first_admin() -> User:
    return User.objects.get(login=FIRST_ADMIN)


def shown() -> str:
    return page(visitor(first_admin()), ADDRESS)


def tags() -> list[str]:
    """What stands at each step, in order."""
    return re.findall(r'class="status [a-z]+">([^<]+)<', shown())


def test_in_an_empty_region_every_step_is_open(fresh: Region) -> None:
    assert tags() == ["Berikutnya", *["Belum"] * (len(FirstStep) - 1)]


@pytest.mark.parametrize(
    ("step", "what"),
    [
        (FirstStep.UNITS, unit),
        (FirstStep.PEOPLE, lambda: person(account=False)),
        (FirstStep.WAYS_IN, person),
        (FirstStep.WAYS_IN, provider),
        (FirstStep.REGIONAL_HEAD, lambda: a_role(an_account("walikota"), Role.REGIONAL_HEAD)),
        (FirstStep.INDICATORS, indicator),
        (FirstStep.TARGETS, targets),
        (FirstStep.TARGETS, planned),
        (FirstStep.PLANS, planned),
        (FirstStep.PERIODS, rule),
        (FirstStep.PERIODS, a_period),
    ],
)
def test_a_step_that_was_done_is_shown_as_done(fresh: Region, step: FirstStep, what: Callable[[], object]) -> None:
    assert step not in done()
    what()
    assert step in done()
    assert tags()[list(FirstStep).index(step)] == "Selesai"


def test_the_first_open_step_is_the_next_one(fresh: Region) -> None:
    unit()
    assert tags()[:3] == ["Selesai", "Berikutnya", "Belum"]


def test_a_password_or_plan_of_some_only_is_counted_and_not_done(fresh: Region) -> None:
    planned()
    person(account=False)
    assert {FirstStep.WAYS_IN, FirstStep.PLANS}.isdisjoint(done())
    assert shown().count("Sudah untuk 1 dari 2 pegawai.") == 2


def test_a_step_that_waits_for_people_holds_up_nothing(fresh: Region) -> None:
    person()
    person(account=False)
    assert tags()[:4] == ["Selesai", "Selesai", "Sebagian", "Berikutnya"]


def test_an_account_whose_password_was_never_chosen_is_no_way_in(fresh: Region) -> None:
    newcomer = person(account=False)
    newcomer.user = User.objects.create(region=fresh, login=newcomer.nip, password=make_password(None))
    newcomer.save(update_fields=["user"])
    assert FirstStep.WAYS_IN not in done()


def test_who_has_left_is_not_waited_for(fresh: Region) -> None:
    planned()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    a_placement(an_employee(), unit(), first_day=datetime.date(2020, 1, 1), last_day=yesterday)
    assert FirstStep.PLANS in done()


def test_a_schedule_that_is_switched_off_opens_no_period(fresh: Region) -> None:
    PeriodRule.objects.create(kind=PeriodKind.MONTH, is_on=False, begins_on=timezone.localdate())
    assert FirstStep.PERIODS not in done()


def test_a_region_without_plans_may_prepare_the_next_year(fresh: Region) -> None:
    a_plan(person(), unit(), {indicator(): ("100", "10")}, year=this_year() + 1)
    assert FirstStep.PLANS in done()


def test_each_step_leads_to_a_screen_that_the_admin_may_open(fresh: Region) -> None:
    client = visitor(first_admin())
    addresses = re.findall(r'class="task-link" href="([^"]+)"', page(client, ADDRESS))
    assert len(addresses) == len(FirstStep)
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize(
    ("address", "why", "leads_to"),
    [
        ("/organisasi/", "Belum ada unit di daerah ini.", "/impor/agencies/"),
        ("/pegawai/", "Belum ada pegawai di daerah ini.", "/impor/employees/"),
    ],
)
def test_an_empty_list_leads_to_the_file_that_fills_it(fresh: Region, address: str, why: str, leads_to: str) -> None:
    auditor = an_account("inspektorat")
    a_role(auditor, Role.AUDITOR)
    of_admin, of_auditor = (page(visitor(one), address) for one in (first_admin(), auditor))
    assert why in of_admin
    assert why in of_auditor
    assert f'href="{leads_to}"' in of_admin
    assert f'href="{leads_to}"' not in of_auditor


@pytest.mark.parametrize(
    ("kind", "leads_to", "header", "line"),
    [
        ("agencies", "/organisasi/", "kode_opd,nama,jenis,kode_induk", "1.02,Dinas Kesehatan,dinas,"),
        (
            "employees",
            "/pegawai/",
            "nip,nama,status,golongan,kode_opd,jabatan,jenis_jabatan,nip_atasan,mulai,selesai,jenis_penempatan",
            "198501012010012001,Joko Staf,PNS,III/a,1.02,Penata,Pelaksana,,2026-01-01,,definitif",
        ),
    ],
)
def test_a_published_file_leads_to_what_it_filled(
    fresh: Region, kind: str, leads_to: str, header: str, line: str
) -> None:
    if kind == "employees":
        unit()
    draft = published(kind, first_admin(), header, line)
    text = page(visitor(first_admin()), f"/impor/draf/{draft.pk}/")
    assert re.search(rf'href="{leads_to}"[^>]*>Lihat yang berlaku', text)


def test_without_units_the_agreements_do_not_send_the_admin_to_another_admin(fresh: Region) -> None:
    text = page(visitor(first_admin()), "/perjanjian/")
    assert "Belum ada unit di daerah ini." in text
    assert "hubungi admin perangkat daerah" not in text


def test_its_regional_head_and_auditor_are_not_sent_to_work_that_is_not_theirs(kupang: Cast) -> None:
    for reader in (kupang.regional_head, kupang.auditor):
        text = page(visitor(reader), ADDRESS)
        assert HEADING not in text
        assert "Belum ada periode yang dievaluasi." in text


@pytest.mark.parametrize("who", ["agency_admin", "ratna", "budi"])
def test_whoever_may_not_see_the_overview_gets_no_list(kupang: Cast, who: str) -> None:
    assert HEADING not in visitor(getattr(kupang, who)).get(ADDRESS).content.decode()


def test_once_a_period_was_evaluated_it_is_gone(month: Month) -> None:
    admin = visitor(month.cast.region_admin)
    assert HEADING in page(admin, ADDRESS)
    month.evaluate()
    assert HEADING not in page(admin, ADDRESS)


def test_what_another_region_has_does_not_count(bandung: Cast, fresh: Region) -> None:
    assert done() == set()


def test_it_costs_two_statements_however_many_people_there_are(fresh: Region) -> None:
    assert statements() == 2
    for _number in range(20):
        planned()
    assert statements() == 2


def statements() -> int:
    with CaptureQueriesContext(connection) as caught:
        load_first_steps(day=timezone.localdate())
    return len(caught)


def test_the_page_costs_as_much_empty_as_with_twenty_people(fresh: Region) -> None:
    client = visitor(first_admin())
    client.get(ADDRESS)  # the session notes its first visit

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(client, ADDRESS)
        return len(caught)

    empty = asked()
    for _number in range(20):
        planned()
    assert asked() == empty
