"""Says what was found on this machine, why it was chosen, and what to do about what is missing."""

import os
import sys
from pathlib import Path

from config.local.binaries import (
    MissingBinaryError,
    find_browser,
    find_postgres,
    find_valkey,
    postgres_candidates,
    valkey_candidates,
)
from config.local.state import data_folder
from reports.documents.requirements import install_command, missing_document_parts


def run_doctor() -> int:
    """Print one line for every part; returns 1 when Timbang cannot run here, 0 when it can."""
    print(f"Python      {sys.version.split()[0]} ({sys.prefix})")
    print(f"Data        {data_folder()}")
    usable = [_report_postgres(), _report_valkey()]
    browser = find_browser()
    print(f"Chromium    {browser or 'tidak ada; uji peramban dilewati. Pasang chromium, atau isi CHROMIUM'}")
    report_document_parts()
    return 0 if all(usable) else 1


def report_document_parts() -> int:
    """Say whether documents can be made and, if not, the one command that mends it. Never a failure of set-up."""
    missing = missing_document_parts()
    if missing:
        print(f"Dokumen     PDF belum dapat dibuat; belum ada: {', '.join(missing)}. Jalankan sekali:")
        print(f"            {install_command()}")
    else:
        print("Dokumen     lengkap: Pango, harfbuzz-subset dan fonta ada; PDF dapat dibuat")
    return 0


def _report_postgres() -> bool:
    if os.environ.get("DATABASE_URL"):
        print("PostgreSQL  server sendiri, dari DATABASE_URL")
        return True
    try:
        found = find_postgres()
    except MissingBinaryError as error:
        print(f"PostgreSQL  {error}")
        return False
    print(f"PostgreSQL  {found.version} dari {found.origin} ({found.folder})")
    _report_order([(origin, folder) for origin, folder, _ in postgres_candidates()], found.origin)
    return True


def _report_valkey() -> bool:
    if os.environ.get("REDIS_URL"):
        print("Valkey      server sendiri, dari REDIS_URL")
        return True
    try:
        program, origin = find_valkey()
    except MissingBinaryError as error:
        print(f"Valkey      {error}")
        return False
    print(f"Valkey      dari {origin} ({program})")
    _report_order(list(valkey_candidates()), origin)
    return True


def _report_order(candidates: list[tuple[str, Path | None]], chosen: str) -> None:
    """Why this one: the order in which places are looked at, and what each holds."""
    words = [
        f"{origin} {'dipakai' if origin == chosen else 'ada' if path and path.exists() else 'tidak ada'}"
        for origin, path in candidates
    ]
    print(f"            urutan: {'; '.join(words)}")
