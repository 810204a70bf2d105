"""``make test``: every check, then every test, in a throw-away folder."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from config.local import ROOT
from config.local.audit import UNASKED
from config.local.processes import POLL_SECONDS
from config.local.signals import EndRequested, until_told_to_end

PYTHON = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]
CHECKS = {
    "mypy": [*PYTHON, "mypy", "."],
    "ruff check": [*PYTHON, "ruff", "check", "."],
    "ruff format": [*PYTHON, "ruff", "format", "--check", "."],
    "lint-imports": [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "manage.py check": [*MANAGE, "check", "--fail-level", "WARNING"],
    "manage.py makemigrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "audit": [*PYTHON, "config.local.audit"],
}
# A check that nobody could be asked about fails nothing, and is told.
WORDS = {0: "lulus", UNASKED: "dilewati"}
# Tests in a browser take long and stand side by side: who has nothing left takes over half of what the other has.
TESTS = [*PYTHON, "pytest", "-n", "2", "--dist", "worksteal"]


def run_checks(pytest_arguments: list[str]) -> int:
    """Run all checks, then the tests even if a check failed; returns 0 only when everything is well.

    What the checks have to say comes first, so that pytest's closing line is the last one.
    """
    with until_told_to_end(), tempfile.TemporaryDirectory(prefix="timbang-checks-") as folder:
        failed = _failed_checks(Path(folder))
        for name in failed:
            print(f"\n--- {name}\n{_output(Path(folder), name).read_text(encoding='utf-8').strip()}")
        if failed:
            print(f"\nPemeriksaan gagal: {', '.join(failed)}.")
        status = _run_tests(pytest_arguments)
    return status or int(bool(failed))


def _failed_checks(folder: Path) -> list[str]:
    """Run the checks side by side, print how each went, and return the names of those that failed."""
    started = time.monotonic()
    environment = {**os.environ, "TIMBANG_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    failed = []
    with ExitStack() as stack:
        running = {}
        for name, command in CHECKS.items():
            with _output(folder, name).open("wb") as output:
                check = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
            stack.callback(check.wait)
            stack.callback(check.terminate)
            running[name] = check
        while running:
            for name in [name for name, check in running.items() if check.poll() is not None]:
                status = running.pop(name).returncode
                print(f"{WORDS.get(status, 'GAGAL'):8}  {time.monotonic() - started:5.1f} s  {name}")
                if status == UNASKED:
                    print(_output(folder, name).read_text(encoding="utf-8").strip())
                failed += [] if status in WORDS else [name]
            time.sleep(POLL_SECONDS)
    return failed


def _output(folder: Path, name: str) -> Path:
    return folder / f"{name.replace(' ', '-')}.log"


def _run_tests(arguments: list[str]) -> int:
    """pytest starts its own servers (config/local/pytest_plugin.py) and must be given the time to remove them."""
    tests = subprocess.Popen([*TESTS, *arguments], cwd=ROOT)
    try:
        return tests.wait()
    except EndRequested as request:
        if request.number != signal.SIGINT:  # Ctrl-C has reached it already.
            tests.terminate()
        tests.wait()
        raise
