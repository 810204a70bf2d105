"""Documents as their readers get them: ordered by the command, read back from the PDF."""

import re
from pathlib import Path
from typing import IO

from django.core.management import call_command
from pypdf import PdfReader

from agencies.models import Region
from reports.documents.imprint import Head, Imprint
from reports.services.issue.composed import Composed, official_language

FIGURE = re.compile(r"\d+(?:\.\d{3})*,\d{2}")


def render(kind: str, region: Region, output: Path, period: str = "2026-01", **options: object) -> list[str]:
    """Give the order; the names of the files that are there afterwards, sorted."""
    call_command("render_reports", kind, region=region.code, period=period, output=output, **options)
    return sorted(file.name for file in output.iterdir()) if output.exists() else []


def text_of(pdf: Path | IO[bytes]) -> str:
    """Everything that stands on its pages, with single spaces."""
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


def as_issued(composed: Composed) -> bytes:
    """The file of a document as it would be issued, under a number that nothing else has."""
    with official_language():
        return composed.print(some_imprint(composed.head)).pdf


def some_imprint(head: Head) -> Imprint:
    """An issue under a number that nothing else has."""
    return Imprint.of_issue(
        head,
        made_at="1 Februari 2026 pukul 08.00 WITA",
        number="KN-2026-000001",
        version=1,
        address="https://timbang.example/v/1-abcdefghijklmnopqrstuv/",
    )


def without_moment(text: str) -> str:
    """The same without when it was made, which differs between two runs."""
    return re.sub(r"[Dd]ibuat \d+ \w+ \d{4} pukul \d\d\.\d\d \w+", "", text)


def figures_in(text: str) -> set[str]:
    """The published figures that a text names."""
    return set(FIGURE.findall(text))
