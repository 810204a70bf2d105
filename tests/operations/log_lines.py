"""What production would have written to its log, caught in this process."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from config.observing.lines import JsonLines


class Lines:
    """Everything written so far."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        """As it stands in the log."""
        return self._stream.getvalue()

    def of(self, logger: str) -> list[dict[str, Any]]:
        """The lines of one logger."""
        found = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in found if line["logger"] == logger]


@contextmanager
def caught(*, level: int = logging.INFO) -> Iterator[Lines]:
    """All lines of ``level`` and above, of whatever logger, while the block runs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in ("timbang.requests", "timbang.tasks"))]
    before = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    for logger in loggers:
        logger.setLevel(level)
    try:
        yield Lines(stream)
    finally:
        loggers[0].removeHandler(handler)
        for logger, former in zip(loggers, before, strict=True):
            logger.setLevel(former)
