"""The provider as the tests see it: a process with an address, and a person's way through its pages."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urljoin

import requests
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from agencies.models import IdentityProvider, Region
from agencies.sealing import seal
from agencies.tenancy.scope import region_scope
from tests.provider.site.people import CLIENT, PASSWORD, PERSON, SECRET

CALLBACK = "http://testserver/masuk/penyedia/selesai/"


@dataclass
class RunningProvider:
    """A real provider in a second process."""

    process: subprocess.Popen[str]
    address: str

    @classmethod
    def start(cls, folder: Path) -> Self:
        """Its database is in a folder, its port a free one."""
        command = [sys.executable, "-m", "tests.provider.site", str(folder)]
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        return cls(process, f"http://127.0.0.1:{int(process.stdout.readline())}")

    def stop(self) -> None:
        """It ends when nobody talks to it any more."""
        self.process.communicate(timeout=20)

    @property
    def issuer(self) -> str:
        """As its discovery document says."""
        return f"{self.address}/o"

    def set_up(self, *, redirect_uri: str = CALLBACK, new_key: bool = False, **said: Any) -> None:
        """What it says of who signs in next; see `tests.provider.site.claims`."""
        asked: Any = {"redirect_uri": redirect_uri, "new_key": new_key, "said": said}
        requests.post(f"{self.address}/siapkan/", json=asked, timeout=10).raise_for_status()

    def serves(self, region: Region, **other: Any) -> None:
        """A region uses it; with something else set up instead."""
        with region_scope(region.pk):
            facts = {
                "name": "SSO Kota Kupang",
                "issuer": self.issuer,
                "client_id": CLIENT,
                "sealed_secret": seal(SECRET),
                "is_active": True,
            }
            provider = IdentityProvider.objects.create(**(facts | other))
            Region.objects.filter(pk=region.pk).update(uses_provider=provider.is_active)

    def lead_through(self, address: str, *, allows: bool = True) -> str:
        """A person signs in at the address and allows it, or does not: where the browser is sent back to."""
        with requests.Session() as browser:
            page = browser.get(address, timeout=10)
            page = _send(browser, page, {"username": PERSON, "password": PASSWORD})
            answer = _send(browser, page, {"allow": "Authorize"} if allows else {}, follow=False)
            return answer.headers["Location"]


def _send(
    browser: requests.Session, page: requests.Response, typed: dict[str, str], *, follow: bool = True
) -> requests.Response:
    hidden = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page.text)
    data = {name: value.replace("&amp;", "&").replace("&#x27;", "'") for name, value in hidden} | typed
    return browser.post(page.url, data=data, allow_redirects=follow, timeout=10)


def begin(client: Client, region: str = "53.71", goal: str = "") -> HttpResponse:
    """Press the button at the door."""
    return client.post("/masuk/penyedia/", {"region": region, "next": goal})  # type: ignore[return-value]


def address_in(answer: HttpResponse) -> str:
    """Where the page leads on to."""
    return answer["Refresh"].removeprefix("0; url=")


def come_back(client: Client, location: str) -> HttpResponse:
    """The browser follows the provider's answer."""
    return client.get(urljoin(CALLBACK, location))  # type: ignore[return-value]


def go_round(provider: RunningProvider, client: Client, *, region: str = "53.71", goal: str = "") -> HttpResponse:
    """From the door through the provider and back."""
    return come_back(client, provider.lead_through(address_in(begin(client, region, goal))))
