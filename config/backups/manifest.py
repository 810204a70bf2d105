"""What a backup says of itself: the product's version, its migrations, and the SHA-256 of every file.

The hashes stand in ``SHA256SUMS`` as ``sha256sum --check`` reads it: a backup can be proved without the product.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from config.backups.database import BackupError

FORMAT = 1
DATABASE = "database.dump"
FILES = "files"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``files`` and ``bytes`` count what lies beside the database; ``sums`` is the SHA-256 of ``SHA256SUMS``."""

    format: int
    product: str
    postgres: str
    made_at: str
    migrations: list[str]
    files: int
    bytes: int
    sums: str

    def write(self, folder: Path) -> None:
        """Write it last: a folder without it is no backup."""
        (folder / MANIFEST).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """What the backup in ``folder`` says.

    Raises:
        BackupError: there is none, or one that this version cannot read.
    """
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        msg = f"{folder} bukan cadangan yang selesai: {MANIFEST} tidak ada."
        raise BackupError(msg) from error
    except (ValueError, TypeError) as error:
        msg = f"{MANIFEST} di {folder} tidak dapat dibaca."
        raise BackupError(msg) from error
    if manifest.format != FORMAT:
        msg = f"Cadangan ini berbentuk {manifest.format}; versi ini hanya membaca bentuk {FORMAT}."
        raise BackupError(msg)
    return manifest


def product_version() -> str:
    """As pyproject.toml names it."""
    return str(tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path, sums: dict[str, str]) -> str:
    """Write the hashes by path; returns the hash of the list itself."""
    lines = [f"{digest}  {path}\n" for path, digest in sorted(sums.items())]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return hash_of(folder / SUMS)


def prove(folder: Path, manifest: Manifest) -> None:
    """Compare every file with its hash.

    Raises:
        BackupError: one is missing, has changed or is surplus; the message names it.
    """
    if not (folder / SUMS).is_file() or hash_of(folder / SUMS) != manifest.sums:
        msg = f"{SUMS} tidak cocok dengan {MANIFEST}. Cadangan ini rusak; pakai yang lain."
        raise BackupError(msg)
    named = dict(_named(folder))
    for path, digest in named.items():
        if not (folder / path).is_file() or hash_of(folder / path) != digest:
            msg = f"Berkas {path} hilang atau berubah. Cadangan ini rusak; pakai yang lain."
            raise BackupError(msg)
    surplus = {str(path.relative_to(folder)) for path in (folder / FILES).rglob("*") if path.is_file()} - set(named)
    if surplus or DATABASE not in named:
        msg = f"Isi folder tidak cocok dengan {SUMS}: {min(surplus, default=DATABASE)}. Cadangan ini rusak."
        raise BackupError(msg)


def _named(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and hash of each line. A path that leads out of the folder is no part of a backup."""
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        found = _LINE.fullmatch(line)
        if found is None or ".." in Path(found[2]).parts or Path(found[2]).is_absolute():
            msg = f"{SUMS} memuat baris yang tidak dapat dibaca."
            raise BackupError(msg)
        yield found[2], found[1]
