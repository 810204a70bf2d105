"""Checks that refuse an installation whose tenancy could leak.

The static ones run with every ``manage.py`` command; those that ask the database run with ``migrate``,
``check --database default`` and, through :func:`refuse_unsafe_start`, before web and worker take their first request.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import ForeignKey, Model, UniqueConstraint

from agencies.tenancy.base import RegionForeignKey, RegionOwned
from agencies.tenancy.operations import POLICY
from agencies.tenancy.roles import SYSTEM

#: Every table that has no policy, and why it needs none. Nothing here is personal beyond login and hash.
TABLES_WITHOUT_POLICY = {
    "agencies_region": "the tenants themselves; sign-in names them",
    "agencies_user": "login and hash; sign-in comes before the scope",
    "agencies_installationevent": "acts on the installation as a whole",
    "auth_group": "unused part of Django's auth",
    "auth_group_permissions": "unused part of Django's auth",
    "auth_permission": "unused part of Django's auth",
    "django_content_type": "names of models",
    "django_migrations": "the schema's history",
    "django_session": "a random key and the account's number",
}


def region_owned_models() -> list[type[RegionOwned]]:
    """Every model whose rows belong to a region."""
    return [model for model in apps.get_models() if issubclass(model, RegionOwned)]


@register(Tags.models)
def check_models(app_configs: object, **_kwargs: object) -> list[CheckMessage]:
    """Uniqueness starts with the region; references inside the region are composite."""
    del app_configs
    return [error for model in region_owned_models() for error in model_errors(model)]


def model_errors(model: type[Model]) -> list[CheckMessage]:
    """What a region-owned model declares that would reach beyond its region."""
    return [*_unique_errors(model), *_reference_errors(model)]


def _unique_errors(model: type[Model]) -> Iterator[CheckMessage]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint | ExclusionConstraint) and _first_of(constraint) != "region":
            yield Error(
                f"{constraint.name} does not start with the region: it would tell one region of another.", obj=model
            )
    if model._meta.unique_together:
        yield Error("unique_together: use a UniqueConstraint that starts with the region.", obj=model)
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield Error(f"{field.name} is unique across regions: it would tell one region of another.", obj=model)


def _first_of(constraint: UniqueConstraint | ExclusionConstraint) -> object:
    if isinstance(constraint, ExclusionConstraint):
        return next((what for what, operator in constraint.expressions if operator == "="), None)
    return next(iter(constraint.fields), None)


def _reference_errors(model: type[Model]) -> Iterator[CheckMessage]:
    for field in model._meta.local_fields:
        if not isinstance(field, ForeignKey) or isinstance(field, RegionForeignKey):
            continue
        is_enforced = field.db_constraint  # type: ignore[attr-defined]
        if is_enforced and any(other.name == "region" for other in field.remote_field.model._meta.local_fields):
            yield Error(
                f"{field.name} must be a RegionForeignKey: a plain one accepts another region's row.", obj=model
            )


@register(Tags.database)
def check_database(databases: Sequence[str] | None, **_kwargs: object) -> list[CheckMessage]:
    """The login sees no more than its region; every table has its policy or stands on the named list.

    The owner, who migrates, is asked about the tables only.
    """
    return [
        error
        for alias in databases or []
        for error in (*([] if _is_owner(alias) else _login_errors(alias)), *_table_errors(alias))
    ]


def refuse_unsafe_start(*, role: Literal["web", "worker"]) -> None:
    """Stop a web or worker process that could see past row security, or that runs as the other one.

    Raises:
        ImproperlyConfigured: with every reason.
    """
    if role != settings.DATABASE_ROLE:
        msg = f"Proses ini memerlukan TIMBANG_DATABASE_ROLE={role}, bukan {settings.DATABASE_ROLE}."
        raise ImproperlyConfigured(msg)
    errors = [*_login_errors(DEFAULT_DB_ALIAS), *_table_errors(DEFAULT_DB_ALIAS)]
    if errors:
        raise ImproperlyConfigured("\n".join(str(error.msg) for error in errors))


def _is_owner(alias: str) -> bool:
    return alias == "owner" or settings.DATABASE_ROLE == "owner"


def _login_errors(alias: str) -> Iterator[CheckMessage]:
    for login, role in _rows(alias, _ROLES_THAT_SEE_ALL):
        if role == SYSTEM and settings.DATABASE_ROLE == "worker":
            continue
        how = "sees past row security" if login == role else f"may become {role}, which sees past row security"
        yield Error(f"The database login {login} {how}. Use the login that docs/tenancy.md gives this process.")
    for (login,) in _rows(alias, _OWNS_TABLES):
        yield Error(f"The database login {login} owns tables and could take their policies away. Use another one.")


# Whom the login is, or may become by SET ROLE.
_ROLES_THAT_SEE_ALL = """
    SELECT session_user, rolname FROM pg_roles
     WHERE (rolsuper OR rolbypassrls)
       AND (rolname IN (session_user, current_user)
            OR pg_has_role(session_user, oid, 'MEMBER')
               AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user))
"""

_OWNS_TABLES = """
    SELECT session_user WHERE EXISTS (
        SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname = 'public'
           AND pg_get_userbyid(c.relowner) IN (session_user, current_user))
"""


def _table_errors(alias: str) -> Iterator[CheckMessage]:
    for name, kind, is_secured in _rows(alias, _TABLES):
        if kind == "m":
            yield Error(f"Materialised view {name}: it can have no policy. Use a table or a view.")
        elif kind == "v" and not is_secured:
            yield Error(f"View {name} reads with its owner's rights. Create it WITH (security_invoker = true).")
        elif kind not in "mv" and not is_secured and name not in TABLES_WITHOUT_POLICY:
            yield Error(f"Table {name} has no forced policy {POLICY} alone, and is not on the list of those without.")
    for (name,) in _rows(alias, _FUNCTIONS_OF_THE_OWNER):
        yield Error(f"Function {name} runs with its owner's rights, who sees every region. Drop SECURITY DEFINER.")


# Exactly one policy: a second one would add rows to what the first one shows.
_TABLES = f"""
    SELECT c.relname, c.relkind,
           CASE WHEN c.relkind = 'v' THEN coalesce(c.reloptions::text ~ 'security_invoker=(true|on|1)', false)
                ELSE c.relrowsecurity AND c.relforcerowsecurity AND coalesce(bool_and(
                     p.polname = '{POLICY}' AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{{0}}'
                     AND pg_get_expr(p.polqual, c.oid) LIKE '(region_id = %region_in_scope()%)'
                     AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid)), false)
           END
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_policy p ON p.polrelid = c.oid
     WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND n.nspname !~ '^(pg_|information_schema$)'
     GROUP BY c.oid ORDER BY c.relname
"""  # noqa: S608 - constants

# redact_person alone may: it keeps to the region in scope and writes words of its own (docs/personal-data.md).
_FUNCTIONS_OF_THE_OWNER = """
    SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema$)'
       AND p.oid IS DISTINCT FROM to_regprocedure('public.redact_person(bigint)')
"""


def _rows(alias: str, query: str) -> list[Any]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
