"""Rows for tests, in the region that is in scope. Every function has the fewest facts a row needs."""

import datetime
import itertools
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from agencies.models import Agency, Employee, Placement, PlacementKind, Region, Role, RoleGrant, User
from agencies.tenancy.scope import current_region_id
from indicators.models import (
    Aspect,
    Direction,
    Indicator,
    IndicatorVersion,
    ItemKind,
    Pattern,
    Plan,
    PlanItem,
    PlanState,
)

PASSWORD = "rahasia-uji-2026"
NEW_YEAR = datetime.date(2026, 1, 1)

_numbers = itertools.count(1)
_hashed = make_password(PASSWORD, hasher="md5")


def a_region(code: str = "53.71", name: str = "Kota Kupang", time_zone: str = "Asia/Makassar") -> Region:
    """A region without anything in it."""
    return Region.objects.create(code=code, name=name, time_zone=time_zone)


def an_agency(code: str = "1.02", name: str = "Dinas Kesehatan", parent: Agency | None = None) -> Agency:
    """A unit of the region."""
    return Agency.objects.create(code=code, name=name, kind="dinas", parent=parent)


def a_nip() -> str:
    """A well-formed NIP whose sequence number nobody has been given."""
    number = next(_numbers)
    return f"1985{number // 28 % 12 + 1:02}{number % 28 + 1:02}2010011{900 + number % 100:03}"


def an_operator(login: str = "operator-uji") -> User:
    """Who makes regions and belongs to none."""
    return User.objects.create(region=None, login=login, password=_hashed)


def an_account(login: str) -> User:
    """An account of the region with the password of all tests."""
    return User.objects.create(region_id=current_region_id(), login=login, password=_hashed)


def an_employee(name: str = "Budi Santoso", nip: str | None = None, *, account: bool = True) -> Employee:
    """A civil servant, with an account unless told otherwise."""
    nip = nip or a_nip()
    return Employee.objects.create(nip=nip, name=name, status="PNS", user=an_account(nip) if account else None)


def a_placement(
    employee: Employee,
    agency: Agency,
    supervisor: Employee | None = None,
    *,
    kind: PlacementKind = PlacementKind.DEFINITIVE,
    first_day: datetime.date = NEW_YEAR,
    last_day: datetime.date | None = None,
    position: str = "Penata Layanan",
) -> Placement:
    """A place in an agency under a supervisor."""
    return Placement.objects.create(
        employee=employee,
        agency=agency,
        supervisor=supervisor,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        position=position,
    )


def a_role(user: User, role: Role, agency: Agency | None = None) -> RoleGrant:
    """A granted role."""
    return RoleGrant.objects.create(user=user, role=role, agency=agency)


def an_indicator(
    agency: Agency,
    code: str = "IKU-1",
    *,
    direction: Direction = Direction.HIGHER,
    pattern: Pattern = Pattern.COUNT,
    name: str = "Jumlah pasien terlayani",
) -> Indicator:
    """An indicator with its first version."""
    indicator = Indicator.objects.create(agency=agency, code=code)
    IndicatorVersion.objects.create(
        indicator=indicator, name=name, unit="orang", direction=direction, pattern=pattern, aspect=Aspect.QUANTITY
    )
    return indicator


def a_plan(
    employee: Employee,
    agency: Agency,
    items: dict[Indicator, tuple[str, str | list[str | None]]],
    *,
    kind: PlacementKind = PlacementKind.DEFINITIVE,
    year: int = 2026,
) -> Plan:
    """An agreed plan: indicator -> (weight, monthly target or twelve of them)."""
    plan = Plan.objects.create(employee=employee, agency=agency, year=year, placement_kind=kind)
    for indicator, (weight, targets) in items.items():
        months = [targets] * 12 if isinstance(targets, str) else targets
        PlanItem.objects.create(
            plan=plan,
            indicator=indicator,
            kind=ItemKind.MAIN,
            weight=Decimal(weight),
            targets=[None if target is None else Decimal(target) for target in months],
        )
    plan.state = PlanState.AGREED
    plan.save(update_fields=["state"])
    return plan
