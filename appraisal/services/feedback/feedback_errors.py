"""Why feedback, or a request for it, cannot be taken. Each text says what to do."""

from django.utils.translation import gettext as _

from agencies.typed_text import typed_lines

LONGEST_TEXT = 2_000
"""Of each part of feedback, and of a question, in characters."""


class FeedbackRefusedError(ValueError):
    """It cannot be taken as it stands."""


class NotForYouError(FeedbackRefusedError):
    """The act belongs to somebody else."""


class RequestClosedError(FeedbackRefusedError):
    """The request was answered, declined or withdrawn meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Permintaan ini sudah ditutup, sehingga tidak dapat diubah lagi."))


def written(text: str) -> str:
    """A text without space around it and without signs that no database keeps.

    Raises:
        FeedbackRefusedError: it is too long.
    """
    said = typed_lines(text).strip()
    if len(said) > LONGEST_TEXT:
        raise FeedbackRefusedError(_("Tulisan terlalu panjang. Ringkas menjadi paling banyak 2.000 karakter."))
    return said
