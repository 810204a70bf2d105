"""Gives a test run its own throw-away servers, before Django's settings are read (``-p config.local.pytest_plugin``).

Nothing happens where ``DATABASE_URL`` is given: the tests then use that server. The processes of pytest-xdist inherit
the addresses from the one that started them.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from pathlib import Path
from types import FrameType

import pytest

from config.local.commands import export_addresses
from config.local.servers import stop_servers


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start the servers: a wrapper runs before pytest-django, which loads the settings in this hook."""
    options = early_config.known_args_namespace
    if not os.environ.get("DATABASE_URL") and not options.help and not options.version:
        _start_servers(early_config)
    return (yield)


def _start_servers(config: pytest.Config) -> None:
    data = Path(tempfile.mkdtemp(prefix="timbang-test-"))

    def remove_everything() -> None:
        stop_servers(data)
        shutil.rmtree(data, ignore_errors=True)

    config.add_cleanup(remove_everything)
    signal.signal(signal.SIGTERM, _end)
    os.environ["TIMBANG_DATA"] = str(data)
    export_addresses(durable=False, tied_to_me=True)


def _end(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM as Ctrl-C: pytest ends in good order and the servers with it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt
