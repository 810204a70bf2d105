"""What people do at month end, for locust: ``LOAD_VISITORS`` names the file of sessions, ``LOAD_THINK`` the pause.

Employees open the month, an indicator and its preview, report, and look at their score. Supervisors open the sheet and
one person after another, choose the levels and save. Each act is one task; what a page refers to (styles, scripts) a
browser has already. An answer other than expected is an error, so is a redirect to the sign-in.
"""

import json
import os
import random
import re
import string
from itertools import count
from pathlib import Path

import gevent
from locust import FastHttpUser, between, task
from locust.exception import StopUser

from tests.load.pages import Form, ReadPage, read_page

MONTH = os.environ.get("LOAD_MONTH", "2026-10")
LEAST, MOST = (float(part) for part in os.environ.get("LOAD_THINK", "10-30").split("-"))
ORIGIN = "https://localhost"
LONGEST = 60.0
OK, FOUND = 200, 302
A_PERSON = re.compile(r"/penilaian/[\d-]+/\d+/")

_visitors = json.loads(Path(os.environ["LOAD_VISITORS"]).read_text())
_sessions = {
    is_rater: [one["session"] for one in _visitors if one["is_rater"] is is_rater] for is_rater in (True, False)
}
_waiting = {is_rater: iter(sessions) for is_rater, sessions in _sessions.items()}
_seeds = count(1)


class _Visitor(FastHttpUser):
    abstract = True
    is_rater = False
    wait_time = between(LEAST, MOST)
    network_timeout = LONGEST
    connection_timeout = LONGEST

    def on_start(self) -> None:
        """Take a session that nobody has yet; a seed of its own makes a run repeatable."""
        session = next(_waiting[self.is_rater], None)
        if session is None:
            raise StopUser
        self.chance = random.Random(next(_seeds))
        secret = "".join(self.chance.choices(string.ascii_letters, k=32))
        self.headers = {
            "Cookie": f"__Host-sessionid={session}; __Host-csrftoken={secret}",  # production's names
            "X-Forwarded-Proto": "https",
            "Accept-Encoding": "gzip",
            "Connection": "close",  # as a proxy asks; a kept connection may end under a request
        }
        gevent.sleep(self.chance.uniform(0, MOST))  # a working day does not begin for everybody in the same second

    def read(self, address: str, name: str) -> ReadPage:
        """A page, which must come."""
        with self.client.get(
            address, headers=self.headers, name=name, catch_response=True, allow_redirects=False
        ) as answer:
            if answer.status_code == OK:
                return read_page(answer.text or "")
            answer.failure(f"{answer.status_code} at {address}")
            return ReadPage([], [])

    def send(self, address: str, form: Form, name: str, **typed: str) -> str:
        """A form, which must be taken; says where that leads to."""
        headers = {**self.headers, "Referer": f"{ORIGIN}{address}"}
        with self.client.post(
            address,
            data=dict(form.filled(**typed)),
            headers=headers,
            name=name,
            catch_response=True,
            allow_redirects=False,
        ) as answer:
            if answer.status_code == FOUND:
                return str(answer.headers["Location"]).partition("#")[0]
            answer.failure(f"{answer.status_code} at {address}")
            return ""


class ReportingEmployee(_Visitor):
    """Reports one indicator after another, then reads what has come of it."""

    weight = len(_sessions[False])

    @task(6)
    def report(self) -> None:
        """The month, an indicator, what a value would do, and the value."""
        month = self.read(f"/realisasi/?periode={MONTH}", "month")
        indicators = list(month.links_under(f"/realisasi/{MONTH}/"))
        if not indicators:
            return
        address = self.chance.choice(indicators)
        self.think()
        form = self.read(address, "indicator").form_to(address)
        if form is None:
            return
        self.think()
        value = str(self.chance.randint(30, 130))
        self.read(f"{address}hitung/?nilai={value}", "preview")
        self.think()
        if after := self.send(address, form, "report an actual", nilai=value):
            self.read(after, "month")

    @task(2)
    def look(self) -> None:
        """The own performance, and the card behind it."""
        page = self.read("/kinerja/", "my performance")
        for card in list(page.links_under("/evaluasi/"))[:1]:
            self.think()
            self.read(card, "scorecard")

    @task(1)
    def history(self) -> None:
        """How it went before."""
        self.read("/kinerja/riwayat/", "my history")

    def think(self) -> None:
        """Between two acts."""
        gevent.sleep(self.chance.uniform(LEAST, MOST))


class Supervisor(_Visitor):
    """Scores one person after another on their own pages, coming back to the sheet."""

    is_rater = True
    weight = len(_sessions[True])

    @task(5)
    def score(self) -> None:
        """The sheet, then three people of it."""
        people = list(self.read(f"/penilaian/{MONTH}/", "scoring sheet").links_under(f"/penilaian/{MONTH}/"))
        rows = [address for address in people if A_PERSON.fullmatch(address)]
        self.chance.shuffle(rows)
        for address in rows[:3]:
            gevent.sleep(self.chance.uniform(LEAST, MOST))
            form = self.read(address, "one person").form_to(address)
            if form is None:
                continue
            gevent.sleep(self.chance.uniform(LEAST, MOST))
            levels = {name: self.chance.choice("2345") for name in form.choices if name.startswith("tingkat_")}
            if after := self.send(address, form, "score a person", **levels):
                self.read(after, "after scoring")

    @task(1)
    def team(self) -> None:
        """The team, and what waits."""
        self.read("/tim/", "team")
        gevent.sleep(self.chance.uniform(LEAST, MOST))
        self.read("/penilaian/", "tasks of a supervisor")

    @task(1)
    def verify(self) -> None:
        """What staff have reported, still to be decided."""
        self.read("/verifikasi/", "verifications")
