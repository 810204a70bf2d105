"""A form that waited on a device of two people is never sent in the name of the other one."""

import uuid

import pytest

from appraisal.models import Actual
from tests.appraisal.reporting.march import MARCH, March
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


def sent(march: March, account: uuid.UUID) -> int:
    """The answer to what the outbox of an account sends while Budi is signed in."""
    answer = visitor(march.cast.budi).post(
        f"/realisasi/{MARCH}/{march.inspections.pk}/",
        {"nilai": "16", "versi": "belum"},
        headers={"X-Requested-With": "kotak-keluar", "X-Account": str(account)},
    )
    return answer.status_code


def test_what_another_account_kept_is_refused(march: March) -> None:
    assert march.cast.citra.user is not None
    assert sent(march, march.cast.citra.user.key) == 401
    assert not Actual.objects.exists()


def test_what_the_account_itself_kept_is_taken(march: March) -> None:
    assert march.cast.budi.user is not None
    assert sent(march, march.cast.budi.user.key) == 204
