"""Writes the locks of ``requirements/``: every version with its hashes, for every platform, naming no registry."""

import subprocess
import sys
from pathlib import Path

from config.local import ROOT

OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--quiet",
]


def write_locks(more_options: list[str]) -> int:
    """Compile each ``.in`` to its ``.txt``, keeping pins that still fit unless told otherwise (``--upgrade``)."""
    for name in ("base", "dev", "uv"):  # dev is compiled under the constraints of base.txt
        command: list[str | Path] = [
            Path(sys.prefix) / "bin" / "uv",
            "pip",
            "compile",
            *OPTIONS,
            *more_options,
            f"{name}.in",
        ]
        status = subprocess.run([*command, "--output-file", f"{name}.txt"], cwd=ROOT / "requirements", check=False)
        if status.returncode:
            return status.returncode
    return 0
