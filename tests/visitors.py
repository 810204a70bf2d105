"""Browsers without JavaScript, signed in as one of the cast."""

import re
from contextvars import Context

from django.http import HttpResponse
from django.test import Client

from agencies.models import Employee, User


def visitor(person: Employee | User | None) -> Client:
    """A browser in which an account, or the account of an employee, is signed in."""
    account = person.user if isinstance(person, Employee) else person
    assert account is not None
    client = Client()
    client.force_login(account)
    return client


def page(client: Client, address: str) -> str:
    """A page that must be there, as text."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def timeless(text: str) -> str:
    """A page without what a second look a minute later changes: the token of its forms, and the time of day."""
    return re.sub(r"csrf\w+\" value=\"\w+|\d\d\.\d\d(\.\d\d)?", "", text)


def outside_any_scope(client: Client, address: str) -> HttpResponse:
    """The answer as the server gives it: the test's own region is not in scope, as no region is before a request.

    For the last request of a test: the scope that the request leaves behind is that of no region.
    """
    return Context().run(client.get, address)  # type: ignore[return-value]
