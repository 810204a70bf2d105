"""Put a backup in the place of an installation."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from config.backups.database import BackupError, replace_database
from config.backups.make_backup import FOLDERS
from config.backups.manifest import DATABASE, FILES, Manifest, prove, read_manifest


def restore_backup(source: Path, *, replace: bool) -> Manifest:
    """Restore the backup in ``source``. Everything is proved first; a database that fails half-way is as it was before.

    With ``replace`` what is there goes: its files are kept beside, under a name with the moment; its rows are not.

    Raises:
        BackupError: no sound backup of this or an earlier version, or there are data and nobody said to replace them.
    """
    manifest = read_manifest(source)
    _refuse_later_version(manifest)
    if not replace and (what := _what_is_there()):
        msg = f"Pemasangan ini sudah berisi {what}. Cadangkan dahulu, lalu ulangi dengan --replace bila memang diganti."
        raise BackupError(msg)
    prove(source, manifest)
    data = Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True)
    incoming = data / "restoring"
    try:
        shutil.rmtree(incoming, ignore_errors=True)
        incoming.mkdir(mode=0o700)
        for name in FOLDERS:
            if (source / FILES / name).is_dir():
                shutil.copytree(source / FILES / name, incoming / name)
        replace_database(source / DATABASE, scratch=incoming)
        _swap(data, incoming)
    except OSError as error:
        msg = f"Berkas tidak dapat ditulis ke {data}: {error.strerror}."
        raise BackupError(msg) from error
    finally:
        shutil.rmtree(incoming, ignore_errors=True)
    return manifest


def _refuse_later_version(manifest: Manifest) -> None:
    """Earlier is well: ``migrate`` brings it up. Later has tables that nobody here knows."""
    loader = MigrationLoader(None)
    known = {".".join(key) for key in loader.disk_migrations or {}}
    of_our_apps = {name for name in manifest.migrations if name.partition(".")[0] in loader.migrated_apps}
    if unknown := sorted(of_our_apps - known):
        msg = f"Cadangan ini dari versi {manifest.product} yang lebih baru ({unknown[0]}). Pasang versi itu dahulu."
        raise BackupError(msg)


def _what_is_there() -> str:
    """What a restore would take away, in a word; empty for a new installation, migrated or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('agencies_region') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute("SELECT EXISTS (SELECT FROM agencies_region)")
            if cursor.fetchone()[0]:
                return "data daerah"
    folders = [Path(settings.DATA_DIR) / name for name in FOLDERS]
    return "berkas" if any(path.is_file() for folder in folders for path in folder.rglob("*")) else ""


def _swap(data: Path, incoming: Path) -> None:
    moment = timezone.now().strftime("%Y%m%d-%H%M%S")
    for name in FOLDERS:
        if (data / name).exists():
            (data / name).rename(data / f"{name}-sebelum-{moment}")
        if (incoming / name).exists():
            (incoming / name).rename(data / name)
