"""Every request runs in the scope of its account's region, and in no other."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from agencies.middleware import RegionMiddleware
from agencies.models import Agency, RowHistory, User
from agencies.tenancy.scope import current_region_id, region_scope
from tests.cast import Cast, cast_of_kupang


@pytest.fixture
def cast(db: None) -> Cast:
    """Kota Kupang, not in scope."""
    return cast_of_kupang()


def answered(user: User | AnonymousUser, view: Callable[[HttpRequest], str]) -> str:
    """What a view answers to somebody behind the middleware."""
    request = RequestFactory().get("/")
    request.user = user
    return RegionMiddleware(lambda asked: HttpResponse(view(asked)))(request).content.decode()


def test_a_request_runs_in_the_region_of_its_account(cast: Cast) -> None:
    assert answered(cast.auditor, lambda _request: str(current_region_id())) == str(cast.region.pk)


def test_a_request_runs_in_the_time_zone_of_its_region(cast: Cast) -> None:
    assert answered(cast.auditor, lambda _request: timezone.get_current_timezone_name()) == "Asia/Makassar"


def test_a_request_knows_its_actor(cast: Cast) -> None:
    assert cast.budi.user is not None
    assert answered(cast.budi.user, lambda request: request.actor.name) == "Budi Santoso"  # type: ignore[attr-defined]


def test_the_row_history_names_the_account_of_the_request(cast: Cast) -> None:
    answered(cast.region_admin, lambda _request: str(Agency.objects.filter(code="1.02").update(name="Dinkes")))
    with region_scope(cast.region.pk):
        assert RowHistory.objects.get(table_name="agencies_agency").changed_by == str(cast.region_admin.key)


@pytest.mark.parametrize("visitor", [AnonymousUser(), User(login="operator")], ids=["anonymous", "operator"])
def test_who_has_no_region_is_refused_every_row(cast: Cast, visitor: User | AnonymousUser) -> None:
    with pytest.raises(ProgrammingError, match="No region is in scope"):
        answered(visitor, lambda _request: str(Agency.objects.count()))
