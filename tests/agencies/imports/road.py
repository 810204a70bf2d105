"""A file on its whole road, service by service, for tests of every kind."""

from agencies.imports.check_import import check_import
from agencies.imports.kinds import ImportKind, kind_of
from agencies.imports.preview_import import Comparison, preview_import
from agencies.imports.publish_import import publish_import
from agencies.imports.undo_import import undo_import
from agencies.imports.upload_import import upload_import
from agencies.models import ImportDraft, User
from agencies.permissions import actor_of


def the_kind(code: str) -> ImportKind:
    """A registered kind."""
    kind = kind_of(code)
    assert kind is not None
    return kind


def brought(code: str, by: User, header: str, *lines: str) -> ImportDraft:
    """A file with these lines, uploaded."""
    content = "\n".join([header, *lines]).encode()
    return upload_import(kind=the_kind(code), content=content, name="berkas.csv", actor=actor_of(by))


def remarks(code: str, by: User, header: str, *lines: str) -> list[str]:
    """What stands against publishing these lines."""
    draft = brought(code, by, header, *lines)
    return [str(error) for error in check_import(draft=draft, kind=the_kind(code), actor=actor_of(by)).errors]


def preview(code: str, by: User, header: str, *lines: str) -> Comparison:
    """What publishing these lines would change."""
    draft, actor, kind = brought(code, by, header, *lines), actor_of(by), the_kind(code)
    checked = check_import(draft=draft, kind=kind, actor=actor)
    assert not checked.errors
    return preview_import(draft=draft, kind=kind, checked=checked, actor=actor)


def changes(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Title, before and after of each cell that changes."""
    return [(one.title, one.before, one.after) for row in comparison.changed_rows for one in row.changes]


def published(code: str, by: User, header: str, *lines: str) -> ImportDraft:
    """A file with these lines, published with all its warnings."""
    draft = brought(code, by, header, *lines)
    return publish_import(
        draft=draft,
        kind=the_kind(code),
        edition=draft.edition,
        valid_from=None,
        note="",
        accepts_warnings=True,
        actor=actor_of(by),
    )


def taken_back(draft: ImportDraft, by: User) -> ImportDraft:
    """The undo of a publication."""
    return undo_import(draft=draft, kind=the_kind(draft.kind), actor=actor_of(by))
