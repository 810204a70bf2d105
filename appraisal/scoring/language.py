"""In which language the engine's sentences are told.

The source of every sentence is Indonesian, the language of the regulation and of every document. Whoever shows
sentences to readers of another language sets :data:`LANGUAGE` once (`appraisal.apps`); the engine itself knows no
framework. Figures never depend on it, only their decimal mark does.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Language:
    """Finds the translation of a source text, and gives the text itself where there is none."""

    translate: Callable[[str], str] = str


LANGUAGE = Language()


def say(text: str, /, **values: object) -> str:
    """A sentence in the reader's language. ``text`` is the Indonesian source with ``{names}`` for the values."""
    found = LANGUAGE.translate(text)
    return found.format_map(values) if values else found


def mark(text: str) -> str:
    """A text that is told later, through :func:`say`: the mark puts it into the catalogue."""
    return text
