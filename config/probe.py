"""``python -m config.probe``: whether the web server of this container is ready. Standard library only: quick."""

import http.client
import os
import sys


def main() -> int:
    """0 when ``/siap/`` says so; it asks under the first allowed name, as a stranger's name would be refused."""
    host = (os.environ.get("ALLOWED_HOSTS") or "localhost").split(",")[0].strip().lstrip(".")
    name, _colon, port = os.environ.get("BIND", "").rpartition(":")
    here = "127.0.0.1" if name in {"", "0.0.0.0"} else name  # noqa: S104 - compared, not listened on
    connection = http.client.HTTPConnection(here, int(port or "8000"), timeout=5)
    try:
        connection.request("GET", "/siap/", headers={"Host": host})
        answer = connection.getresponse()
        sys.stdout.write(answer.read(200).decode(errors="replace"))
    except OSError as error:
        sys.stdout.write(f"{error}")
        return 1
    finally:
        connection.close()
    return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
