"""The audit of dependencies: a vulnerable one fails, and what nobody was asked about is never called safe."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from config.local import checks
from config.local.audit import LOCKS, UNASKED, Answer, audit, read

VULNERABLE = {
    "id": "PYSEC-2021-98",
    "summary": "A relative path in the name of an uploaded file",
    "modified": "2021-06-24T18:39:00Z",
    "published": "2021-06-08T18:15:00Z",
    "affected": [
        {
            "package": {"name": "django", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.2.4"}]}],
        }
    ],
}


class Database(BaseHTTPRequestHandler):
    """Knows one vulnerability, of one old version, in the form of OSV."""

    def do_POST(self) -> None:
        """The answer to a package with its version."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        is_old = asked["package"]["name"] == "django" and asked["version"] == "3.2.0"
        content = json.dumps({"vulns": [VULNERABLE]} if is_old else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def database() -> Iterator[tuple[str, ...]]:
    """A service of this machine, as pip-audit is told of it."""
    server = HTTPServer(("127.0.0.1", 0), Database)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield ("-s", "osv", "--osv-url", f"http://127.0.0.1:{server.server_port}/v1/query")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock with two packages."""
    path = tmp_path / "base.txt"
    path.write_text("django==3.2.0\nredis==7.0.0\n")
    return path


def test_a_vulnerable_package_fails_and_is_named_with_its_mend(
    database: tuple[str, ...], lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit([lock], [database]) == 1
    assert capsys.readouterr().out == "django 3.2.0: PYSEC-2021-98 (perbaikan: 3.2.4)\n"


def test_packages_without_a_known_vulnerability_pass(
    database: tuple[str, ...], lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock.write_text("django==5.2.9\n")
    assert audit([lock], [database]) == 0
    assert capsys.readouterr().out == "1 paket diperiksa, tidak ada kerentanan yang diketahui.\n"


def test_a_service_out_of_reach_is_said_plainly(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = ("-s", "osv", "--osv-url", "http://127.0.0.1:1/v1/query")
    assert audit([lock], [away]) == UNASKED
    assert capsys.readouterr().out.startswith("TIDAK DIPERIKSA")


def test_where_an_audit_is_required_nobody_to_ask_fails(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUIRE_AUDIT", "1")
    assert audit([lock], [("-s", "osv", "--osv-url", "http://127.0.0.1:1/v1/query")]) == 1


def test_a_package_that_the_service_does_not_know_was_not_looked_at() -> None:
    report = {"dependencies": [{"name": "django", "skip_reason": "Dependency not found on PyPI"}], "fixes": []}
    assert read(report) == Answer([], 0, ["django"])


def test_every_lock_is_looked_at() -> None:
    assert {path.name for path in LOCKS} == {path.name for path in LOCKS[0].parent.glob("*.txt")}
    assert checks.CHECKS["audit"] == [sys.executable, "-m", "config.local.audit"]


def test_what_could_not_be_asked_is_told_beside_the_checks_and_fails_none(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    silent = [sys.executable, "-c", f"print('TIDAK DIPERIKSA: tidak ada jaringan.'); exit({UNASKED})"]
    monkeypatch.setattr(checks, "CHECKS", {"audit": silent})
    monkeypatch.setattr(checks, "TESTS", [sys.executable, "-c", ""])
    assert checks.run_checks([]) == 0
    printed = capfd.readouterr().out
    assert "dilewati" in printed
    assert "TIDAK DIPERIKSA: tidak ada jaringan." in printed
