"""The rules of the demo's regions can be written in the browser: the same rubrics, the same schemes."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest
from django.test import Client

from appraisal.models import Rubric, SchemeDraft, SchemeVersion
from appraisal.scoring.scheme import scheme_fingerprint
from config.demo.book import Book, books
from tests.cast import Cast
from tests.visitors import visitor

BOOKS = tuple(books())


def rubrics_of(book: Book) -> dict[str, list[dict[str, str]]]:
    """The rows of a region's rubrics file by rubric."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    text = (book.folder / "rubrik.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        found[row["rubrik"]].append(row)
    return found


def write_rubric(admin: Client, name: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Type a rubric into the form of a new one."""
    typed = {"name": name, "title": name, "dimensi-TOTAL_FORMS": str(len(rows)), "dimensi-INITIAL_FORMS": "0"}
    for place, row in enumerate(rows):
        typed |= {f"dimensi-{place}-code": row["dimensi"], f"dimensi-{place}-name": row["nama"]}
        typed |= {f"dimensi-{place}-anchor_{level}": row[f"j{level}"] for level in range(1, 6)}
    assert admin.post("/rubrik/baru/", typed).status_code == 302


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.folder.name)
def test_a_region_writes_its_rubrics_and_scheme_in_the_browser(kupang: Cast, book: Book) -> None:
    admin = visitor(kupang.region_admin)
    for name, rows in rubrics_of(book).items():
        write_rubric(admin, name, rows)
    toml = (book.folder / "skema.toml").read_text(encoding="utf-8")
    assert admin.post("/skema/unggah/", {"text": toml}).status_code == 302
    draft = SchemeDraft.objects.get()
    admin.post(f"/skema/draf/{draft.pk}/terbitkan/", {"edition": draft.edition})
    assert SchemeVersion.objects.get().fingerprint == scheme_fingerprint(book.scheme)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.folder.name)
def test_a_written_rubric_is_the_file_of_the_region(kupang: Cast, book: Book) -> None:
    admin = visitor(kupang.region_admin)
    for name, rows in rubrics_of(book).items():
        write_rubric(admin, name, rows)
        answer = admin.get(f"/rubrik/{Rubric.objects.get(name=name).pk}/rubrik.csv")
        downloaded = [row for row in csv.DictReader(io.StringIO(answer.content.decode())) if row["dimensi"] != "SEMUA"]
        assert downloaded == [row for row in rows if row["dimensi"] != "SEMUA"]
