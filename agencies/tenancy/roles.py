"""The database roles of an installation, as plain SQL.

Standard library only: the embedded launcher and ``create_roles --print-sql`` both read it before Django is set up.

Why four roles (docs/tenancy.md): the owner migrates and bypasses row security, since adding a foreign key to a table
with forced row security fails otherwise; the web role neither owns nor bypasses, so that forgetting the region is an
error and never a leak; the worker may *become* the system role, which nobody can log in as, for the few jobs that look
at every region.
"""

from collections.abc import Mapping

OWNER = "timbang_owner"
WEB = "timbang_web"
WORKER = "timbang_worker"
SYSTEM = "timbang_system"

LOGIN_ROLES = (OWNER, WEB, WORKER)

_ATTRIBUTES = {
    OWNER: "LOGIN CREATEDB BYPASSRLS",
    WEB: "LOGIN NOBYPASSRLS",
    # NOINHERIT: the worker has the system role's rights only after SET ROLE, never by accident.
    WORKER: "LOGIN NOINHERIT NOBYPASSRLS",
    SYSTEM: "NOLOGIN BYPASSRLS",
}


def role_statements(*, database: str, passwords: Mapping[str, str] | None = None) -> list[str]:
    """Statements that a superuser runs once, in order and outside a transaction; running them again changes nothing.

    ``passwords`` maps a login role to its password; without it the roles have none, which only a server that trusts
    its private socket accepts.
    """
    statements = []
    for role, attributes in _ATTRIBUTES.items():
        statements.append(_create_role(role))
        statements.append(f"ALTER ROLE {role} WITH NOSUPERUSER {attributes}")
        if passwords and role in passwords:
            statements.append(f"ALTER ROLE {role} PASSWORD {_literal(passwords[role])}")
    statements += [
        f"GRANT {SYSTEM} TO {WORKER}",
        _create_database(database),
        f"ALTER DATABASE {_identifier(database)} OWNER TO {OWNER}",
        f"REVOKE ALL ON DATABASE {_identifier(database)} FROM PUBLIC",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {_identifier(database)} TO {WEB}, {WORKER}",
    ]
    return statements


def _create_role(role: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') "
        f"THEN CREATE ROLE {role}; END IF; END $$"
    )


def _create_database(database: str) -> str:
    """psql's ``\\gexec`` runs the text that the query returns; CREATE DATABASE knows no IF NOT EXISTS."""
    create = f"CREATE DATABASE {_identifier(database)} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'"
    exists = f"SELECT FROM pg_database WHERE datname = {_literal(database)}"
    return f"SELECT {_literal(create)} WHERE NOT EXISTS ({exists}) \\gexec"


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
