"""What the tests of register and verification share: a folder of their own."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.appraisal.conftest import month

__all__ = ["month"]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.SIGNING_FOLDER = tmp_path / "signing"
