"""Production's settings, in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.operations.test_refusals import OURS, SAFE


def shown_by_production(code: str, tmp_path: Path, **changed: str) -> str:
    """What a piece of Python prints there; ``settings`` is Django's."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    outcome = subprocess.run(
        [sys.executable, "-c", f"from django.conf import settings\n{code}"],
        env={**inherited, **SAFE, "TIMBANG_DATA": str(tmp_path), **changed},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout.strip().splitlines()[-1]
