"""HTML to PDF through WeasyPrint, made ready once a process (docs/documents.md says what that saves).

WeasyPrint is imported here and in `paper`, at the first print, after `requirements` has said that all is there.
"""

import functools
import gc
import logging
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from appraisal.services.evaluation.pause_collector import collector_paused
from reports.documents.heads import say_scopes
from reports.documents.requirements import install_command, missing_document_parts

STYLESHEET = Path(__file__).with_name("print.css")


@functools.cache
def stylesheet() -> str:
    """The look of all documents, read once a process: what is printed with is what contents are compared by."""
    return STYLESHEET.read_text(encoding="utf-8")


VARIANT = "pdf/ua-1"
"""Tagged, with title and language: readable aloud (ISO 14289-1)."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\ufffe\uffff]")
"""Signs in a name or a note that paper has no use for: those that turn around what follows them, also figures, and
those that stand for nothing.
"""
_LINE_ENDS = re.compile("[\u2028\u2029]")
"""Signs for which fonts have no picture and which mean no more than the end of a line."""
LOOSE = "tbody.row, tr, .keep { break-inside: auto } .stay, h2 { break-after: auto } .hold { break-before: auto }"
"""What lets every table break anywhere."""
logger = logging.getLogger(__name__)
_turn = threading.Lock()


class PartsMissingError(RuntimeError):
    """This machine lacks what documents are made with; the Indonesian text names the one command that mends it."""


class Printed(NamedTuple):
    """A file and how many pages it has."""

    pdf: bytes
    pages: int


class _Press(NamedTuple):
    paper: Any
    stylesheet: Any
    loose: Any
    fonts: Any
    fetcher: Any


def print_pdf(html: str) -> Printed:
    """The document as an accessible PDF. It may name no file and no address: whatever it shows stands in it.

    Raises:
        PartsMissingError: Pango, its companions or a font are missing.
    """
    with _turn:  # a worker of threads takes turns: fonts are shared
        press = _press()
        page = press.paper(string=_UNSEEN.sub("", _LINE_ENDS.sub("\n", html)), url_fetcher=press.fetcher)
        document = _laid_out(page, press)
        return Printed(document.write_pdf(finisher=say_scopes, pdf_variant=VARIANT), len(document.pages))


def _laid_out(page: Any, press: _Press) -> Any:
    """The sheets. Where WeasyPrint finds no place for rows that are to stay together and are higher than a sheet, it
    gives up with an AssertionError: then they may break.
    """
    options = {"font_config": press.fonts, "pdf_variant": VARIANT}
    try:
        return page.render(stylesheets=[press.stylesheet], **options)
    except AssertionError:
        logger.warning("Rows are higher than a sheet: printed again with rows that break.")
        return page.render(stylesheets=[press.stylesheet, press.loose], **options)


@contextmanager
def garbage_kept() -> Iterator[None]:
    """Collect the garbage of several documents once, at the end: a tenth of the time (docs/documents.md).

    Only what was made meanwhile is looked through, since it is the youngest: the whole process takes ten times as long.
    """
    try:
        with collector_paused():
            yield
    finally:
        gc.collect(1)


def refuse_missing_parts(missing: Sequence[str] | None = None) -> None:
    """Do nothing where documents can be made; ``missing`` is asked of the machine unless given.

    Raises:
        PartsMissingError: something is missing.
    """
    missing = missing_document_parts() if missing is None else missing
    if missing:
        msg = f"PDF belum dapat dibuat; belum ada: {', '.join(missing)}. Jalankan sekali: {install_command()}"
        raise PartsMissingError(msg)


@functools.cache
def _press() -> _Press:
    """Fonts and stylesheet, read once: made anew for each document they would leak and cost a twentieth."""
    refuse_missing_parts()
    from weasyprint import CSS  # noqa: PLC0415 - only after the check: see the module's text
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    from reports.documents.paper import Paper  # noqa: PLC0415

    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=("data",))  # the logo stands in the page itself
    return _Press(Paper, CSS(string=stylesheet(), font_config=fonts), CSS(string=LOOSE), fonts, fetcher)
