"""What an issue adds to a page that is written before it has a number."""

from dataclasses import replace

from markupsafe import escape

from reports.documents.imprint import Head, Imprint, filled, pending
from tests.reports.printed import some_imprint

HEAD = Head("Pemerintah Kota Kupang")


def words_of(imprint: Imprint) -> str:
    """A page of nothing else."""
    return f"{imprint.number}, versi {imprint.version}, {imprint.made_at}, {imprint.day}, {imprint.shown_address}"


def test_a_page_written_before_its_number_reads_as_if_written_after_it() -> None:
    issue = some_imprint(HEAD)
    assert filled(words_of(pending(HEAD)), issue) == words_of(issue)


def test_what_an_issue_adds_cannot_become_markup() -> None:
    issue = replace(some_imprint(HEAD), number="<b>1</b>")
    assert filled(pending(HEAD).number, issue) == "&lt;b&gt;1&lt;/b&gt;"


def test_the_day_of_issue_is_its_moment_without_the_time() -> None:
    assert some_imprint(HEAD).day == "1 Februari 2026"


def test_whoever_is_called_like_a_place_keeps_the_name() -> None:
    name = str(escape("<<number>>"))
    assert filled(name, some_imprint(HEAD)) == name
