"""`render_reports` as it answers: what it refuses, what it leaves behind, what it records."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from agencies.models import AuditEvent
from reports.documents import printing
from reports.services.issue import composed
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.month import Month
from tests.reports.printed import render


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "dokumen"


@pytest.mark.parametrize(
    ("kind", "options", "sentence"),
    [
        ("scorecards", {"agency": "9.99"}, "Perangkat daerah dengan kode 9.99 tidak ditemukan"),
        ("scorecards", {"nip": "198501012010011999"}, "Pegawai dengan NIP 198501012010011999 tidak ditemukan"),
        ("scorecards", {"period": "Januari"}, 'Periode "Januari" tidak dikenal'),
        ("agency", {"nip": "198501012010011999"}, "--nip hanya untuk scorecards"),
        ("region", {"agency": "1.02"}, "--agency tidak berlaku untuk region"),
        ("agency", {"annex": True}, "--annex hanya untuk region"),
    ],
    ids=["unknown agency", "unknown nip", "no period", "nip of an agency", "agency of a region", "annex of a unit"],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(
    month: Month, folder: Path, kind: str, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        render(kind, month.cast.region, folder, **options)
    assert not folder.exists()


@pytest.mark.parametrize("kind", ["scorecards", "agency", "region"])
def test_nothing_to_make_is_said_and_is_no_error(
    month: Month, folder: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    assert render(kind, month.cast.region, folder) == []
    assert "Belum ada evaluasi yang cocok." in capsys.readouterr().out


def test_who_has_no_evaluation_has_no_card(month: Month, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    month.evaluate()
    assert render("scorecards", month.cast.region, folder, nip=month.cast.citra.nip) == []
    assert "tidak ada kartu nilai" in capsys.readouterr().out


@pytest.mark.document
def test_a_nip_may_be_grouped_and_narrows_the_cards_to_one(month: Month, folder: Path) -> None:
    colleagues_of_budi(month, 1)
    nip = month.budi.nip
    names = render("scorecards", month.cast.region, folder, nip=f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}")
    assert names == [f"kartu-nilai_2026-01_{nip}_1.02.01.pdf"]


@pytest.mark.document
def test_a_run_is_recorded(month: Month, folder: Path) -> None:
    month.evaluate()
    render("scorecards", month.cast.region, folder)
    event = AuditEvent.objects.get(action=AuditEvent.Action.DOCUMENTS_RENDERED)
    assert (event.subject, event.details["documents"]) == ("kartu nilai, 2026-01", 1)


@pytest.mark.document
def test_files_that_were_there_stay(month: Month, folder: Path) -> None:
    month.evaluate()
    folder.mkdir()
    (folder / "catatan.txt").write_text("tetap")
    names = render("scorecards", month.cast.region, folder)
    assert names == ["catatan.txt", f"kartu-nilai_2026-01_{month.budi.nip}_1.02.01.pdf"]


@pytest.mark.document
def test_a_run_that_breaks_off_leaves_nothing(month: Month, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    colleagues_of_budi(month, 1)
    printed: list[str] = []

    def jam(html: str) -> printing.Printed:
        if printed:
            raise MemoryError
        printed.append(html)
        return printing.print_pdf(html)

    monkeypatch.setattr(composed, "print_pdf", jam)
    with pytest.raises(MemoryError):
        render("scorecards", month.cast.region, folder)
    assert len(printed) == 1
    assert not folder.exists()
    assert not AuditEvent.objects.filter(action=AuditEvent.Action.DOCUMENTS_RENDERED).exists()


@pytest.mark.document
def test_a_place_that_cannot_be_written_to_is_refused(month: Month, tmp_path: Path) -> None:
    month.evaluate()
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(CommandError, match="Dokumen tidak dapat ditulis ke"):
        render("scorecards", month.cast.region, tmp_path / "berkas" / "dokumen")


def test_a_machine_without_pango_is_told_the_one_command(
    month: Month, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month.evaluate()
    monkeypatch.setattr(printing, "missing_document_parts", lambda: ["libpango-1.0.so.0"])
    with pytest.raises(CommandError, match=r"libpango-1\.0\.so\.0\. Jalankan sekali: .*apt-get install"):
        render("scorecards", month.cast.region, folder)
    assert not folder.exists()
