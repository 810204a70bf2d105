"""``set_operator_password`` and ``close_operator``: what becomes of an operator is decided on the server."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from agencies.forms.account import OPERATOR
from agencies.models import InstallationEvent, User
from tests.agencies.second_factor.enrolled import is_in
from tests.cast import Cast
from tests.factories import PASSWORD, an_operator
from tests.visitors import visitor

GOOD = "Kambing-Sabana-77-Laut"
COMMANDS = ["set_operator_password", "close_operator"]


@pytest.fixture
def operator(db: None) -> User:
    """Who makes regions."""
    return an_operator()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A new password in a file."""
    path = tmp_path / "sandi"
    path.write_text(f"{GOOD}\n", encoding="utf-8")
    return path


def called(command: str, login: str, file: Path) -> str:
    """What the command says."""
    output = StringIO()
    options = ["--password-file", str(file)] if command == "set_operator_password" else []
    call_command(command, login, *options, stdout=output)
    return output.getvalue()


def comes_in(operator: User, password: str) -> bool:
    """Whether the door opens for this password."""
    client = Client()
    client.post("/masuk/", {"region": OPERATOR, "login": operator.login, "password": password})
    return is_in(client)


def test_a_forgotten_password_is_replaced(operator: User, file: Path) -> None:
    assert "diganti" in called("set_operator_password", operator.login, file)
    assert [comes_in(operator, word) for word in (GOOD, PASSWORD)] == [True, False]


def test_a_closed_operator_is_not_let_in_until_there_is_a_new_password(operator: User, file: Path) -> None:
    called("close_operator", operator.login, file)
    assert not comes_in(operator, PASSWORD)
    called("set_operator_password", operator.login, file)
    assert comes_in(operator, GOOD)


@pytest.mark.parametrize("command", COMMANDS)
def test_sessions_end(operator: User, file: Path, command: str) -> None:
    client = visitor(operator)
    assert client.get("/penyewa/").status_code == 200
    called(command, operator.login, file)
    assert client.get("/penyewa/").status_code == 302


@pytest.mark.parametrize("command", COMMANDS)
def test_the_installation_keeps_that_it_was_done(operator: User, file: Path, command: str) -> None:
    called(command, operator.login, file)
    assert InstallationEvent.objects.latest("pk").reason == f"perintah: {operator.login}"


@pytest.mark.parametrize("command", COMMANDS)
def test_an_account_of_a_region_is_none_of_theirs(bandung: Cast, file: Path, command: str) -> None:
    with pytest.raises(CommandError, match="tidak ada"):
        called(command, bandung.region_admin.login, file)


def test_an_operator_is_closed_once(operator: User, file: Path) -> None:
    called("close_operator", operator.login, file)
    with pytest.raises(CommandError, match="sudah ditutup"):
        called("close_operator", operator.login, file)


def test_an_easy_password_is_refused_and_the_old_one_stays(operator: User, file: Path) -> None:
    file.write_text("12345678", encoding="utf-8")
    with pytest.raises(CommandError):
        called("set_operator_password", operator.login, file)
    assert User.objects.get(pk=operator.pk).check_password(PASSWORD)
