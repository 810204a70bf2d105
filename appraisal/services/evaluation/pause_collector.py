"""Work on many rows without the cyclic garbage collector."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for reference cycles inside the block.

    A block of plans makes some hundred thousand tuples and no cycle: they go when nobody names them any more. The
    collector would walk over them again and again as they grow, for 30 percent of an evaluation's time (measured).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
