"""``manage.py``: settings, servers and database login of each command."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from config.local import ROOT
from config.local.commands import needs_servers, prepare_environment
from config.local.servers import stop_servers


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the commands set is forgotten after each test."""
    for name in ("DJANGO_SETTINGS_MODULE", "TIMBANG_DATABASE_ROLE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "help",
        "--version",
        "migrate --help",
        "check",
        "makemigrations agencies",
        "stop_servers",
        "create_roles --print-sql",
    ],
)
def test_commands_that_ask_no_server_start_none(line: str) -> None:
    assert not needs_servers(line.split())


@pytest.mark.parametrize("line", ["migrate", "check --database default", "evaluate --region 53.71", "added_later"])
def test_every_other_command_gets_its_servers(line: str) -> None:
    assert needs_servers(line.split())


@pytest.mark.parametrize(("command", "role"), [("migrate", "owner"), ("dbshell", "owner"), ("evaluate", "web")])
def test_only_commands_of_the_schema_work_as_the_owner(command: str, role: str) -> None:
    prepare_environment([command])

    assert os.environ["TIMBANG_DATABASE_ROLE"] == role


def test_settings_are_local_unless_told_otherwise() -> None:
    prepare_environment(["check"])

    assert os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.local"


def test_production_never_starts_servers(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("TIMBANG_DATA", str(data))
    prepare_environment(["migrate", "--settings", "config.settings.production"])

    assert "DATABASE_URL" not in os.environ
    assert not data.exists()


def test_a_command_starts_what_it_needs_and_stop_servers_ends_it(
    data: Path, bare_environment: Mapping[str, str]
) -> None:
    def manage(*arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=bare_environment, text=True, check=True, capture_output=True
        ).stdout

    assert "[ ] 0001_initial" in manage("showmigrations", "agencies")
    assert manage("stop_servers") == "Dihentikan: postgres, valkey.\n"
    assert stop_servers(data) == []
