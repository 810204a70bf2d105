"""Where a reminder goes besides the person's page: e-mail, a digest. None yet; whoever brings one registers here.

A channel is called after the transaction, with ids only, and says nothing of scores.
"""

from collections.abc import Callable, Sequence

Channel = Callable[[Sequence[int]], None]
"""Takes the ids of reminders that were just written."""

_channels: list[Channel] = []


def register(channel: Channel) -> None:
    """Let a channel hear of new reminders; from ``AppConfig.ready``."""
    if channel not in _channels:
        _channels.append(channel)


def announce(reminder_ids: Sequence[int]) -> None:
    """Tell every channel."""
    for channel in _channels:
        channel(reminder_ids)
