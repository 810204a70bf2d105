"""A backup restores into an empty installation, proves itself, and refuses to go over data."""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connections

from agencies.models import Region
from tests.operations.installations import Installation, a_new_database
from tests.performance.generator import generate_region

OPENED = """
from agencies.models import Region
from agencies.tenancy.scope import region_scope
from reports.models import Document
from reports.services.register.read_file import read_file
with region_scope(Region.objects.get().pk):
    print(read_file(Document.objects.get())[:5].decode())
"""


@pytest.fixture
def own(transactional_db: None, tmp_path: Path, settings: LazySettings) -> Installation:
    """The test's own installation: a region with an evaluated January, and a file of evidence."""
    settings.DATA_DIR = tmp_path / "data"
    region = generate_region(employees=8, items=4, agencies=1)
    call_command("evaluate", region=region.code, period="2026-01")
    kept = settings.DATA_DIR / "evidence" / str(region.pk) / "ab" / "abcdef"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"bukti")
    return Installation(connections["default"].settings_dict["NAME"], settings.DATA_DIR)


@pytest.fixture
def folder(own: Installation, tmp_path: Path) -> Path:
    """A backup of it."""
    outcome = own.manage("backup", "--output", str(tmp_path / "cadangan"))
    assert outcome.returncode == 0, outcome.stderr
    return tmp_path / "cadangan"


def restored(database: str, folder: Path, tmp_path: Path) -> Installation:
    """A new installation with what the backup holds."""
    new = Installation(database, tmp_path / "baru")
    outcome = new.manage("restore", "--input", str(folder))
    assert outcome.returncode == 0, outcome.stderr
    return new


@pytest.mark.document
def test_a_restored_installation_proves_its_evaluations_and_opens_its_documents(
    own: Installation, tmp_path: Path
) -> None:
    code = Region.objects.get().code
    call_command("render_reports", "agency", region=code, period="2026-01", output=tmp_path / "rekap")
    assert own.manage("backup", "--output", str(tmp_path / "cadangan")).returncode == 0
    with a_new_database() as name:
        new = restored(name, tmp_path / "cadangan", tmp_path)
        assert new.manage("migrate", "--check").returncode == 0
        proof = new.manage("verify_evaluations", "--region", code, "--period", "2026-01")
        assert "8 evaluasi diperiksa, 0 perbedaan" in proof.stdout
        assert new.python(OPENED) == "%PDF-"


def test_a_restored_installation_keeps_regions_apart(folder: Path, tmp_path: Path) -> None:
    with a_new_database() as name:
        new = restored(name, folder, tmp_path)
        checked = new.manage("check", "--database", "default")
        assert checked.returncode == 0, checked.stderr
        again = new.manage("evaluate", "--region", Region.objects.get().code, "--period", "2026-01")
        assert "0 ditulis" in again.stdout, again.stdout + again.stderr


def test_evidence_comes_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    with a_new_database() as name:
        new = restored(name, folder, tmp_path)
        (kept,) = [path for path in (new.data / "evidence").rglob("*") if path.is_file()]
        assert kept.read_bytes() == b"bukti"


def test_nothing_is_restored_over_data_unless_told(own: Installation, folder: Path, tmp_path: Path) -> None:
    with a_new_database() as name:
        new = restored(name, folder, tmp_path)
        again = new.manage("restore", "--input", str(folder))
        assert again.returncode == 1
        assert "sudah berisi data daerah" in again.stderr
        told = new.manage("restore", "--input", str(folder), "--replace")
        assert told.returncode == 0, told.stderr
        assert len(list(new.data.glob("evidence-sebelum-*"))) == 1


def test_a_damaged_backup_is_refused_before_anything_changes(folder: Path, tmp_path: Path) -> None:
    (kept,) = [path for path in (folder / "files").rglob("*") if path.is_file()]
    kept.write_bytes(b"lain")
    with a_new_database() as name:
        outcome = Installation(name, tmp_path / "baru").manage("restore", "--input", str(folder))
    assert outcome.returncode == 1
    assert "hilang atau berubah" in outcome.stderr
    assert not (tmp_path / "baru" / "evidence").exists()


def test_a_backup_of_a_later_version_is_refused(folder: Path, tmp_path: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["migrations"].append("appraisal.9999_besok")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with a_new_database() as name:
        outcome = Installation(name, tmp_path / "baru").manage("restore", "--input", str(folder))
    assert outcome.returncode == 1
    assert "lebih baru (appraisal.9999_besok)" in outcome.stderr


def test_an_older_backup_is_never_overwritten(own: Installation, folder: Path) -> None:
    outcome = own.manage("backup", "--output", str(folder))
    assert outcome.returncode == 1
    assert "sudah berisi" in outcome.stderr


def test_a_folder_without_manifest_is_no_backup(own: Installation, tmp_path: Path) -> None:
    outcome = own.manage("restore", "--input", str(tmp_path))
    assert outcome.returncode == 1
    assert "bukan cadangan yang selesai" in outcome.stderr
