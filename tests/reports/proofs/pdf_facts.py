"""What a PDF does beside showing text, and where its words stand."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)</word>')
_DOING = ("/OpenAction", "/AA", "/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/EF", "/RichMedia", "/SubmitForm")


class Word(NamedTuple):
    """A word and how far it reaches beyond its page, in points; nothing of one that stays within."""

    text: str
    beyond: float


def targets_of(pdf: bytes) -> set[str]:
    """Where its links lead."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        notes = [note for page in document.pages if "/Annots" in page for note in list(page["/Annots"])]
        return {str(note["/A"]["/URI"]) if "/A" in note and "/URI" in note["/A"] else repr(note) for note in notes}


def deeds_of(pdf: bytes) -> set[str]:
    """What it would do by itself or brings along: scripts, actions, files."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {key for one in document.objects for key in _keys(one) if key in _DOING}


def words_beyond_the_page(pdf: bytes, folder: Path) -> list[Word]:
    """Words of which a part cannot be read, since the sheet ends before."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext to say where words stand")
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    said = subprocess.run([reader, "-bbox", file, "-"], check=True, capture_output=True).stdout.decode(errors="replace")
    return [word for word in _words(said) if word.beyond > 0]


def _words(said: str) -> Iterator[Word]:
    for width, height, words in _PAGE.findall(said):
        for left, top, right, bottom, text in _WORD.findall(words):
            beyond = max(-float(left), -float(top), float(right) - float(width), float(bottom) - float(height))
            yield Word(text, beyond)


def _keys(found: pikepdf.Object) -> set[str]:
    """The keys and the names of actions of an object."""
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return set()
    keys = {str(key) for key in found.keys()}  # noqa: SIM118 - not a dict
    return keys | {str(found[key]) for key in ("/S", "/Type", "/Subtype") if key in keys}
