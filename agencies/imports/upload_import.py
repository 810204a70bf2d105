"""A file is brought: its rows wait in a draft."""

import hashlib

from django.utils.translation import gettext as _

from agencies.files.errors import refuse_file
from agencies.files.limits import FileLimits
from agencies.files.reader import FileRows, read_rows
from agencies.imports.cells import storable
from agencies.imports.columns import OWN_TITLES, Guess, columns_of, guessed, key_columns, missing
from agencies.imports.drafts import REMARKS
from agencies.imports.kinds import ImportKind, kinds_for
from agencies.imports.row_cells import write_rows_of
from agencies.models import Agency, AuditEvent, ImportDraft, Role
from agencies.permissions import Actor
from agencies.services.record_event import record_event

MOST_ROWS = 20_000
"""Of a file in the browser, whose check must answer while somebody waits."""
LIMITS = FileLimits(rows=2 * MOST_ROWS)


def upload_import(*, kind: ImportKind, content: bytes, name: str, actor: Actor) -> ImportDraft:
    """Read a file and keep its rows as a draft of the actor. Columns that it names as the contract does are mapped.

    Raises:
        FileRefused: the file cannot be read, has too many rows or none, or is not of this kind.
    """
    rows = read_upload(content, name)
    guesses = guessed(rows.headers, columns_of(kind.resource))
    _refuse_other_kind(kind, rows, guesses, actor)
    agency = None
    if Role.REGION_ADMIN not in actor.roles and actor.administered:
        agency = Agency.objects.get(code=actor.administered[0].code)
    draft = ImportDraft.objects.create(
        kind=kind.code,
        agency=agency,
        owner_id=actor.user_id,
        owner_name=actor.name,
        file_name=shown_name(name),
        sha256=hashlib.sha256(content).hexdigest(),
        sheet=(rows.sheet or "")[:100],
        headers=[storable(title) for title in rows.headers],
        columns=_certain_columns(kind, guesses),
        row_count=len(rows),
        outcome={REMARKS: [(one.row, (one.column or "").strip().lower(), one.message) for one in rows.warnings]},
    )
    write_rows_of(
        draft,
        {number: [storable(cell) for cell in cells] for number, cells in zip(rows.row_numbers, rows, strict=True)},
    )
    record_event(
        action=AuditEvent.Action.IMPORT_UPLOADED,
        subject=draft.file_name,
        actor=actor,
        details={"kind": kind.code, "sha256": draft.sha256, "rows": draft.row_count},
    )
    return draft


def read_upload(content: bytes, name: str) -> FileRows:
    """The rows of a file from a browser.

    Raises:
        FileRefused: it cannot be read, has no rows, or more than MOST_ROWS.
    """
    rows = read_rows(content, name=shown_name(name), limits=LIMITS)
    if not len(rows):
        raise refuse_file(_("Berkas ini hanya berisi judul kolom. Isi barisnya mulai dari baris 2, lalu unggah lagi."))
    if len(rows) > MOST_ROWS:
        raise refuse_file(
            _(
                "Berkas ini berisi %(rows)s baris; lewat halaman ini paling banyak %(most)s. Bagi menjadi beberapa "
                "berkas, atau minta operator mengimpornya dengan perintah import_data."
            )
            % {"rows": len(rows), "most": MOST_ROWS}
        )
    return rows


def shown_name(name: str) -> str:
    """What a file is called, fit for a page and the database."""
    return "".join(char for char in name if char.isprintable())[-200:] or _("tanpa nama")


def _certain_columns(kind: ImportKind, guesses: list[Guess]) -> list[str]:
    columns = [guess.column for guess in guesses]
    is_certain = all(guess.is_known for guess in guesses) and not missing(columns, columns_of(kind.resource))
    return columns if is_certain else []


def _refuse_other_kind(kind: ImportKind, rows: FileRows, guesses: list[Guess], actor: Actor) -> None:
    found = {guess.column for guess in guesses} - {""}
    expected = columns_of(kind.resource)
    if set(key_columns(kind.resource)) & found and 3 * len(found) >= len(set(expected) - set(optional_of(kind))):
        return
    titles = [title for title in rows.headers if title not in OWN_TITLES]
    other = next((one for one in kinds_for(actor) if one.code != kind.code and _is_all_of(one, titles)), None)
    hint = _("Berkas ini tampaknya berkas %(kind)s; unggah di sana.") % {"kind": other.title} if other else ""
    raise refuse_file(
        _(
            "Ini bukan berkas %(kind)s. Yang diharapkan di baris 1: %(expected)s. Yang ditemukan: %(found)s. %(hint)s"
        ).strip()
        % {
            "kind": kind.title,
            "expected": ", ".join(title for title in expected if title not in optional_of(kind)),
            "found": ", ".join(titles)[:300],
            "hint": hint,
        }
    )


def optional_of(kind: ImportKind) -> list[str]:
    """The titles that a file of this kind may lack."""
    return [title for title, column in columns_of(kind.resource).items() if column.optional]


def _is_all_of(kind: ImportKind, titles: list[str]) -> bool:
    columns = columns_of(kind.resource)
    return all(title in columns for title in titles) and not missing(titles, columns)
