"""Where documents lie, what they are called, and that nobody sees half of one."""

import re
import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings

from agencies.files.whole import write_whole
from reports.files import delivered_to, documents_folder, file_name, kept_document, run_folder


@pytest.mark.parametrize("code", ["1.02.01", "U-07"])
def test_a_harmless_code_stands_in_the_name_as_it_is(code: str) -> None:
    assert file_name("kartu-nilai", "2026-01", code) == f"kartu-nilai_2026-01_{code}.pdf"


@pytest.mark.parametrize("code", ["../../etc", "1/02", "Dinas Sosial", "a_b", "é", "x\0y", "C:\\berkas"])
def test_a_code_becomes_a_name_that_any_file_system_takes(code: str) -> None:
    assert re.fullmatch(r"kartu-nilai_[A-Za-z0-9.-]+-[0-9a-f]{6}\.pdf", file_name("kartu-nilai", code))


def test_two_codes_never_share_a_name() -> None:
    assert len({file_name("ringkasan-opd", code) for code in ("1/02", "1 02", "1-02", "1_02")}) == 4


def test_every_path_carries_its_region(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    folder = tmp_path / "documents" / "7"
    assert documents_folder(7) == folder
    assert folder in run_folder(7, uuid4()).parents
    assert folder in kept_document(7, "scorecard", "7-abc").parents


def test_a_document_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "baru" / "kartu.pdf"
    write_whole(path, b"%PDF")
    assert (path.read_bytes(), path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (b"%PDF", 0, 0)


def test_a_document_is_replaced_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "kartu.pdf"
    write_whole(path, b"lama")
    write_whole(path, b"baru")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("kartu.pdf", b"baru")]


def test_files_are_delivered_at_the_end(tmp_path: Path) -> None:
    output = tmp_path / "a" / "b"
    with delivered_to(output) as folder:
        (folder / "satu.pdf").write_bytes(b"1")
        assert not (output / "satu.pdf").exists()
    assert [file.name for file in output.iterdir()] == ["satu.pdf"]


def test_after_an_error_nothing_is_delivered_and_no_folder_is_left(tmp_path: Path) -> None:
    output = tmp_path / "dokumen"
    with pytest.raises(FileNotFoundError), delivered_to(output) as folder:
        shutil.copyfile(tmp_path / "tidak ada.pdf", folder / "satu.pdf")
    assert not output.exists()
