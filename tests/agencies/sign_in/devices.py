"""Sessions on other devices, and forms at the door as browsers send them."""

import datetime
import secrets

from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.models import Employee, SignedInDevice, User
from tests.factories import PASSWORD

CHROME = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36"


def a_device(person: Employee | User, agent: str = "Firefox, Windows", *, hours_left: int = 6) -> SignedInDevice:
    """A session of an account somewhere else."""
    user = person.user if isinstance(person, Employee) else person
    assert user is not None
    now, key = timezone.now(), secrets.token_hex(16)
    Session.objects.create(session_key=key, session_data="", expire_date=now + datetime.timedelta(hours=hours_left))
    return SignedInDevice.objects.create(
        user=user, session_key=key, agent=agent, address="10.20.30.x", way="password", seen_at=now
    )


def at_the_door(
    client: Client, login: str, password: str = PASSWORD, *, region: str = "53.71", address: str = "127.0.0.1"
) -> HttpResponse:
    """The sign-in form of a browser at a network address."""
    form = {"region": region, "login": login, "password": password}
    return client.post("/masuk/", form, REMOTE_ADDR=address, headers={"User-Agent": CHROME})  # type: ignore[return-value]


def goes_in(answer: HttpResponse) -> bool:
    """Whether the door opened."""
    return answer.status_code == 302
