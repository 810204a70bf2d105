"""Where the documents of a run lie until they are handed over, and where the one file of a package is kept.

Each part has a folder of its own, which is there whole or not at all: a lane that dies in the middle leaves nothing
that counts. The files in it are further names of the issued documents, so a later version does not change what was
packed.
"""

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from reports.files import documents_folder, run_folder
from reports.models import Bundle
from reports.services.issue.make_documents import Made

PACKAGES = "packages"


class PackedFile(NamedTuple):
    """A document in the folder of a run, and the name that people know it by."""

    path: Path
    name: str


def packages_folder(region_id: int) -> Path:
    """The files of all packages of a region."""
    return documents_folder(region_id) / PACKAGES


def package_file(region_id: int, key: UUID, bundle: str) -> Path:
    """The one file of a package."""
    return packages_folder(region_id) / f"{key}.{'zip' if bundle == Bundle.ZIP else 'pdf'}"


def part_folder(region_id: int, key: UUID, number: int) -> Path:
    """The documents of one part of a run."""
    return run_folder(region_id, key) / f"{number:06}"


def put_part(region_id: int, key: UUID, number: int, made: Sequence[Made]) -> None:
    """Put the documents of a part in their folder; what a killed lane put there before is replaced."""
    folder = part_folder(region_id, key, number)
    unfinished = folder.with_name(f".{number:06}.{secrets.token_hex(4)}.part")
    unfinished.mkdir(mode=0o700, parents=True)
    try:
        for place, one in enumerate(made):
            _put(one.path, unfinished / f"{place:04}_{one.file_name}")
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.replace(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def files_of(region_id: int, key: UUID, number: int) -> Iterator[PackedFile]:
    """The documents of a part, in their order; none where the folder is not there."""
    for path in sorted(part_folder(region_id, key, number).glob("*.pdf")):
        yield PackedFile(path, path.name.partition("_")[2])


def drop_folder(region_id: int, key: UUID) -> None:
    """Nobody needs the documents of a run any more; those that were issued stay where they are kept."""
    shutil.rmtree(run_folder(region_id, key), ignore_errors=True)


def _put(document: Path, place: Path) -> None:
    try:
        os.link(document, place)
    except OSError:  # another volume, or a file system without links
        shutil.copyfile(document, place)
