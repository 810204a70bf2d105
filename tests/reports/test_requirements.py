"""What documents need of the machine, asked before WeasyPrint is touched."""

import subprocess
import sys

import pytest
from django.conf import settings

from reports.documents.printing import PartsMissingError, refuse_missing_parts
from reports.documents.requirements import PACKAGES, missing_document_parts


def test_a_library_that_is_not_there_is_named() -> None:
    assert "libtidakada.so.9" in missing_document_parts(("libtidakada.so.9", "libfontconfig.so.1"))


def test_without_fontconfig_there_is_no_font_either() -> None:
    assert missing_document_parts(("libfontconfig.so.999",))[0] == "libfontconfig.so.999"


def test_the_refusal_names_what_is_missing_and_every_package() -> None:
    with pytest.raises(PartsMissingError) as refused:
        refuse_missing_parts(missing_document_parts(("libtidakada.so.9",)))
    assert "libtidakada.so.9" in str(refused.value)
    assert all(package in str(refused.value) for package in PACKAGES)


def test_a_complete_machine_is_not_refused() -> None:
    refuse_missing_parts([])


def test_the_product_starts_without_weasyprint() -> None:
    starting = (
        "import django, sys; django.setup(); import config.urls, reports.tasks; print('weasyprint' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", starting], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
