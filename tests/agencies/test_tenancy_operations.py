"""Migration operations of the tenancy: what a later migration needs, and that all of them can be undone."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.state import ProjectState

from agencies.tenancy.operations import Grant, KeepHistory, OwnedByRegion, TieToRegion

as_owner = pytest.mark.django_db(databases=["default", "owner"])


@as_owner
def test_a_reference_that_is_added_later_is_composite_too() -> None:
    state = ProjectState.from_apps(apps)
    with connections["owner"].schema_editor(collect_sql=True) as editor:
        TieToRegion("placement", "agency").database_forwards("agencies", editor, state, state)
    assert (
        'FOREIGN KEY (region_id, "agency_id") REFERENCES "agencies_agency" (region_id, id)' in editor.collected_sql[0]
    )


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        (OwnedByRegion("agency"), "Put agency under row security"),
        (TieToRegion("placement", "agency"), "Tie placement.agency to the region"),
        (KeepHistory("agency"), "Keep the history of agency"),
        (Grant("agencies_region", "SELECT"), "Grant SELECT on agencies_region"),
    ],
)
def test_a_migration_plan_says_what_an_operation_does(operation: OwnedByRegion, sentence: str) -> None:
    assert operation.describe() == sentence


@as_owner
def test_every_migration_can_be_undone() -> None:
    call_command("migrate", "agencies", "zero", database="owner", verbosity=0)
    assert "agencies_agency" not in connections["owner"].introspection.table_names()
