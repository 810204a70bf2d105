"""Migration operations that put a table under row security. Run by the owner role."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from agencies.tenancy.base import RegionForeignKey
from agencies.tenancy.roles import SYSTEM, WEB, WORKER
from agencies.tenancy.scope import OPERATORS

POLICY = "region_isolation"

# The sub-select is answered once a statement, where a plain call would be asked for every row. The second call is
# never reached; but the planner asks it for its estimate, so that a forgotten scope is refused on an empty table too
# (docs/adr/0001).
OWN_ROWS = "region_id = coalesce((SELECT region_in_scope()), region_in_scope())"

# Who adds many rows must be able to tell the planner so (agencies.tenancy.bulk); PostgreSQL 17 and later can allow it.
_GRANT_ANALYZE = """
    DO $$ BEGIN
        IF current_setting('server_version_num')::int >= 170000 THEN
            EXECUTE 'GRANT MAINTAIN ON "{table}" TO {roles}';
        END IF;
    END $$
"""

APPLICATION_ROLES = f"{WEB}, {WORKER}, {SYSTEM}"


class OutsideModelState(Operation):
    """An operation on what Django's model state does not know: policies, rights, constraints, triggers."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes there."""


class OwnedByRegion(OutsideModelState):
    """Row security, rights and composite foreign keys for one region-owned model, right after its CreateModel.

    There is no ``missing_ok`` in the policy: a forgotten scope is an error, never an empty answer. A table without a
    parent in the region references the region itself, unless its rows are ``derived`` and proven otherwise.
    """

    def __init__(self, model_name: str, *, append_only: bool = False, derived: bool = False) -> None:
        self.model_name = model_name
        self.append_only = append_only
        self.derived = derived

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Secure the table, then tie its references to the region."""
        del from_state
        model = to_state.apps.get_model(app_label, self.model_name)
        table = model._meta.db_table
        for statement in row_security_statements(table, append_only=self.append_only):
            schema_editor.execute(statement)
        references = [field for field in model._meta.local_fields if isinstance(field, RegionForeignKey)]
        for field in references:
            schema_editor.execute(composite_foreign_key(table, field))
        if not self.derived and all(field.null for field in references):
            schema_editor.execute(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_region" '
                "FOREIGN KEY (region_id) REFERENCES agencies_region (id)"
            )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take off what was put on, so that keys and tables can be dropped in any order."""
        del to_state
        model = from_state.apps.get_model(app_label, self.model_name)
        table = model._meta.db_table
        for field in model._meta.local_fields:
            if isinstance(field, RegionForeignKey):
                schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT {_name_of_reference(table, field)}')
        for statement in (
            f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{table}_region"',
            f'REVOKE ALL ON "{table}" FROM {APPLICATION_ROLES}',
            f'DROP POLICY {POLICY} ON "{table}"',
            f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
        ):
            schema_editor.execute(statement)

    def describe(self) -> str:
        """One line for ``migrate --plan``."""
        return f"Put {self.model_name} under row security"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a squashed migration writes this operation."""
        options = {"append_only": self.append_only, "derived": self.derived}
        return self.__class__.__qualname__, [self.model_name], options


class NoLongerOwned(OutsideModelState):
    """Takes off what OwnedByRegion put on, right before a model is deleted; so that its deletion can be undone."""

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take off policy, rights and constraints."""
        OwnedByRegion(self.model_name).database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Put them on again."""
        OwnedByRegion(self.model_name).database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """One line for ``migrate --plan``."""
        return f"Take {self.model_name} out of row security"


class TieToRegion(OutsideModelState):
    """The composite foreign key of a RegionForeignKey that a later migration added."""

    def __init__(self, model_name: str, field_name: str) -> None:
        self.model_name = model_name
        self.field_name = field_name

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Add the constraint."""
        del from_state
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.execute(composite_foreign_key(model._meta.db_table, model._meta.get_field(self.field_name)))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop it."""
        del to_state
        model = from_state.apps.get_model(app_label, self.model_name)
        table, field = model._meta.db_table, model._meta.get_field(self.field_name)
        schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT {_name_of_reference(table, field)}')

    def describe(self) -> str:
        """One line for ``migrate --plan``."""
        return f"Tie {self.model_name}.{self.field_name} to the region"


class ScopeOfAccounts(OutsideModelState):
    """A column of the accounts' table that the database writes: the scope in which an account's own rows stand.

    It is the account's region, or ``OPERATORS`` for an account without one. Needed because a reference may not lead to
    an expression.
    """

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Add the column, with the key that references lead to."""
        del app_label, from_state, to_state
        schema_editor.execute(
            f"ALTER TABLE agencies_user ADD COLUMN scope_id bigint NOT NULL "
            f"GENERATED ALWAYS AS (coalesce(region_id, {OPERATORS})) STORED, "
            f"ADD CONSTRAINT user_scope_key UNIQUE (scope_id, id)"
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop both."""
        del app_label, from_state, to_state
        schema_editor.execute("ALTER TABLE agencies_user DROP COLUMN scope_id")

    def describe(self) -> str:
        """One line for ``migrate --plan``."""
        return "Say in which scope an account's own rows stand"


class AlsoOfOperators(OutsideModelState):
    """Lets the rows of a region-owned model also belong to an operator's account, in the scope ``OPERATORS``.

    The policy stays the one that it is. ``(region_id, user_id)`` must then be the scope of an account and the account:
    a row of an operator can stand in no region, and a row of a region's account in no other place than its region.
    """

    def __init__(self, model_name: str, field_name: str = "user") -> None:
        self.model_name = model_name
        self.field_name = field_name

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Let the reference lead to the account's scope in the place of its region."""
        del from_state
        table, field = self._of(app_label, to_state)
        schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT {_name_of_reference(table, field)}')
        schema_editor.execute(composite_foreign_key(table, field, to="scope_id"))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Rows of operators have no place any more; the others are tied to their region again."""
        del to_state
        table, field = self._of(app_label, from_state)
        schema_editor.execute(f'DELETE FROM "{table}" WHERE region_id = {OPERATORS}')  # noqa: S608 - a table's name
        schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT {_name_of_reference(table, field)}')
        schema_editor.execute(composite_foreign_key(table, field))

    def describe(self) -> str:
        """One line for ``migrate --plan``."""
        return f"Let {self.model_name} also belong to operators"

    def _of(self, app_label: str, state: ProjectState) -> tuple[str, Any]:
        model = state.apps.get_model(app_label, self.model_name)
        return model._meta.db_table, model._meta.get_field(self.field_name)


class Grant(OutsideModelState):
    """Rights of the application's roles on a table without policy: one of the short named list."""

    def __init__(self, table: str, rights: str) -> None:
        self.table = table
        self.rights = rights

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Grant."""
        del app_label, from_state, to_state
        schema_editor.execute(f'GRANT {self.rights} ON "{self.table}" TO {APPLICATION_ROLES}')

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take the rights back."""
        del app_label, from_state, to_state
        schema_editor.execute(f'REVOKE ALL ON "{self.table}" FROM {APPLICATION_ROLES}')

    def describe(self) -> str:
        """One line for ``migrate --plan``."""
        return f"Grant {self.rights} on {self.table}"


def row_security_statements(table: str, *, append_only: bool) -> list[str]:
    """The statements that make a table region-owned: forced policy with WITH CHECK, and rights of the three roles."""
    rights = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY {POLICY} ON "{table}" USING ({OWN_ROWS}) WITH CHECK ({OWN_ROWS})',
        f'GRANT {rights} ON "{table}" TO {APPLICATION_ROLES}',
        _GRANT_ANALYZE.format(table=table, roles=APPLICATION_ROLES),
    ]


def composite_foreign_key(table: str, field: Any, *, to: str = "region_id") -> str:
    """``(region_id, column)`` must exist in the parent; checked at once, so that the error names its statement."""
    parent = field.remote_field.model._meta.db_table
    return (
        f'ALTER TABLE "{table}" ADD CONSTRAINT {_name_of_reference(table, field)} '
        f'FOREIGN KEY (region_id, "{field.column}") REFERENCES "{parent}" ({to}, id)'
    )


def _name_of_reference(table: str, field: Any) -> str:
    return f'"{table}_{field.column}_in_region"'


class DefineRegionInScope(migrations.RunSQL):
    """The function that every policy asks for the region in scope, and that refuses with a sentence when there is none.

    Its cost is set to almost nothing because it runs once a statement: by the usual guess, once a row, the planner
    would leave sequential scans for dearer plans.
    """

    def __init__(self) -> None:
        super().__init__(
            sql="""
            CREATE FUNCTION region_in_scope() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE COST 0.0001 AS $$
            DECLARE
                region text := current_setting('app.region_id', true);
            BEGIN
                IF region IS NULL OR region = '' THEN
                    RAISE EXCEPTION 'No region is in scope.' USING ERRCODE = 'insufficient_privilege',
                          HINT = 'Wrap the work in region_scope(region_id); see docs/tenancy.md.';
                END IF;
                RETURN region;
            END $$
            """,
            reverse_sql="DROP FUNCTION region_in_scope()",
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a squashed migration writes this operation."""
        return self.__class__.__qualname__, [], {}


class RecordRowHistory(migrations.RunSQL):
    """The trigger function that keeps what an input row said before it was changed or deleted.

    It works on whole statements, so a bulk update pays for one insert. The account's key comes from ``app.actor``,
    which the scope of a request sets; a command has none.
    """

    def __init__(self) -> None:
        super().__init__(
            sql="""
            CREATE FUNCTION record_row_history() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO agencies_rowhistory (region_id, table_name, row_id, before, changed_by)
                SELECT before.region_id, TG_TABLE_NAME, before.id, to_jsonb(before),
                       coalesce(current_setting('app.actor', true), '')
                  FROM before;
                RETURN NULL;
            END $$
            """,
            reverse_sql="DROP FUNCTION record_row_history()",
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a squashed migration writes this operation."""
        return self.__class__.__qualname__, [], {}


class KeepHistory(OutsideModelState):
    """Record every former content of a model's rows in the region's row history."""

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """One trigger for changed rows, one for deleted ones: a trigger on both may name no transition table."""
        del from_state
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f'CREATE TRIGGER keep_history_{event.lower()} AFTER {event} ON "{table}" '
                "REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION record_row_history()"
            )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop both."""
        del to_state
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        for event in ("update", "delete"):
            schema_editor.execute(f'DROP TRIGGER keep_history_{event} ON "{table}"')

    def describe(self) -> str:
        """One line for ``migrate --plan``."""
        return f"Keep the history of {self.model_name}"
