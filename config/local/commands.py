"""Which ``manage.py`` commands need servers, and as which login of the database they work."""

import os
from collections.abc import Sequence

from config.local.servers import Servers, ensure_servers
from config.local.state import data_folder

# Help, source files and translations. Any other command, also one that is added later, gets its servers.
WITHOUT_SERVERS = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "spectacular",
        "stop_servers",
        "version",
    }
)
OF_THE_OWNER = frozenset(
    {"backup", "createcachetable", "dbshell", "flush", "migrate", "restore", "showmigrations", "sqlmigrate"}
)
_ADDRESSES = {"DATABASE_URL": "postgres", "REDIS_URL": "valkey"}


def prepare_environment(arguments: Sequence[str]) -> None:
    """Give ``manage.py ARGUMENTS`` its settings, its database login and, where it names none, embedded servers.

    Raises:
        ServerError, MissingBinaryError: a server cannot be started; the message says why and what to do.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _settings_option(arguments) or "config.settings.local")
    command = arguments[0] if arguments else "help"
    os.environ.setdefault("TIMBANG_DATABASE_ROLE", "owner" if command in OF_THE_OWNER else "web")
    if needs_servers(arguments) and not os.environ["DJANGO_SETTINGS_MODULE"].endswith(".production"):
        export_addresses(durable=True, tied_to_me=False)


def needs_servers(arguments: Sequence[str]) -> bool:
    """Whether the command talks to the database or the broker."""
    command, *options = arguments or ["help"]
    if command.startswith("-") or {"-h", "--help", "--print-sql"} & set(options):
        return False
    if command == "check":
        return any(option.startswith("--database") for option in options)
    return command not in WITHOUT_SERVERS


def export_addresses(*, durable: bool, tied_to_me: bool) -> Servers:
    """Put the addresses that the environment lacks into it, from embedded servers, started where necessary."""
    missing = [name for variable, name in _ADDRESSES.items() if not _is_given(variable)]
    if not missing:
        return Servers({}, frozenset())
    servers = ensure_servers(data_folder(), durable=durable, tied_to_me=tied_to_me, names=missing)
    os.environ.update(servers.environment)
    return servers


def _is_given(variable: str) -> bool:
    return bool(os.environ.get(variable) or os.environ.get(f"{variable}_FILE"))


def _settings_option(arguments: Sequence[str]) -> str | None:
    """What ``--settings`` says; Django reads it only after this."""
    for option, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if option == "--settings":
            return following
        if option.startswith("--settings="):
            return option.partition("=")[2]
    return None
