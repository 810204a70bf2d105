"""Known vulnerabilities of what the locks name: pip-audit asks PyPI, and where that says nothing the OSV database.

What was not asked is never called safe. A service that cannot be reached ends with `UNASKED` and says so; with
``REQUIRE_AUDIT=1`` that fails, too.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.local import ROOT

LOCKS = tuple(ROOT / "requirements" / f"{name}.txt" for name in ("base", "dev", "uv"))
SERVICES = (("-s", "pypi"), ("-s", "osv"))
#: How the process ends when nobody could be asked: EX_TEMPFAIL of sysexits.h.
UNASKED = 75
SECONDS_TO_ANSWER = "15"
_COMMAND = (sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "-f", "json", "--progress-spinner", "off")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service knows: a line for each vulnerability, how many packages it knows, and those it does not."""

    found: Sequence[str]
    asked: int
    unasked: Sequence[str]


def ask(locks: Sequence[Path], service: Sequence[str]) -> Answer | None:
    """One service about every package of the locks; None when it cannot be reached or is not understood."""
    files = [argument for lock in locks for argument in ("-r", str(lock))]
    command = [*_COMMAND, "--timeout", SECONDS_TO_ANSWER, *service, *files]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return read(json.loads(outcome.stdout))
    except (ValueError, KeyError, TypeError):
        return None


def read(report: Any) -> Answer:
    """The report of pip-audit. A package that the service does not know was not looked at, whatever pip-audit says."""
    found, unasked, asked = [], [], 0
    for package in report["dependencies"]:
        if "skip_reason" in package:
            unasked.append(package["name"])
            continue
        asked += 1
        for vulnerability in package["vulns"]:
            mended = ", ".join(vulnerability["fix_versions"]) or "belum ada"
            found.append(f"{package['name']} {package['version']}: {vulnerability['id']} (perbaikan: {mended})")
    return Answer(found, asked, unasked)


def audit(locks: Sequence[Path] = LOCKS, services: Sequence[Sequence[str]] = SERVICES) -> int:
    """Print what is known; 0 when every package was asked about and none is vulnerable, 1 when one is."""
    answers = []
    for service in services:
        answer = ask(locks, service)
        if answer is not None and (answer.found or answer.asked):
            answers.append(answer)
            if answer.found or not answer.unasked:
                break
    if not answers:
        print("TIDAK DIPERIKSA: layanan kerentanan (PyPI, OSV) tidak terjangkau dari mesin ini.")
        return _unasked()
    best = max(answers, key=lambda one: (len(one.found), one.asked))
    for line in best.found:
        print(line)
    if best.found:
        return 1
    print(f"{best.asked} paket diperiksa, tidak ada kerentanan yang diketahui.")
    if best.unasked:
        print(f"TIDAK DIPERIKSA: {len(best.unasked)} paket tidak dikenal layanan: {', '.join(best.unasked)}.")
        return _unasked()
    return 0


def _unasked() -> int:
    return 1 if os.environ.get("REQUIRE_AUDIT") else UNASKED


if __name__ == "__main__":
    sys.exit(audit())
