"""The one function that writes a word into the dialogue on a plan."""

from collections.abc import Mapping

from agencies.permissions import Actor
from indicators.models import DialogueEntry, EntryKind, PlanVersion, Side


def say(
    *,
    version: PlanVersion,
    side: Side,
    actor: Actor,
    kind: EntryKind,
    text: str = "",
    indicator_id: int | None = None,
    changes: Mapping[str, object] | None = None,
) -> DialogueEntry:
    """An entry about one indicator, or about the whole plan, inside the transaction of the act."""
    return DialogueEntry.objects.create(
        version=version,
        indicator_id=indicator_id,
        side=side,
        author_id=actor.user_id,
        author_name=actor.name,
        kind=kind,
        text=text.strip(),
        changes=dict(changes or {}),
    )
