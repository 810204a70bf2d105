"""What every test shares: the database as the web role, two regions, and the cast."""

from collections.abc import Iterator

import pytest
from django.test import Client, TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck, settings

from agencies.services.sign_in.counters import forget
from agencies.tenancy.scope import region_scope
from tests.cast import Cast, cast_of_bandung, cast_of_kupang
from tests.databases import create_test_database, drop_test_database, empty_test_database

settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database made by the owner; the tests then ask it as the web role."""
    setattr(TransactionTestCase, "_fixture_teardown", lambda _self: empty_test_database())  # noqa: B010 - unknown to the stubs
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        name = create_test_database()
        yield
        drop_test_database(name)


@pytest.fixture(autouse=True)
def _nobody_has_guessed() -> None:
    """All tests sign in from one network address, whose wrong guesses are counted in the cache for some minutes."""
    forget("sign-in-address:127.0.0.1:failures", "sign-in-address:127.0.0.1:slot")


@pytest.fixture
def kupang(db: None) -> Iterator[Cast]:
    """Kota Kupang with its people, in scope for the whole test, and in its time zone: `today` is the region's."""
    cast = cast_of_kupang()
    with region_scope(cast.region.pk), timezone.override(cast.region.zone):
        yield cast


@pytest.fixture
def bandung(db: None) -> Cast:
    """Kota Bandung with its people, whom nobody of Kupang may know of. Not in scope."""
    return cast_of_bandung()


@pytest.fixture
def client() -> Client:
    """A browser without JavaScript."""
    return Client()
