"""Set-up: what is installed, when it is installed again, and what is refused."""

import base64
import hashlib
import sys
import zipfile
from pathlib import Path

import pytest

from config.local.bootstrap import Environment, SetupError

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A checkout with locks and an environment in which nothing has been installed."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("base", "dev", "uv"):
        (requirements / f"{name}.txt").write_text(f"# {name}\n", encoding="utf-8")
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    (environment.folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {VERSION}.2\n", encoding="utf-8")
    return environment


def stamp(environment: Environment, lock: str) -> None:
    environment._stamp_path(lock).write_text(environment._wanted_stamp(lock), encoding="ascii")


def test_an_environment_without_stamp_has_nothing(environment: Environment) -> None:
    assert not environment.has("base")


def test_the_larger_lock_satisfies_the_smaller_one(environment: Environment) -> None:
    stamp(environment, "dev")

    assert environment.has("base")


def test_the_smaller_lock_does_not_satisfy_the_larger_one(environment: Environment) -> None:
    stamp(environment, "base")

    assert environment.has("base")
    assert not environment.has("dev")


def test_a_changed_lock_is_installed_again(environment: Environment) -> None:
    stamp(environment, "base")
    (environment.root / "requirements" / "base.txt").write_text("# newer\n", encoding="utf-8")

    assert not environment.has("base")


def test_an_environment_of_another_python_does_not_count(environment: Environment) -> None:
    stamp(environment, "base")
    (environment.folder / "pyvenv.cfg").write_text("version = 3.10.13\n", encoding="utf-8")

    assert not environment.has("base")


def test_an_environment_whose_python_is_gone_does_not_count(environment: Environment) -> None:
    stamp(environment, "base")
    environment.python.unlink()

    assert not environment.has("base")


def wheel(folder: Path) -> str:
    """Put the smallest possible package into ``folder``; returns its hash."""
    path = folder / "tiny-1.0-py3-none-any.whl"
    info = "tiny-1.0.dist-info"
    files = {
        "tiny.py": "NAME = 'tiny'\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {name: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for name, text in files.items()}
    record = [f"{name},sha256={digest.decode().rstrip('=')}," for name, digest in digests.items()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**files, f"{info}/RECORD": "\n".join([*record, f"{info}/RECORD,,", ""])}.items():
            archive.writestr(name, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all that pip may install from; uv is not on it."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    return shelf


def test_a_lock_is_installed_once_even_where_uv_cannot_be_had(environment: Environment, shelf: Path) -> None:
    requirements = environment.root / "requirements"
    (requirements / "uv.txt").write_text(f"uv==0.0.1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    (requirements / "base.txt").write_text(f"tiny==1.0 --hash=sha256:{wheel(shelf)}\n", encoding="utf-8")
    (environment.folder / "pyvenv.cfg").unlink()
    environment.install("base")

    assert environment.has("base")
    assert list(environment.folder.glob("lib/python*/site-packages/tiny.py"))


def test_a_package_with_another_hash_is_refused(environment: Environment, shelf: Path) -> None:
    wheel(shelf)
    lock = environment.root / "requirements" / "base.txt"
    lock.write_text(f"tiny==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    (environment.root / "requirements" / "uv.txt").write_text("absent==1.0\n", encoding="utf-8")

    with pytest.raises(SetupError, match=r"base\.txt tidak dapat dipasang"):
        environment.install("base")
    assert not environment.has("base")
