"""``make test``: every check runs, what failed is shown before the tests, and pytest has the last word."""

import sys

import pytest

from config.local import checks


@pytest.fixture
def small_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two checks, the second of which fails, and tests that pass."""
    monkeypatch.setattr(checks, "CHECKS", {"tidy": python("print('fine')"), "types": python("exit('line 3 is wrong')")})
    monkeypatch.setattr(checks, "TESTS", python("import sys; print('1 passed', *sys.argv[1:], flush=True)"))


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_a_failed_check_fails_the_run_though_the_tests_pass(small_checks: None) -> None:
    assert checks.run_checks([]) == 1


def test_what_a_failed_check_said_comes_before_the_closing_line(
    small_checks: None, capfd: pytest.CaptureFixture[str]
) -> None:
    checks.run_checks(["-k", "kupang"])
    printed = capfd.readouterr().out

    assert "line 3 is wrong" in printed
    assert "Pemeriksaan gagal: types." in printed


def test_arguments_reach_pytest(small_checks: None, capfd: pytest.CaptureFixture[str]) -> None:
    checks.run_checks(["-k", "kupang"])

    assert "1 passed -k kupang\n" in capfd.readouterr().out


def test_the_status_of_the_tests_is_kept(monkeypatch: pytest.MonkeyPatch, small_checks: None) -> None:
    monkeypatch.setattr(checks, "CHECKS", {})
    monkeypatch.setattr(checks, "TESTS", python("exit(5)"))

    assert checks.run_checks([]) == 5
