"""Why notes of a talk cannot be kept. Each text says what to do."""

from django.utils.translation import gettext as _

from agencies.typed_text import typed_lines
from appraisal.models import CheckIn

LONGEST_NOTE = 2_000
"""Of a note, in characters."""
LONGEST_TOPIC = 160


class CheckInRefusedError(ValueError):
    """They cannot be kept as they stand."""


class NotASideError(CheckInRefusedError):
    """Only the two sides write."""

    def __init__(self) -> None:
        super().__init__(_("Catatan dialog kinerja ditulis oleh pegawai dan pejabat penilainya saja."))


class CheckInChangedError(CheckInRefusedError):
    """Somebody saved it after it was shown; ``stored`` is as it is now."""

    def __init__(self, stored: CheckIn) -> None:
        self.stored = stored
        super().__init__(_("Catatan ini diubah setelah Anda membukanya. Isian Anda belum disimpan."))


def written(text: str) -> str:
    """A note without space around it and without signs that no database keeps.

    Raises:
        CheckInRefusedError: it is too long.
    """
    said = typed_lines(text).strip()
    if len(said) > LONGEST_NOTE:
        raise CheckInRefusedError(_("Catatan terlalu panjang. Ringkas menjadi paling banyak 2.000 karakter."))
    return said
