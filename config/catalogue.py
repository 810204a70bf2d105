"""Translations: `make messages` collects what the product says; every start compiles what has changed since.

The source language is Indonesian, so only English has a catalogue. Compiled catalogues stand in the data folder like
the joined style sheet, so that neither a build step nor the system's gettext is needed.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "locale"
CATALOGUE = Path("en", "LC_MESSAGES", "django.po")

#: Documents and what other apps bring are printed or shown in Indonesian alone.
NOT_TRANSLATED = ("templates/reports/documents/**", "templates/django/**")
METHODS = [
    *((pattern, "ignore") for pattern in NOT_TRANSLATED),
    ("templates/**.html", "jinja2.ext:babel_extract"),
    *((f"{app}/migrations/**", "ignore") for app in ("agencies", "appraisal", "indicators", "reports")),
    ("config/demo/**", "ignore"),
    *((f"{app}/**.py", "python") for app in ("agencies", "appraisal", "config", "indicators", "reports")),
]
OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}}
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Timbang\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "say": None,
    "mark": None,
}


def compile_catalogues(folder: Path) -> None:
    """Compile the catalogue into ``folder`` (`en/LC_MESSAGES/django.mo`), unless the compiled one is newer."""
    source, compiled = SOURCE / CATALOGUE, folder / CATALOGUE.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - most starts compile nothing
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as file:
        catalogue = read_po(file, locale="en")
    compiled.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=compiled.parent)
    with os.fdopen(descriptor, "wb") as file:
        write_mo(file, catalogue)
    Path(name).chmod(0o644)
    Path(name).replace(compiled)  # several processes may start together; none ever reads half a file


def spoken() -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    """Every text that the product says on screens: file, line, and the text (with its plural where it has one)."""
    from babel.messages.extract import extract_from_dir  # noqa: PLC0415

    found = extract_from_dir(ROOT, METHODS, OPTIONS, KEYWORDS)
    said = [(path, line, text) for path, line, text, _comments, _context in found]
    yield from sorted(said, key=lambda one: (one[0], one[1], str(one[2])))


def update_catalogue() -> int:
    """Bring the catalogue in line with the sources; returns how many texts still need a translation."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.pofile import read_po, write_po  # noqa: PLC0415

    template = Catalog(fuzzy=False)
    for path, _line, text in spoken():
        template.add(text, locations=[(path, 0)])  # lines would change with every edit
    target = SOURCE / CATALOGUE
    with target.open("rb") as file:
        catalogue = read_po(file, locale="en")
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with target.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, catalogue, width=120, omit_header=True, sort_by_file=True, include_lineno=False)
    return sum(not message.string or not all(message.string) for message in catalogue if message.id)


if __name__ == "__main__":
    waiting = update_catalogue()
    print(f"{waiting} teks menunggu terjemahan di {SOURCE / CATALOGUE}.")  # noqa: T201 - the command's answer
    sys.exit(0)
