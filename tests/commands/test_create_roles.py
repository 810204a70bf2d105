"""``create_roles`` prints what a database administrator must run."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def printed(*options: str) -> str:
    output = StringIO()
    call_command("create_roles", "--print-sql", *options, stdout=output)
    return output.getvalue()


def test_the_script_names_every_role_and_the_database() -> None:
    script = printed("--database", "timbang_kupang")
    assert all(f"ALTER ROLE timbang_{role} WITH NOSUPERUSER" in script for role in ("owner", "web", "worker", "system"))
    assert 'GRANT CONNECT, TEMPORARY ON DATABASE "timbang_kupang" TO timbang_web, timbang_worker;' in script


def test_every_statement_is_ended() -> None:
    statements = [text for text in printed().splitlines() if not text.startswith("--")]
    assert all(text.endswith((";", "\\gexec")) for text in statements)


def test_a_password_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "web").write_text("dari-berkas\n")
    monkeypatch.setenv("TIMBANG_WEB_PASSWORD_FILE", str(tmp_path / "web"))
    assert "ALTER ROLE timbang_web PASSWORD 'dari-berkas';" in printed()


def test_it_creates_nothing_by_itself() -> None:
    with pytest.raises(CommandError, match="--print-sql"):
        call_command("create_roles")
