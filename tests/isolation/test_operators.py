"""What belongs to an operator's account stands in a scope of its own, which no region is (ADR 0018)."""

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from agencies.models import RecoveryCode, Region, SecondFactor, SignedInDevice, User
from agencies.tenancy.base import RegionOwned
from agencies.tenancy.checks import region_owned_models
from agencies.tenancy.scope import OPERATORS, region_scope
from tests.isolation.conftest import TwoRegions
from tests.isolation.rows import RECIPES, one_of_each
from tests.isolation.test_every_model import ALSO_OF_OPERATORS, DERIVED_TABLES, rows_of

OWN_ROWS = [
    lambda user: SecondFactor(user=user, sealed_secret="x"),
    lambda user: RecoveryCode(user=user, code_hash="0" * 64),
    lambda user: SignedInDevice(user=user, session_key="k" * 32, way="password", seen_at=timezone.now()),
]
OF_REGIONS = [
    model for model in region_owned_models() if model._meta.db_table not in ALSO_OF_OPERATORS | DERIVED_TABLES
]

each_own_row = pytest.mark.parametrize("own_row", OWN_ROWS, ids=["factor", "recovery code", "device"])


@pytest.fixture
def operator(db: None) -> User:
    """Who belongs to no region."""
    return User.objects.create(region=None, login="operator-uji")


@each_own_row
def test_an_operators_row_stands_in_the_operators_scope(operator: User, own_row: Any) -> None:
    with region_scope(OPERATORS):
        row = own_row(operator)
        row.save()
        assert row.region_id == OPERATORS
        assert type(row).objects.get() == row


@each_own_row
def test_no_region_sees_or_touches_it(two_regions: TwoRegions, operator: User, own_row: Any) -> None:
    with region_scope(OPERATORS):
        row = own_row(operator)
        row.save()
    with region_scope(two_regions.kupang.region.pk):
        assert not type(row).objects.filter(pk=row.pk).exists()
        assert type(row).objects.filter(pk=row.pk).delete()[0] == 0
    with region_scope(OPERATORS):
        assert type(row).objects.filter(pk=row.pk).exists()


@each_own_row
def test_without_a_scope_it_is_refused(operator: User, own_row: Any) -> None:
    with region_scope(OPERATORS):
        row = own_row(operator)
        row.save()
    with pytest.raises(ProgrammingError, match="No region is in scope"), transaction.atomic():
        type(row).objects.count()


@each_own_row
def test_a_region_holds_no_row_of_an_operator(two_regions: TwoRegions, operator: User, own_row: Any) -> None:
    with (
        region_scope(two_regions.kupang.region.pk),
        pytest.raises(IntegrityError, match="user_id_in_region"),
        transaction.atomic(),
    ):
        own_row(operator).save()


@each_own_row
def test_the_operators_scope_holds_no_row_of_a_regions_account(two_regions: TwoRegions, own_row: Any) -> None:
    user = two_regions.kupang.placement.employee.user
    with (
        region_scope(OPERATORS),
        pytest.raises(IntegrityError, match="user_id_in_region"),
        transaction.atomic(),
    ):
        own_row(user).save()


def test_the_operators_scope_shows_nothing_of_any_region(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        one_of_each()
    with region_scope(OPERATORS):
        assert [model._meta.label for model in region_owned_models() if model._base_manager.exists()] == []


@pytest.mark.parametrize("model", OF_REGIONS, ids=lambda model: model._meta.label)
def test_nothing_else_can_be_written_there(two_regions: TwoRegions, model: type[RegionOwned]) -> None:
    with region_scope(two_regions.kupang.region.pk):
        row: Any = RECIPES[model](one_of_each())
    row.region_id = OPERATORS
    with region_scope(OPERATORS), pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_no_region_has_the_number_of_the_operators_scope(db: None) -> None:
    with pytest.raises(IntegrityError, match="region_is_not_the_operators_scope"), transaction.atomic():
        Region.objects.create(pk=OPERATORS, code="53.71", name="Kota Kupang")


def test_the_database_alone_says_in_which_scope_an_account_stands(two_regions: TwoRegions, operator: User) -> None:
    people = two_regions.kupang.placement.employee.user
    for user in (operator, people):
        [(scope_id,)] = rows_of("SELECT scope_id FROM agencies_user WHERE id = %s::bigint", str(user.pk))
        assert scope_id == user.scope_id
    with pytest.raises(ProgrammingError, match="scope_id"), transaction.atomic():
        rows_of("UPDATE agencies_user SET scope_id = 1 RETURNING id")
