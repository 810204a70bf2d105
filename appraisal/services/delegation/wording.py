"""How a delegation is spoken of."""

from django.utils.translation import gettext as _

from agencies.models import DelegationKind


def kind_label(kind: str) -> str:
    """`Plt.`, `Plh.`, or that it was taken over."""
    labels = {
        DelegationKind.ACTING: "Plt.",
        DelegationKind.DAILY_ACTING: "Plh.",
        DelegationKind.TAKEOVER: _("Pengambilalihan"),
    }
    return labels[DelegationKind(kind)]
