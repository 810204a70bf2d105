"""The embedded servers of one data folder: started when something needs them, found again, stopped."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from config.local import postgres, valkey
from config.local.state import ServerState, locked

KINDS = {"postgres": postgres, "valkey": valkey}


@dataclass(frozen=True, slots=True)
class Servers:
    """Running servers by name, and the names of those that this very call started."""

    running: dict[str, ServerState]
    started: frozenset[str]

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead to them."""
        return {
            key: value for name, state in self.running.items() for key, value in KINDS[name].addresses(state).items()
        }


def ensure_servers(data: Path, *, durable: bool, tied_to_me: bool, names: Collection[str] = tuple(KINDS)) -> Servers:
    """Have the servers of ``data`` running; those that run already are left alone.

    ``durable`` keeps data over a power cut (the demo, an installation); without it they are quick and for tests.
    ``tied_to_me`` ends servers started here with this process; others run on until ``stop_servers``.

    Raises:
        ServerError, MissingBinaryError: one cannot be started; the message says why and what to do.
    """
    started = set()
    with locked(data) as known:
        for name in names:
            if name not in known or not known[name].is_running():
                _forget(known, name)
                known[name] = KINDS[name].start(data, durable=durable, tied_to_me=tied_to_me)
                started.add(name)
        return Servers({name: known[name] for name in names}, frozenset(started))


def stop_servers(data: Path, names: Collection[str] = tuple(KINDS)) -> list[str]:
    """Stop the servers of ``data`` and remove their sockets; returns the names of those that were running."""
    if not data.is_dir():
        return []
    with locked(data) as known:
        return [name for name in names if _forget(known, name)]


def _forget(known: dict[str, ServerState], name: str) -> bool:
    """Stop one known server and remove what it left; returns whether it was still running."""
    state = known.pop(name, None)
    if state is None:
        return False
    was_running = state.process.is_alive()
    state.process.stop(*KINDS[name].STOP_STEPS)
    state.remove_folders()
    return was_running
