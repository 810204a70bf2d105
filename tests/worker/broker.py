"""A broker of one test, which is killed and comes back with nothing in it."""

import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from config.local.binaries import find_valkey
from config.local.state import private_folder

START_SECONDS = 30


class Broker:
    """A Valkey on a socket of its own that writes nothing to disk: whoever kills it, loses its queues."""

    def __init__(self, storage: Path) -> None:
        self._socket = private_folder(None) / "s"
        self._storage = storage
        self.address = f"unix://{self._socket}"
        self.start()

    def start(self) -> None:
        """Start it, empty; returns when it answers."""
        options = ["--port", "0", "--unixsocket", str(self._socket), "--dir", str(self._storage)]
        self._process = subprocess.Popen(
            [find_valkey()[0], *options, "--appendonly", "no", "--save", ""], stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline:
                self.kill()
                pytest.fail("Valkey tidak mau berjalan.")
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL: nothing is saved."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._socket.unlink(missing_ok=True)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self._socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
            except OSError:
                return False
