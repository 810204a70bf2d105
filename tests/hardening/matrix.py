"""The committed matrix of rights, docs/access.md: written and read row by row."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from tests.hardening.stage import ACTORS
from tests.isolation.addresses import ADDRESSES

FILE = Path(settings.BASE_DIR) / "docs" / "access.md"
NOT_ASKED = "·"
OPEN = "open"
SIGN_IN = "sign-in"

INTRODUCTION = """# Who gets in where

Every address of the product, asked by everybody who may stand in some relation to its row. Written by
`FREEZE_ACCESS_MATRIX=1 pytest -n 0 tests/hardening/test_access_matrix.py` (add `-k 'name'` for one address), and
compared on every run: a right that changes shows in the review of this file. What may never be, whatever this file
says, stands in `tests/hardening/breaches.py`.

`open`: let in, with a page, a file or a redirect. `sign-in`: sent to the sign-in. `401`, `403`, `404`: turned away.
`400`, `405`, `409`, `422`: let in, and the empty form that the test sends was refused. `·`: tokens are asked at the API
alone. A stage of a row that nobody can reach here (a file still being made) may say 404 to its owner too.

| column | who |
|---|---|
"""

Row = Mapping[str, str]


def outcome(answer: HttpResponse) -> str:
    """In one word what an answer means for who asked."""
    if answer.status_code == 302 and answer["Location"].startswith("/masuk/"):
        return SIGN_IN
    return OPEN if answer.status_code < 400 else str(answer.status_code)


def rows() -> list[str]:
    """The keys of all rows, in the order of the file: by name, each with its methods."""
    return [f"{name} {method.upper()}" for name in sorted(ADDRESSES) for method in ADDRESSES[name].methods]


def read() -> dict[str, Row]:
    """The committed rows by key."""
    found: dict[str, Row] = {}
    if not FILE.exists():
        return found
    for line in FILE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == len(ACTORS) + 1:
            told = zip(ACTORS, cells[1:], strict=True)
            found[cells[0].strip("`")] = {actor: said for actor, said in told if said != NOT_ASKED}
    return found


def write(found: Mapping[str, Row]) -> None:
    """Rows of addresses that are no longer declared fall away."""
    people = "".join(f"| {name} | {who} |\n" for name, who in ACTORS.items())
    head = f"\n| address | {' | '.join(ACTORS)} |\n|{'---|' * (len(ACTORS) + 1)}\n"
    lines = [
        f"| `{key}` | {' | '.join(found[key].get(actor, NOT_ASKED) for actor in ACTORS)} |\n"
        for key in rows()
        if key in found
    ]
    FILE.write_text(INTRODUCTION + people + head + "".join(lines), encoding="utf-8")
