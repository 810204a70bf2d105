"""A private data folder for each test, with whatever was started in it stopped afterwards."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from config.local.servers import Servers, ensure_servers, stop_servers

ADDRESSES = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL", "REDIS_URL")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """An empty data folder. When root runs the tests, it is closed to the database's account, as a home would be."""
    folder = tmp_path / "data"
    yield folder
    stop_servers(folder)


@pytest.fixture
def servers(data: Path) -> Servers:
    """Servers in that folder, for a test that does something to them."""
    return ensure_servers(data, durable=True, tied_to_me=True)


@pytest.fixture(scope="package")
def shared_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of ``shared_servers``."""
    folder = tmp_path_factory.mktemp("shared") / "data"
    yield folder
    stop_servers(folder)


@pytest.fixture(scope="package")
def shared_servers(shared_data: Path) -> Servers:
    """Throw-away servers for the tests that only look."""
    return ensure_servers(shared_data, durable=False, tied_to_me=True)


@pytest.fixture
def bare_environment(data: Path) -> Mapping[str, str]:
    """For a child process: the data folder is named, addresses of servers are not."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ADDRESSES and not name.startswith("TIMBANG")
    }
    return {**kept, "TIMBANG_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings.local"}
