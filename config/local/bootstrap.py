"""Sets up ``.venv`` with exactly what a lock in ``requirements/`` names, hashes checked.

uv installs when it can (its own wheel is pinned too), else pip. Neither is told where packages come from: that is for
the machine's own configuration to say.
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from config.local import ROOT

# dev.txt holds everything of base.txt, at the same versions.
SATISFIED_BY = {"base": ("base", "dev"), "dev": ("dev",)}
OPTIONS = ("--quiet", "--require-hashes", "--only-binary", ":all:")


class SetupError(Exception):
    """Set-up cannot go on; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The virtual environment of the checkout in ``root``."""

    root: Path = ROOT

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def has(self, lock: str) -> bool:
        """Whether ``requirements/LOCK.txt``, as it stands now, is installed, by itself or within a larger one."""
        return self._fits() and any(self._stamp(name) == self._wanted_stamp(name) for name in SATISFIED_BY[lock])

    def install(self, lock: str) -> None:
        """Install ``requirements/LOCK.txt`` unless it is installed already.

        Raises:
            SetupError: the environment cannot be made, or a package cannot be had with the pinned hash.
        """
        with self._locked():
            if self.has(lock):
                return
            started = time.monotonic()
            print(f"Memasang pustaka ke {self.folder} ...")
            if not self._fits():
                self._create()
            self._install_packages(self.root / "requirements" / f"{lock}.txt")
            self._stamp_path(lock).write_text(self._wanted_stamp(lock), encoding="ascii")
            print(f"Pustaka terpasang dalam {time.monotonic() - started:.0f} detik.")

    def run_again_inside(self, arguments: list[str]) -> None:
        """Go on as ``python -m config.local ARGUMENTS`` of this environment; nothing to do when that is us."""
        if Path(sys.prefix).resolve() != self.folder.resolve():
            _replace_process([str(self.python), "-m", "config.local", *arguments])

    def _fits(self) -> bool:
        """Whether there is an environment of this Python version whose interpreter still exists."""
        try:
            settings = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8")
        except OSError:
            return False
        found = re.search(r"^version(?:_info)?\s*=\s*(\d+\.\d+)", settings, re.MULTILINE)
        return found is not None and found[1] == _python_version() and self.python.exists()

    def _create(self) -> None:
        answer = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", self.folder], capture_output=True, text=True, check=False
        )
        if answer.returncode:
            msg = (
                f"Lingkungan Python tidak dapat dibuat di {self.folder}. Di Debian dan Ubuntu jalankan: "
                f"sudo apt-get install python3-venv\n{(answer.stdout + answer.stderr).strip()}"
            )
            raise SetupError(msg)

    def _install_packages(self, lock: Path) -> None:
        pip = [str(self.python), "-m", "pip", "install", *OPTIONS]
        uv = [str(self.folder / "bin" / "uv"), "pip", "install", "--python", str(self.python), *OPTIONS]
        environment = _installer_environment(self.python)
        if _succeeds([*pip, "-r", self.root / "requirements" / "uv.txt"], environment):
            if _succeeds([*uv, "-r", lock], environment):
                return
            print("uv tidak berhasil; dicoba lagi dengan pip ...")
        if not _succeeds([*pip, "-r", lock], environment):
            msg = f"Pustaka dari {lock} tidak dapat dipasang; sebabnya tertulis di atas. Periksa jaringan, lalu ulangi."
            raise SetupError(msg)

    def _stamp_path(self, lock: str) -> Path:
        return self.folder / f"timbang-{lock}.sha256"

    def _stamp(self, lock: str) -> str | None:
        try:
            return self._stamp_path(lock).read_text(encoding="ascii")
        except OSError:
            return None

    def _wanted_stamp(self, lock: str) -> str:
        content = (self.root / "requirements" / f"{lock}.txt").read_bytes()
        return hashlib.sha256(content + _python_version().encode()).hexdigest()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One installation at a time; the folder itself serves as the lock."""
        descriptor = os.open(self.root / "requirements", os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _python_version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _succeeds(command: list[str | Path], environment: dict[str, str]) -> bool:
    return subprocess.run(command, env=environment, check=False).returncode == 0


def _installer_environment(python: Path) -> dict[str, str]:
    """uv does not read pip's configuration: tell it the index and the certificates that the machine set for pip."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    answer = subprocess.run([python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    for name, variable in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        # pip lists what comes from the environment before what comes from files, and it wins over them.
        if found := re.search(rf"^\S+\.{name}='(.*)'$", answer.stdout, re.MULTILINE):
            environment.setdefault(variable, found[1])
    return environment


def _replace_process(command: list[str]) -> NoReturn:
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
