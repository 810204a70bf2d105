"""Whether a provider can be used, asked of itself, before anybody signs in with it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from agencies.services.provider.discovery import fetch_discovery, fetch_keys
from agencies.services.provider.id_token import ACCEPTED, ALGORITHMS
from agencies.services.provider.problems import ProviderProblem


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, in words. ``doubts`` do not stand in the way, but are worth a look."""

    issuer: str
    sign_in_host: str
    keys: str
    doubts: tuple[str, ...]


def check_provider(issuer: str, *, claim: str) -> Findings:
    """Ask for its discovery document and its keys, now.

    Raises:
        ProviderProblem: the first thing that stands in the way.
    """
    discovery = fetch_discovery(issuer)
    keys = fetch_keys(discovery)
    fitting = [key for key in keys if key.get("kty") in ALGORITHMS.values() and key.get("use", "sig") == "sig"]
    signs_well = not discovery.algorithms or not set(ACCEPTED).isdisjoint(discovery.algorithms)
    if not fitting or not signs_well:
        text = _(
            "Penyedia tidak menandatangani dengan kunci RSA atau EC. Atur penyedia supaya memakai RS256 atau ES256."
        )
        raise ProviderProblem(text, code="no_usable_key")
    kinds = sorted({str(key["kty"]) for key in fitting})
    doubts = []
    if discovery.claims and claim not in discovery.claims:
        text = _("Klaim %(claim)s tidak disebut penyedia. Pastikan penyedia mengirim NIP di klaim itu.")
        doubts.append(text % {"claim": claim})
    if discovery.challenges and "S256" not in discovery.challenges:
        doubts.append(_("Penyedia tidak menyebut PKCE S256. Masuk tetap dicoba dengannya."))
    return Findings(
        issuer=discovery.issuer,
        sign_in_host=urlsplit(discovery.authorization_endpoint).netloc,
        keys=_("%(count)s kunci (%(kinds)s)") % {"count": len(fitting), "kinds": ", ".join(kinds)},
        doubts=tuple(doubts),
    )
