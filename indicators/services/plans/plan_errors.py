"""What can stand in the way of a step in the dialogue on a plan; each says so in a sentence for people."""

from indicators.models import PlanVersion


class PlanRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """The step cannot be taken as things stand."""


class NotYourTurn(PermissionError):  # noqa: N818 - as above
    """Somebody who is no side of this plan, or whose turn it is not."""


class PlanChanged(ValueError):  # noqa: N818 - as above
    """Somebody changed the plan meanwhile; ``version`` is what is stored now. Nothing was saved."""

    def __init__(self, version: PlanVersion, message: str) -> None:
        self.version = version
        super().__init__(message)
