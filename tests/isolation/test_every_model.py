"""Every region-owned model, one by one: refused without a scope, invisible from another region, tied to its own."""

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, models, transaction

from agencies.models import User
from agencies.tenancy.base import RegionForeignKey, RegionOwned
from agencies.tenancy.checks import region_owned_models
from agencies.tenancy.operations import POLICY
from agencies.tenancy.scope import region_scope
from tests.isolation.conftest import TwoRegions
from tests.isolation.logins import as_owner
from tests.isolation.rows import RECIPES, SIDE_CONDITIONS, models_without_recipe, one_of_each

MODELS = region_owned_models()
REFERENCES = [
    (model, field) for model in MODELS for field in model._meta.local_fields if isinstance(field, RegionForeignKey)
]

#: What operators have too: there the reference leads to the scope of the account, which is the region where it has one
#: (ADR 0018; test_operators.py).
ALSO_OF_OPERATORS = {"agencies_secondfactor", "agencies_recoverycode", "agencies_signedindevice"}

#: Derived rows: no enforced references, proven by `verify_evaluations` instead (design section 3).
DERIVED_TABLES = {"appraisal_evaluation", "appraisal_evaluationitem"}

each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
each_reference = pytest.mark.parametrize(
    ("model", "field"), REFERENCES, ids=[f"{model._meta.label}.{field.name}" for model, field in REFERENCES]
)


def test_every_model_has_a_row_to_prove_things_with() -> None:
    assert models_without_recipe() == [], "Add a line for it to RECIPES in tests/isolation/rows.py."


@each_model
def test_without_a_scope_even_an_empty_table_refuses(db: None, model: type[RegionOwned]) -> None:
    with pytest.raises(ProgrammingError, match="No region is in scope"), transaction.atomic():
        model._base_manager.count()


@each_model
def test_a_table_of_which_the_planner_knows_that_it_is_empty_refuses_too(db: None, model: type[RegionOwned]) -> None:
    as_owner(f"VACUUM {model._meta.db_table}")
    with pytest.raises(ProgrammingError, match="No region is in scope"), transaction.atomic():
        model._base_manager.count()


def test_rows_of_another_region_are_invisible_in_every_table(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.bandung.region.pk):
        assert set(one_of_each()) == set(MODELS)
    with region_scope(two_regions.kupang.region.pk):
        own = two_regions.kupang.region.pk
        visible = [model._meta.label for model in MODELS if model._base_manager.exclude(region_id=own).exists()]
    assert visible == []


def test_rows_of_the_own_region_are_visible_in_every_table(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.bandung.region.pk):
        one_of_each()
        assert [model._meta.label for model in MODELS if not model._base_manager.exists()] == []


@each_model
def test_the_table_is_secured_with_one_policy_for_reading_and_writing(db: None, model: type[RegionOwned]) -> None:
    [secured] = rows_of(
        "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", model._meta.db_table
    )
    [policy] = rows_of(
        "SELECT policyname, cmd, qual IS NOT NULL AND qual = with_check FROM pg_policies WHERE tablename = %s",
        model._meta.db_table,
    )
    assert (secured, policy) == ((True,), (POLICY, "ALL", True))


@pytest.mark.parametrize("role", ["timbang_web", "timbang_worker", "timbang_system"])
@each_model
def test_rights_are_what_the_model_says(db: None, model: type[RegionOwned], role: str) -> None:
    granted = {
        right
        for (right,) in rows_of(
            "SELECT privilege_type FROM pg_class, aclexplode(relacl)"
            " WHERE pg_class.oid = %s::regclass AND grantee = %s::regrole",
            model._meta.db_table,
            role,
        )
    }
    changes = {"UPDATE", "DELETE"} if model.rows_may_change else set()
    assert granted - {"MAINTAIN"} == {"SELECT", "INSERT"} | changes


@each_model
def test_uniqueness_starts_with_the_region(db: None, model: type[RegionOwned]) -> None:
    elsewhere = rows_of(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
        " WHERE i.indrelid = %s::regclass AND (i.indisunique AND NOT i.indisprimary OR i.indisexclusion)"
        " AND a.attname <> 'region_id'",
        model._meta.db_table,
    )
    assert elsewhere == []


@each_model
def test_a_primary_key_is_a_number_or_starts_with_the_region(db: None, model: type[RegionOwned]) -> None:
    key = model._meta.pk
    columns = key.columns if isinstance(key, models.CompositePrimaryKey) else (key.column,)
    assert columns == ("id",) or columns[0] == "region_id"


@each_model
def test_references_to_rows_of_a_region_are_composite(db: None, model: type[RegionOwned]) -> None:
    owned = {User._meta.db_table, *(other._meta.db_table for other in MODELS)}
    expected = {field.column for field in model._meta.local_fields if refers_to(field, owned)}
    assert composite_columns(model._meta.db_table) == (set() if model._meta.db_table in DERIVED_TABLES else expected)


@each_model
def test_a_plain_reference_leads_to_the_region_only(db: None, model: type[RegionOwned]) -> None:
    assert plain_references(model._meta.db_table) <= {"agencies_region"}


@each_model
def test_a_row_cannot_name_a_region_that_is_not_there(db: None, model: type[RegionOwned]) -> None:
    required = [other for owner, other in REFERENCES if owner is model and not other.null]
    assert required or plain_references(model._meta.db_table) or model._meta.db_table in DERIVED_TABLES


@each_reference
def test_a_reference_to_another_region_is_refused(
    two_regions: TwoRegions, model: type[models.Model], field: RegionForeignKey
) -> None:
    with region_scope(two_regions.kupang.region.pk):
        theirs = one_of_each()
        theirs[User] = two_regions.kupang.placement.employee.user
    with region_scope(two_regions.bandung.region.pk):
        row: Any = RECIPES[model](one_of_each())
        for name, value in SIDE_CONDITIONS.get(f"{model._meta.label}.{field.name}", {}).items():
            setattr(row, name, value)
        setattr(row, field.attname, theirs[field.remote_field.model].pk)
        with (
            pytest.raises(IntegrityError, match=f"{model._meta.db_table}_{field.column}_in_region"),
            transaction.atomic(),
        ):
            row.save(force_insert=True)


def refers_to(field: Any, tables: set[str]) -> bool:
    """Whether a field is a reference to one of some tables."""
    return isinstance(field, models.ForeignKey) and field.remote_field.model._meta.db_table in tables


def plain_references(table: str) -> set[str]:
    """The tables that single columns of a table refer to."""
    found = rows_of(
        "SELECT confrelid::regclass::text FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid = %s::regclass AND cardinality(conkey) = 1",
        table,
    )
    return {name for (name,) in found}


def composite_columns(table: str) -> set[str]:
    """The columns of a table that the database checks together with the region against (region_id, id)."""
    key = "scope_id" if table in ALSO_OF_OPERATORS else "region_id"
    found = rows_of(
        "SELECT own[2] FROM (SELECT"
        " (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(num, n)"
        "   JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num) AS own,"
        " (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(num, n)"
        "   JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num) AS other"
        " FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = %s::regclass) AS keys"
        " WHERE own[1] = 'region_id' AND other = ARRAY[%s, 'id']",
        table,
        key,
    )
    return {column for (column,) in found}


def rows_of(query: str, *parameters: str) -> list[Any]:
    """What the catalogue says."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())
