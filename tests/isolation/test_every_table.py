"""Every table, view and login of the installation, and the checks that refuse an unsafe one."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.db.models import F, UniqueConstraint
from django.test import override_settings

from agencies.models import Agency, Employee, User
from agencies.tenancy.bulk import refresh_statistics
from agencies.tenancy.checks import TABLES_WITHOUT_POLICY, check_database, check_models, refuse_unsafe_start
from agencies.tenancy.operations import OWN_ROWS
from agencies.tenancy.scope import region_scope
from tests.isolation.conftest import TwoRegions
from tests.isolation.logins import planted
from tests.isolation.test_every_model import rows_of

TABLES = "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"


def messages() -> list[str]:
    """What the check of the database has to say."""
    return [str(error.msg) for error in check_database(["default"])]


def test_the_tables_without_policy_are_exactly_the_named_ones(db: None) -> None:
    without = {name for (name,) in rows_of(f"{TABLES} AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid)")}
    assert without == set(TABLES_WITHOUT_POLICY)


def test_the_tests_ask_as_the_web_role(db: None) -> None:
    assert rows_of("SELECT session_user::text, current_user::text") == [("timbang_web", "timbang_web")]


@pytest.mark.parametrize("role", ["timbang_web", "timbang_worker"])
def test_a_login_is_neither_superuser_nor_past_the_policies(db: None, role: str) -> None:
    [rights] = rows_of("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s", role)
    assert rights == (False, False, False)


@pytest.mark.parametrize("role", ["timbang_web", "timbang_worker", "timbang_system"])
def test_a_role_of_the_application_owns_nothing_and_may_create_nothing(db: None, role: str) -> None:
    owned = rows_of("SELECT relname FROM pg_class WHERE relowner = %s::regrole AND relpersistence <> 't'", role)
    [may_create] = rows_of("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role)
    assert (owned, may_create) == ([], (False,))


def test_only_the_worker_may_become_the_system_role(db: None) -> None:
    members = rows_of(
        "SELECT member::regrole::text FROM pg_auth_members WHERE roleid = 'timbang_system'::regrole"
        " AND member IN (SELECT oid FROM pg_roles WHERE rolcanlogin AND NOT rolsuper)"
    )
    assert members == [("timbang_worker",)]


def test_nobody_can_log_in_as_the_system_role(db: None) -> None:
    assert rows_of("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'timbang_system'") == [(False,)]


def test_the_installation_passes_its_own_checks(db: None) -> None:
    refuse_unsafe_start(role="web")
    assert check_models(None) == []


PLANTED = {
    "a table without policy": (
        "CREATE TABLE sly (region_id bigint)",
        "DROP TABLE sly",
        "Table sly has no forced policy",
    ),
    "a policy that is not forced": (
        "ALTER TABLE agencies_agency NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE agencies_agency FORCE ROW LEVEL SECURITY",
        "Table agencies_agency has no forced policy",
    ),
    "a second policy": (
        "CREATE POLICY sly ON agencies_agency USING (true)",
        "DROP POLICY sly ON agencies_agency",
        "Table agencies_agency has no forced policy",
    ),
    "a policy that lets every row in": (
        "ALTER POLICY region_isolation ON agencies_agency WITH CHECK (true)",
        f"ALTER POLICY region_isolation ON agencies_agency WITH CHECK ({OWN_ROWS})",
        "Table agencies_agency has no forced policy",
    ),
    "a table in another schema": (
        "CREATE SCHEMA sly; CREATE TABLE sly.aside (region_id bigint)",
        "DROP SCHEMA sly CASCADE",
        "Table aside has no forced policy",
    ),
    "a view with its owner's rights": (
        "CREATE VIEW sly AS SELECT * FROM agencies_agency",
        "DROP VIEW sly",
        "View sly reads with its owner's rights",
    ),
    "a materialised view": (
        "CREATE MATERIALIZED VIEW sly AS SELECT * FROM agencies_agency",
        "DROP MATERIALIZED VIEW sly",
        "Materialised view sly",
    ),
    "a function with its owner's rights": (
        "CREATE FUNCTION sly() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM agencies_agency'",
        "DROP FUNCTION sly",
        "Function sly runs with its owner's rights",
    ),
}


@pytest.mark.parametrize(("statement", "removal", "sentence"), PLANTED.values(), ids=PLANTED)
def test_the_check_of_the_database_finds(db: None, statement: str, removal: str, sentence: str) -> None:
    with planted(statement, removal):
        [message] = messages()
    assert message.startswith(sentence)


def test_a_view_with_the_rights_of_its_reader_is_allowed(db: None) -> None:
    with planted("CREATE VIEW fair WITH (security_invoker = true) AS SELECT * FROM agencies_agency", "DROP VIEW fair"):
        assert messages() == []


@pytest.fixture
def as_login(transactional_db: None) -> Iterator[Callable[[str], None]]:
    """Gives this process the address of another login."""
    own = connection.settings_dict["USER"]

    def change(login: str) -> None:
        connection.close()
        connection.settings_dict["USER"] = login

    yield change
    change(own)


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("timbang_owner", "timbang_owner sees past row security"),
        ("timbang_owner", "timbang_owner owns tables"),
        ("timbang_worker", "timbang_worker may become timbang_system"),
    ],
)
def test_a_web_process_does_not_start_as(as_login: Callable[[str], None], login: str, sentence: str) -> None:
    as_login(login)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        refuse_unsafe_start(role="web")


@override_settings(DATABASE_ROLE="worker")
def test_a_worker_starts_as_the_worker(as_login: Callable[[str], None]) -> None:
    as_login("timbang_worker")
    refuse_unsafe_start(role="worker")


def test_statistics_of_a_secured_table_are_told_to_nobody(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        refresh_statistics("agencies_agency")
        assert rows_of("SELECT attname, most_common_vals FROM pg_stats WHERE tablename = 'agencies_agency'") == []


@pytest.mark.parametrize(
    "constraint",
    [
        UniqueConstraint(fields=["code"], name="sly"),
        UniqueConstraint(fields=["code", "region"], name="sly"),
        UniqueConstraint(F("code"), name="sly"),
        ExclusionConstraint(expressions=[("code", "=")], name="sly"),
    ],
    ids=["without the region", "with the region last", "of an expression", "an exclusion"],
)
def test_the_check_of_the_models_finds_uniqueness_across_regions(
    monkeypatch: pytest.MonkeyPatch, constraint: models.BaseConstraint
) -> None:
    monkeypatch.setattr(Agency._meta, "constraints", [*Agency._meta.constraints, constraint])
    [error] = check_models(None)
    assert error.msg.startswith("sly does not start with the region")


@pytest.mark.parametrize("parent", [Employee, User])
def test_the_check_of_the_models_finds_a_plain_reference(
    monkeypatch: pytest.MonkeyPatch, parent: type[models.Model]
) -> None:
    head: models.ForeignKey[object] = models.ForeignKey(parent, on_delete=models.PROTECT, related_name="+")
    head.name = "head"
    monkeypatch.setattr(Agency._meta, "local_fields", [*Agency._meta.local_fields, head])
    [error] = check_models(None)
    assert error.msg.startswith("head must be a RegionForeignKey")
