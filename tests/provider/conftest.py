"""One provider a test process, and Kota Kupang that uses it."""

from collections.abc import Iterator

import pytest

from tests.cast import Cast, cast_of_kupang
from tests.provider.running import RunningProvider


@pytest.fixture(scope="session")
def running_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProvider]:
    """A second process with a site of its own."""
    provider = RunningProvider.start(tmp_path_factory.mktemp("provider"))
    yield provider
    provider.stop()


@pytest.fixture
def people(db: None) -> Cast:
    """Kota Kupang as a visitor meets it: nobody's region is in scope."""
    return cast_of_kupang()


@pytest.fixture
def provider(running_provider: RunningProvider, people: Cast) -> RunningProvider:
    """The provider of Kota Kupang; it knows Budi by his NIP."""
    running_provider.set_up(nip=people.budi.nip)
    running_provider.serves(people.region)
    return running_provider
