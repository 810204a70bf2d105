"""Why a change of an account is not made."""


class AccountRefusedError(Exception):
    """The account stays as it is; the text says why and whom to ask, ``field`` which part of a form it is about."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
