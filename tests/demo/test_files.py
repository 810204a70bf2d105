"""The files of the demo: always the same bytes, and nobody's real NIP."""

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from agencies.files.nip import read_nip, status_of
from config.demo.book import Book, books
from config.demo.year import Year

BOOKS = list(books())
every_region = pytest.mark.parametrize("book", BOOKS, ids=[book.name for book in BOOKS])
PRODUCT = Path(__file__).resolve().parents[2]
APPS = ("agencies", "indicators", "appraisal", "reports")
DIGEST = """
import hashlib
from config.demo.book import books
from config.demo.year import Year
for book in books():
    print(hashlib.sha256(b"".join(content for *_name, content in Year(book).files())).hexdigest())
"""


def rows_of(book: Book, name: str) -> list[dict[str, str]]:
    content = next(content for _kind, found, content in Year(book).files() if found == name)
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter=";"))


@every_region
def test_the_same_region_is_told_in_the_same_bytes(book: Book) -> None:
    first, second = ([content for *_name, content in Year(Book.read(book.folder.name)).files()] for _time in range(2))
    assert first == second


def test_another_process_tells_the_same_bytes_whatever_its_order_of_hashes() -> None:
    digests = [
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            cwd=PRODUCT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(digests[0].split()) == len(BOOKS)
    assert digests[0] == digests[1]


@every_region
def test_every_nip_is_valid_and_belongs_to_nobody(book: Book) -> None:
    rows = rows_of(book, "pegawai.csv")
    for row in rows:
        assert read_nip(row["nip"]).warnings == ()
        assert int(row["nip"][15:]) >= 900
        assert status_of(row["nip"]) == row["status"]
    names = {row["nip"]: row["nama"] for row in rows}
    assert len(set(names.values())) == len(names)


@every_region
def test_a_region_has_sixty_to_a_hundred_and_twenty_people(book: Book) -> None:
    assert 60 <= len(Year(book).staff) <= 120


@every_region
def test_every_plan_weighs_a_hundred_and_every_post_has_something_to_measure_each_month(book: Book) -> None:
    for post in book.posts.values():
        assert sum(float(item.weight) for item in post.items if not item.is_additional) == pytest.approx(100)
        assert any(len(book.measures[item.code].months) == 12 for item in post.items if not item.is_additional)


@every_region
def test_each_region_has_the_cases_that_a_visitor_looks_for(book: Book) -> None:
    cases = book.cases
    kinds = (cases.transfers, cases.acting, cases.leaves, cases.not_reported, cases.newcomers, cases.ratings)
    assert all(kinds)
    assert {bool(case.response) for case in cases.deliveries} == {True, False}
    measures = book.measures.values()
    assert any(measure.target == "0" for measure in measures)
    assert any(measure.pattern == "rilis" and measure.spread is None for measure in measures)


def test_no_code_of_the_product_decides_by_a_region_of_the_demo() -> None:
    codes = [re.escape(book.code) for book in BOOKS if "." in book.code]
    named = re.compile("|".join([*codes, *(book.name for book in BOOKS)]))
    code = [path for app in APPS for path in (PRODUCT / app).rglob("*.py")]
    assert len(code) > 100
    assert [path.name for path in code if _decides_by(named, path.read_text(encoding="utf-8"))] == []


def _decides_by(named: re.Pattern[str], text: str) -> bool:
    return any(named.search(line) for line in text.splitlines() if re.match(r"\s*(el)?if\b|\s*case\b", line))
