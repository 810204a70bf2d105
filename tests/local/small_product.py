"""A demo of a product so small that it starts at once: real servers, real supervision, a web of four lines.

``python -m tests.local.small_product`` runs the demo; with a descriptor as its argument it is that web.
"""

import http.server
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from config.local.demo import run_demo
from config.local.product import Command, Product
from config.local.state import ServerError


class Ready(http.server.BaseHTTPRequestHandler):
    """Ready for whoever asks; ``/mati/`` ends it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        if self.path == "/mati/":
            sys.exit("habis")


def serve(descriptor: int) -> None:
    server = http.server.HTTPServer(("127.0.0.1", 0), Ready, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(fileno=descriptor)
    server.serve_forever()


def commands(_data: Path, descriptor: int) -> Iterator[Command]:
    yield Command("web", ["tests.local.small_product", str(descriptor)], "web")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(int(sys.argv[1]))
    else:
        try:
            sys.exit(run_demo(Product(lambda: None, commands)))
        except ServerError as error:
            sys.exit(str(error))
