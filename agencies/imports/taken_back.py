"""What the kinds share when a publication is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.files.errors import FileRefused
from agencies.imports.kinds import UndoRefused
from agencies.services.take_back import TakeBackRefused
from agencies.services.take_file import SourceFile, locked_period, wait_for_other_changes

if TYPE_CHECKING:
    import datetime

    from agencies.models import ImportDraft


@contextmanager
def whole_or_refused() -> Iterator[None]:
    """Take back everything or nothing; whatever stands against it becomes an UndoRefused with its sentence."""
    try:
        with transaction.atomic():
            wait_for_other_changes()
            yield
    except TakeBackRefused as error:
        raise UndoRefused(str(error)) from error
    except FileRefused as error:
        raise UndoRefused(
            _("Isi sebelumnya tidak dapat dikembalikan, karena datanya sudah berubah: %(why)s")
            % {"why": error.errors[0].text}
        ) from error
    except IntegrityError as error:
        code = locked_period(error)
        if code is None:
            raise
        raise UndoRefused(
            _("Periode %(code)s sudah dikunci. Minta admin daerah membukanya kembali dengan alasan.") % {"code": code}
        ) from error


def source_of(draft: "ImportDraft") -> SourceFile:
    """The file of a draft, as the audit trail knows it."""
    return SourceFile(name=draft.file_name, sha256=draft.sha256)


def published_at(draft: "ImportDraft", now: "datetime.datetime") -> "datetime.datetime":
    """When a draft was published; what changed later may not be overwritten."""
    return draft.published_at or now
