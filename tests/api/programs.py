"""Programs of other systems, each with a token."""

from contextvars import Context
from typing import Any

from django.test import Client

from agencies.models import ApiScope, ApiToken, Employee, User
from agencies.permissions import actor_of
from agencies.services.tokens.find_token import Secret
from agencies.services.tokens.issue_token import issue_token

EVERYTHING = tuple(ApiScope)


def a_token(account: User, *scopes: ApiScope, days: int = 30) -> tuple[ApiToken, Secret]:
    """A token of an account, issued by itself; of every scope unless told."""
    return issue_token(
        user=account, name="Mesin presensi", scopes=scopes or EVERYTHING, days=days, actor=actor_of(account)
    )


def program(person: Employee | User, *scopes: ApiScope) -> Client:
    """A program with a token of somebody."""
    account = person.user if isinstance(person, Employee) else person
    assert account is not None
    _token, secret = a_token(account, *scopes)
    return with_secret(secret.shown)


def with_secret(shown: str) -> Client:
    """A program that shows something."""
    return Client(headers={"authorization": f"Bearer {shown}"})


def asked(client: Client, address: str, **more: Any) -> Any:
    """The answer outside any scope, as a server meets the request. For the last requests of a test."""
    return Context().run(client.get, address, **more)
