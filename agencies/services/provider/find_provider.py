"""The provider of a region, as it is set up."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.models import IdentityProvider, Region
from agencies.sealing import SealBrokenError, unseal
from agencies.services.provider.problems import ProviderProblem
from agencies.tenancy.scope import region_scope


@dataclass(frozen=True, slots=True)
class Provider:
    """What is needed to ask it. ``sealed_secret`` is empty for a client without one, which PKCE alone protects."""

    region_id: int
    name: str
    issuer: str
    client_id: str
    sealed_secret: str
    login_claim: str

    @property
    def secret(self) -> str:
        """The client's secret.

        Raises:
            ProviderProblem: it was sealed by another installation.
        """
        try:
            return unseal(self.sealed_secret) if self.sealed_secret else ""
        except SealBrokenError:
            text = _("Rahasia klien tidak dapat dibuka di pemasangan ini. Ketik lagi rahasianya.")
            raise ProviderProblem(text, code="secret_unreadable") from None


def find_provider(region_id: int) -> Provider | None:
    """The provider that a region signs in with, if it uses one. Opens the scope of this region alone."""
    with region_scope(region_id):
        row = IdentityProvider.objects.filter(is_active=True).first()
    if row is None:
        return None
    return Provider(
        region_id=region_id,
        name=row.name,
        issuer=row.issuer,
        client_id=row.client_id,
        sealed_secret=row.sealed_secret,
        login_claim=row.login_claim,
    )


def offered_provider(region_code: str) -> str | None:
    """What the door calls the way by a provider: its name, empty while no region that uses one is chosen.

    Nothing where no region uses one. One query, and the provider of the region.
    """
    using = dict(Region.objects.filter(uses_provider=True).values_list("code", "pk"))
    if not using:
        return None
    provider = find_provider(using[region_code]) if region_code in using else None
    return provider.name if provider else ""
