"""The compose file is one that Docker would take."""

import subprocess
import sys
from typing import Any

import yaml
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


def services() -> dict[str, Any]:
    """What the compose file starts."""
    found: dict[str, Any] = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())["services"]
    return found


def test_every_service_has_a_limit_of_memory_and_processors() -> None:
    for name, service in services().items():
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}, name


def test_what_keeps_running_has_a_health_check() -> None:
    assert [name for name, one in services().items() if one["restart"] != "no" and "healthcheck" not in one] == []


def test_only_the_web_can_be_reached_and_only_from_its_own_machine() -> None:
    published = {name: service["ports"] for name, service in services().items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


def test_no_root_file_system_can_be_written() -> None:
    assert [name for name, service in services().items() if not service["read_only"]] == []


def test_no_secret_stands_in_an_environment() -> None:
    named = [(name, variable) for name, one in services().items() for variable in one.get("environment", {})]
    assert [
        (name, variable)
        for name, variable in named
        if variable.endswith(("PASSWORD", "KEY", "TOKEN")) and not variable.startswith("EMAIL_")
    ] == []


def test_each_login_gets_only_its_own_password() -> None:
    own = {"web": "web_password", "worker": "worker_password", "beat": "worker_password", "migrate": "owner_password"}
    for name, password in own.items():
        assert [secret for secret in services()[name]["secrets"] if secret.endswith("password")] == [password]


def test_the_image_does_not_run_as_root() -> None:
    lines = (settings.BASE_DIR / "Dockerfile").read_text().splitlines()
    assert "USER timbang" in lines
