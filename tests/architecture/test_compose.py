"""The compose file is one that Docker would take."""

import subprocess
import sys

from django.conf import settings


def test_the_compose_file_follows_the_specification() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "docker-compose.yml",
    ]
    outcome = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout
