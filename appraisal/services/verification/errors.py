"""Why a decision on an actual is not taken."""

from django.utils.translation import gettext as _

from appraisal.services.verification.claims import Claim


class NoSuchClaimError(LookupError):
    """The region has no such actual, or it is in no plan of its month."""


class NotTheVerifierError(PermissionError):
    """The person does not rate this plan in this month; the text says so in Indonesian."""


class ClaimStateError(ValueError):
    """The actual is not in the state that the act starts from; the text says so in Indonesian."""


class ReasonMissingError(ValueError):
    """A decision that needs a reason has none; the text says so in Indonesian."""


class StaleClaimError(ValueError):
    """The actual was changed since it was seen. ``claim`` is what is stored now."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(_("Realisasi ini sudah diubah sejak halaman ini dibuka."))
        self.claim = claim
