"""Ending in good order when somebody asks for it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class EndRequested(BaseException):
    """Ctrl-C, SIGTERM or a closed terminal; ``number`` says which.

    Not an Exception, so that nothing on its way swallows it.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def until_told_to_end() -> Iterator[None]:
    """Raise EndRequested in the body at the first request to end; further ones do not cut its tidying up short."""

    def end(number: int, _frame: FrameType | None) -> None:
        for name in before:
            signal.signal(name, signal.SIG_IGN)
        raise EndRequested(number)

    # A shell's background job ignores SIGINT, and nohup SIGHUP: the latter is meant, the former only an old habit.
    heard = [name for name in _SIGNALS if name != signal.SIGHUP or signal.getsignal(name) != signal.SIG_IGN]
    before = {name: signal.signal(name, end) for name in heard}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def make_was_interrupted() -> bool:
    """Whether the make that runs us got a SIGINT that did not reach us.

    A terminal sends Ctrl-C to both. Who sends SIGINT to make alone would wait for ever: make's handler waits for its
    children without telling them. Meanwhile it blocks the signal and no longer catches it, which Linux shows.
    """
    if "MAKELEVEL" not in os.environ or sys.platform != "linux":
        return False
    try:
        status = Path(f"/proc/{os.getppid()}/status").read_text(encoding="utf-8")
    except OSError:
        return False
    fields = dict(line.split(":", 1) for line in status.splitlines())
    interrupt = 1 << (signal.SIGINT - 1)
    return bool(int(fields["SigBlk"], 16) & interrupt) and not int(fields["SigCgt"], 16) & interrupt
