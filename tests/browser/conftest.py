"""A real Chromium on a real server, and a puskesmas whose January it looks at."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from agencies.models import Employee, User
from agencies.tenancy.scope import region_scope
from tests.browser.puskesmas import january_of_the_puskesmas
from tests.cast import Cast, cast_of_kupang

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
# Playwright drives its own event loop in this thread; the tests ask the database between two of its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# How long an expectation may take to come true on a busy machine; how fast pages are is measured elsewhere.
expect.set_options(timeout=20_000)

CURTAIN = Path(__file__).with_name("curtain.js")


def chromium() -> str | None:
    """The browser of this machine: `CHROMIUM`, or what the path has."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser; without one the tests are skipped, or fail where `REQUIRE_BROWSER=1` says that it must be there."""
    executable = chromium()
    if executable is None:
        message = "no Chromium: install it, or name it in CHROMIUM"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The product as it answers outside the tests: its own middleware serves the static files, packed where it can."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda application: application  # type: ignore[assignment,unused-ignore]
    server.start()
    yield server
    server.stop()


@pytest.fixture
def puskesmas(transactional_db: None) -> Cast:
    """Kota Kupang, committed: Budi complete with two revisions, Citra incomplete, Sari their rater."""
    cast = cast_of_kupang()
    with region_scope(cast.region.pk):
        january_of_the_puskesmas(cast)
    return cast


@dataclass
class Visits:
    """Opens pages in one browser and keeps what went wrong in them."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    walks: dict[Employee | User | None, Page] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def open(
        self,
        path: str,
        person: Employee | User | None = None,
        *,
        width: int = 360,
        height: int = 640,
        scheme: str = "light",
        javascript: bool = True,
    ) -> Page:
        """A page of the server, signed in as somebody if given."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="id-ID",
        )
        if javascript:
            context.add_init_script(path=CURTAIN)
        self.contexts.append(context)
        if person is not None:
            self._sign_in(context, person)
        page = context.new_page()
        self._listen(page)
        page.goto(f"{self.address}{path}")
        return page

    def walk(self, path: str, person: Employee | User | None, *, width: int, height: int) -> Page:
        """The same, in the browser in which this person has opened the screen before: nothing is fetched anew."""
        page = self.walks.get(person)
        if page is None:
            page = self.walks[person] = self.open(path, person, width=width, height=height)
        else:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="light", reduced_motion="no-preference")
            page.goto(f"{self.address}{path}")
        return page

    def _sign_in(self, context: BrowserContext, person: Employee | User) -> None:
        account = person.user if isinstance(person, Employee) else person
        assert account is not None
        client = Client()
        client.force_login(account)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.address}])

    def _listen(self, page: Page) -> None:
        page.on("console", lambda message: self._note(message.type == "error", f"console: {message.text}"))
        page.on("pageerror", lambda error: self._note(True, f"script: {error}"))
        page.on(
            "request",
            lambda request: self._note(
                not request.url.startswith((self.address, "data:")), f"elsewhere: {request.url}"
            ),
        )

        page.on(
            "response",
            lambda response: self._note(
                response.status >= 400 and response.request.resource_type != "document",
                f"{response.status} for {response.url}",
            ),
        )

    def _note(self, wrong: bool, complaint: str) -> None:
        # Refusals and missing pages are visited on purpose; the browser says so on its console.
        if wrong and "the server responded with a status of 4" not in complaint:
            self.complaints.append(complaint)


@pytest.fixture
def visits(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Visits]:
    """Visits of one test; at its end no page may have complained or asked another site.

    It asks for the database so that its pages are closed before the tables are emptied.
    """
    visits = Visits(browser, live_server.url)
    yield visits
    for context in visits.contexts:
        context.close()
    assert visits.complaints == []
