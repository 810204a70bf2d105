"""How every contribution is written: with the name of its author, and a line in the audit trail."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import Contribution, ContributionKind, Indicator, IndicatorDraft

LONGEST_TEXT = 2_000
"""Of a comment, a reason, an answer or a reply, in characters."""


class ContributionRefusedError(ValueError):
    """The contribution cannot be taken as it stands; the text says why and what to do."""


class NotConcernedError(ContributionRefusedError):
    """The indicator concerns other people."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Masukan dibuka bagi pegawai yang diukur dengan indikator ini, pegawai unit pemiliknya, dan admin. "
                "Anda dapat membaca pembahasannya."
            )
        )


def record_contribution(
    *,
    agency: Agency,
    kind: ContributionKind,
    text: str,
    actor: Actor,
    about: str,
    indicator: Indicator | None = None,
    draft: IndicatorDraft | None = None,
    proposed: Mapping[str, str] | None = None,
) -> Contribution:
    """Write what somebody said; ``about`` names its subject for the audit trail. Who may is the caller's to check.

    Raises:
        ContributionRefusedError: nothing was written.
    """
    contribution = Contribution.objects.create(
        agency=agency,
        indicator=indicator,
        draft=draft,
        kind=kind,
        author_id=actor.user_id,
        author_name=actor.name,
        proposed=dict(proposed or {}),
        text=written(text),
    )
    record_event(
        action=AuditEvent.Action.CONTRIBUTION_MADE,
        subject=about,
        actor=actor,
        details={"contribution": contribution.pk, "kind": kind.value, "kode_opd": agency.code},
    )
    return contribution


def written(text: str) -> str:
    """A text without space around it.

    Raises:
        ContributionRefusedError: there is none, or it is too long.
    """
    said = text.strip()
    if not said:
        raise ContributionRefusedError(_("Tulis isinya sebelum mengirim."))
    if len(said) > LONGEST_TEXT:
        raise ContributionRefusedError(_("Tulisan terlalu panjang. Ringkas menjadi paling banyak 2.000 karakter."))
    return said
