"""The supervisor of ``make demo``: one at a time, ends in good order, reports what dies."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from config.local import ROOT
from config.local.processes import Process
from config.local.state import locked

WATCH = """
import time
from config.local.signals import make_was_interrupted
print("watching", flush=True)
while not make_was_interrupted():
    time.sleep(0.02)
"""
COMMAND = [sys.executable, "-m", "tests.local.small_product"]


class Demo:
    """A running demo and what it has printed so far."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            COMMAND, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.printed = ""
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed += line
            if "Berhenti dengan Ctrl-C" in line:
                break

    @property
    def address(self) -> str:
        return self.printed.partition("Timbang siap: ")[2].split()[0]

    def end(self, request: signal.Signals) -> int:
        self.process.send_signal(request)
        self.printed += self.process.communicate(timeout=20)[0]
        return self.process.returncode


@pytest.fixture
def demo(bare_environment: Mapping[str, str]) -> Iterator[Demo]:
    demo = Demo({**bare_environment, "PYTHONUNBUFFERED": "1"})
    yield demo
    demo.process.kill()
    demo.process.communicate()


def servers_of(data: Path) -> list[Process]:
    with locked(data) as known:
        return [state.process for state in known.values()]


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_takes_its_servers_along(demo: Demo, data: Path, request_to_end: signal.Signals) -> None:
    started = servers_of(data)

    assert demo.end(request_to_end) == 0
    assert demo.printed.endswith("Timbang berhenti.\n")
    assert [process.is_alive() for process in started] == [False, False]


def test_a_second_one_says_where_the_first_one_runs(demo: Demo, bare_environment: Mapping[str, str]) -> None:
    second = subprocess.run(COMMAND, cwd=ROOT, env=bare_environment, capture_output=True, text=True, check=True)

    assert f"Timbang sudah berjalan di {demo.address}." in second.stdout


def test_a_part_that_ends_by_itself_ends_everything_and_is_reported(demo: Demo, data: Path) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(demo.address.rpartition(":")[2]))
    connection.request("GET", "/mati/")
    connection.close()
    demo.printed += demo.process.communicate(timeout=20)[0]

    assert demo.process.returncode == 1
    assert "web berhenti sendiri." in demo.printed
    assert "habis" in demo.printed
    assert servers_of(data) == []


def test_a_killed_one_leaves_nothing_running(demo: Demo, data: Path) -> None:
    started = [*servers_of(data), Process.of(demo.process.pid)]
    demo.end(signal.SIGKILL)

    assert [process.wait(10) for process in started] == [True, True, True]


def test_stop_ends_it_from_elsewhere(demo: Demo, bare_environment: Mapping[str, str]) -> None:
    stop = [sys.executable, "-m", "config.local", "stop"]
    answer = subprocess.run(stop, cwd=ROOT, env=bare_environment, capture_output=True, text=True, check=True)

    assert answer.stdout == "Dihentikan: demo.\n"
    assert demo.process.wait(5) == 0


def test_a_taken_port_is_passed_over(bare_environment: Mapping[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = Demo({**bare_environment, "PORT": str(port), "PYTHONUNBUFFERED": "1"})
        demo.end(signal.SIGTERM)

    assert int(demo.address.rpartition(":")[2]) > port


def test_make_that_alone_is_interrupted_takes_its_command_along(tmp_path: Path) -> None:
    (tmp_path / "watch.py").write_text(WATCH, encoding="utf-8")
    (tmp_path / "Makefile").write_text(f"watch:\n\t@exec {sys.executable} watch.py\n", encoding="utf-8")
    command = [shutil.which("make") or "make", "watch"]
    # These tests may run under a `make` themselves, and an inner one announces its folders.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment = {**inherited, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, start_new_session=True
    ) as make:
        assert make.stdout
        assert make.stdout.readline() == b"watching\n"
        make.send_signal(signal.SIGINT)
        assert make.wait(10) == -signal.SIGINT
