"""``create_operator`` and ``create_admin`` on the command line."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import AuditEvent, InstallationEvent, Role, RoleGrant, User
from agencies.tenancy.scope import region_scope
from tests.cast import Cast
from tests.factories import a_region

pytestmark = pytest.mark.django_db

GOOD = "Kambing-Sabana-77-Laut"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A password in a file."""
    path = tmp_path / "sandi"
    path.write_text(f"{GOOD}\n", encoding="utf-8")
    return path


def test_an_operator_is_made_with_the_password_of_a_file(file: Path) -> None:
    call_command("create_operator", "operator-satu", "--password-file", str(file), stdout=StringIO())
    operator = User.objects.get(login="operator-satu")
    assert (operator.region, operator.check_password(GOOD)) == (None, True)
    assert InstallationEvent.objects.get().reason == "perintah create_operator: operator-satu"


def test_the_password_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([GOOD, GOOD + "x"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    with pytest.raises(CommandError, match="tidak sama"):
        call_command("create_operator", "operator-satu")


@pytest.mark.parametrize("password", ["12345678", "", "operator-satu"])
def test_an_easy_password_is_refused(file: Path, password: str) -> None:
    file.write_text(password, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("create_operator", "operator-satu", "--password-file", str(file))
    assert not User.objects.exists()


def test_a_second_operator_of_that_name_is_refused(file: Path) -> None:
    call_command("create_operator", "operator-satu", "--password-file", str(file), stdout=StringIO())
    with pytest.raises(CommandError, match="sudah ada"):
        call_command("create_operator", "operator-satu", "--password-file", str(file))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("create_operator", "operator-satu", "--password-file", str(tmp_path / "nihil"))


def test_an_admin_is_made_and_a_link_printed() -> None:
    region, output = a_region(), StringIO()
    call_command("create_admin", "admin-bkpsdm", "--region", "53.71", stdout=output)
    assert re.search(rf"/sandi/{region.pk}/[\w-]{{43}}/", output.getvalue())
    with region_scope(region.pk):
        assert RoleGrant.objects.get().role == Role.REGION_ADMIN
        assert set(AuditEvent.objects.values_list("actor_name", flat=True)) == {"sistem"}


def test_it_is_the_way_back_in_where_the_admins_are_gone(bandung: Cast) -> None:
    output = StringIO()
    call_command("create_admin", bandung.region_admin.login, "--region", "32.73", stdout=output)
    call_command("create_admin", "admin-darurat", "--region", "32.73", stdout=output)
    assert output.getvalue().count("/sandi/") == 2


@pytest.mark.parametrize("login", ["uji-auditor", "Admin"])
def test_another_account_is_not_opened_by_it(bandung: Cast, login: str) -> None:
    with pytest.raises(CommandError):
        call_command("create_admin", login, "--region", "32.73")
