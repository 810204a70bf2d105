"""``export_evaluations``: where the file cannot be written, a sentence and exit code 1."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Region

pytestmark = pytest.mark.django_db


def refused(region: Region, output: Path) -> str:
    with pytest.raises(CommandError) as error:
        call_command(
            "export_evaluations", "--region", region.code, "--period", "2026-01", "--output", output, stdout=StringIO()
        )
    assert error.value.returncode == 1
    return str(error.value)


@pytest.fixture
def region() -> Region:
    """Kota Kupang, without anybody in it."""
    return Region.objects.create(code="53.71", name="Kota Kupang", time_zone="Asia/Makassar")


@pytest.mark.parametrize("name", ["hasil.csv", "hasil.xlsx"])
def test_a_folder_that_does_not_exist_is_refused(region: Region, tmp_path: Path, name: str) -> None:
    assert "tidak dapat ditulis. Periksa folder dan izin tulisnya." in refused(region, tmp_path / "tiada" / name)


def test_another_ending_is_refused(region: Region, tmp_path: Path) -> None:
    assert refused(region, tmp_path / "hasil.txt") == "hasil.txt: akhiri nama berkas dengan .csv atau .xlsx."
    assert not list(tmp_path.iterdir())
