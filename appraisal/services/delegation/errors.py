"""Why a delegation is not made, or not ended."""


class DelegationRefusedError(ValueError):
    """What was asked cannot be; ``field`` names the field of the form, empty where it is the whole of it."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotYoursToDelegateError(PermissionError):
    """Somebody else decides on this rater's work; the text says who."""


class TakeOverRefusedError(ValueError):
    """The rater's work cannot be taken over now; the text says why."""
