"""People with an authenticator app."""

import datetime
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.forms.account import OPERATOR
from agencies.models import Employee, SecondFactor, User
from agencies.permissions import actor_of
from agencies.sealing import unseal
from agencies.services.second_factor.begin_factor import begin_factor
from agencies.services.second_factor.codes import code_of, step_of
from agencies.services.second_factor.confirm_factor import confirm_factor
from agencies.tenancy.scope import region_scope
from tests.factories import PASSWORD

A_WHILE = datetime.timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class App:
    """An app on somebody's telephone, and the recovery codes that came with it."""

    user: User
    secret: str
    codes: list[str]

    def shown(self, *, steps_off: int = 0) -> str:
        """The code that it shows, on a telephone whose clock is so many steps off."""
        return code_of(self.secret, step_of(timezone.now()) + steps_off)


def account_of(person: Employee | User) -> User:
    """The account of somebody who has one."""
    account = person.user if isinstance(person, Employee) else person
    assert account is not None
    return account


def an_app_of(person: Employee | User) -> App:
    """Somebody switched two-step verification on, two minutes ago."""
    user = account_of(person)
    with region_scope(user.scope_id):
        begin_factor(user=user, password=PASSWORD)
        secret = unseal(SecondFactor.objects.get(user_id=user.pk).sealed_secret)
        before = timezone.now() - A_WHILE
        codes = confirm_factor(user=user, typed=code_of(secret, step_of(before)), actor=actor_of(user), at=before)
    return App(user, secret, codes)


def password_given(client: Client, user: User, *, goal: str = "") -> HttpResponse:
    """The first step at the door."""
    region = user.region.code if user.region else OPERATOR
    form = {"region": region, "login": user.login, "password": PASSWORD, "next": goal}
    return client.post("/masuk/", form)  # type: ignore[return-value]


def code_given(client: Client, code: str, **other: str) -> HttpResponse:
    """The second step at the door."""
    return client.post("/masuk/kode/", {"code": code, **other})  # type: ignore[return-value]


def is_in(client: Client) -> bool:
    """Whether the browser is signed in."""
    return "_auth_user_id" in client.session


def wrong_code(app: App) -> str:
    """Six digits that the app shows in none of the steps that count."""
    shown = {app.shown(steps_off=off) for off in range(-3, 4)}
    return next(code for code in ("000000", "111111", "222222", *map(str, range(333333, 333343))) if code not in shown)
