"""Copy the installation into a folder."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from config.backups.database import BackupError, dump_database, postgres_version
from config.backups.manifest import DATABASE, FILES, FORMAT, Manifest, hash_of, product_version, write_sums

#: What lies beside the database. Queues, logs and compiled texts come again by themselves; keys stay where they are.
FOLDERS = ("documents", "evidence")


def make_backup(output: Path) -> Manifest:
    """Write database, files and manifest into ``output``, which takes its name when it is complete.

    The database comes first, in one snapshot; a file that a row of it names is then there, since files are written
    before their rows. Nobody has to stop working.

    Raises:
        BackupError: the folder is in use, or the database cannot be read.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        msg = f"{output} sudah berisi. Sebutkan folder yang baru; cadangan lama tidak ditimpa."
        raise BackupError(msg)
    unfinished = output.with_name(f"{output.name}.belum-selesai")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        manifest = _write_all(unfinished)
        unfinished.replace(output)
    except OSError as error:
        msg = f"Cadangan tidak dapat ditulis ke {output}: {error.strerror}."
        raise BackupError(msg) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def _write_all(folder: Path) -> Manifest:
    dump_database(folder / DATABASE)
    sums, size = {DATABASE: hash_of(folder / DATABASE)}, 0
    (folder / FILES).mkdir()
    for path in _files():
        relative = Path(FILES) / path.relative_to(settings.DATA_DIR)
        try:
            (folder / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, folder / relative)
        except FileNotFoundError:
            continue  # removed in the meantime: superseded, or an upload that was never finished
        sums[str(relative)] = hash_of(folder / relative)
        size += (folder / relative).stat().st_size
    manifest = Manifest(
        format=FORMAT,
        product=product_version(),
        postgres=postgres_version(),
        made_at=timezone.now().isoformat(timespec="seconds"),
        migrations=sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()),
        files=len(sums) - 1,
        bytes=size,
        sums=write_sums(folder, sums),
    )
    manifest.write(folder)
    return manifest


def _files() -> list[Path]:
    folders = [Path(settings.DATA_DIR) / name for name in FOLDERS]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
