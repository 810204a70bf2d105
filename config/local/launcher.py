"""The commands behind ``make``."""

import argparse
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper

from config.local import checks, demo, doctor, lock
from config.local.binaries import MissingBinaryError
from config.local.bootstrap import Environment, SetupError
from config.local.signals import EndRequested
from config.local.state import ServerError

_COMMANDS: dict[str, tuple[str, Callable[[list[str]], int]]] = {
    "demo": (
        "menyiapkan dan menjalankan Timbang dengan data contoh; Ctrl-C menghentikannya",
        lambda _: demo.run_demo(),
    ),
    "test": ("menjalankan semua pemeriksaan dan pengujian; kata sesudah -- diteruskan ke pytest", checks.run_checks),
    "setup": ("memasang pustaka ke .venv, tidak lebih", lambda _: doctor.report_document_parts()),
    "stop": ("menghentikan Timbang dan server datanya", lambda _: demo.stop()),
    "doctor": ("menjelaskan apa yang ditemukan di mesin ini dan apa yang kurang", lambda _: doctor.run_doctor()),
    "lock": ("memperbarui kunci versi pustaka; kata sesudah -- diteruskan ke uv", lock.write_locks),
}
# What each command needs installed; the others work with nothing installed.
_LOCKS = {"demo": "base", "test": "dev", "setup": "dev", "doctor": "base", "lock": "dev"}


def run(arguments: Sequence[str]) -> int:
    """Set up what the command needs, go on inside ``.venv`` and run it there; returns the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # Our lines and those of the programs we run keep their order.
    parser = argparse.ArgumentParser(prog="python -m config.local", formatter_class=argparse.RawTextHelpFormatter)
    lines = [f"{name:8}{meaning}" for name, (meaning, _) in _COMMANDS.items()]
    parser.add_argument("command", choices=_COMMANDS, metavar="PERINTAH", help="\n".join(lines))
    parser.add_argument("rest", nargs="*", metavar="-- ...", help="diteruskan apa adanya")
    options = parser.parse_args(arguments)
    try:
        if name := _LOCKS.get(options.command):
            environment = Environment()
            environment.install(name)
            environment.run_again_inside(list(arguments))
        return _COMMANDS[options.command][1](options.rest)
    except (MissingBinaryError, ServerError, SetupError) as error:
        print(error)
        return 1
    except (EndRequested, KeyboardInterrupt):
        return 130
