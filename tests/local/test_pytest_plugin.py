"""A plain ``pytest`` run brings its own servers and leaves nothing behind."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from config.local import ROOT

PROBE = """
import json, os, time
from pathlib import Path
import psycopg2

def test_probe(request):
    psycopg2.connect(os.environ["DATABASE_URL"]).close()
    seen = {name: os.environ[name] for name in ("TIMBANG_DATA", "DATABASE_URL", "REDIS_URL")}
    with Path("seen.txt").open("a") as file:
        file.write(json.dumps(seen) + "\\n")
    print("seen", flush=True)
    time.sleep(float(os.environ.get("PAUSE", 0)))

def test_again(request):
    test_probe(request)
"""
# Only what is tried here: every other plugin would be imported for nothing.
ALONE = {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
PYTEST = [sys.executable, "-m", "pytest", "-p", "config.local.pytest_plugin", "-p", "xdist", "-p", "no:cacheprovider"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two tests that write down what they were given."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "test_probe.py").write_text(PROBE, encoding="utf-8")
    return folder


@pytest.fixture
def environment(bare_environment: Mapping[str, str]) -> dict[str, str]:
    return {**bare_environment, **ALONE}


def seen(project: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (project / "seen.txt").read_text(encoding="utf-8").splitlines()]


def test_every_process_of_a_run_shares_servers_that_vanish_with_it(project: Path, environment: dict[str, str]) -> None:
    subprocess.run([*PYTEST, "-n", "2"], cwd=project, env=environment, check=True, capture_output=True)
    first, second = seen(project)

    assert first == second
    assert not Path(first["TIMBANG_DATA"]).exists()
    assert not Path(first["REDIS_URL"].removeprefix("unix://")).parent.exists()


def test_a_run_never_touches_the_data_of_an_installation(
    project: Path, environment: dict[str, str], data: Path
) -> None:
    subprocess.run([*PYTEST, "-k", "again"], cwd=project, env=environment, check=True, capture_output=True)

    assert seen(project)[0]["TIMBANG_DATA"] != str(data)
    assert not data.exists()


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_behind(
    project: Path, environment: dict[str, str], request_to_end: signal.Signals
) -> None:
    command = [*PYTEST, "-s"]
    with subprocess.Popen(
        command, cwd=project, env={**environment, "PAUSE": "60"}, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        while "seen" not in run.stdout.readline():
            pass
        run.send_signal(request_to_end)
        run.communicate(timeout=20)

    assert run.returncode == pytest.ExitCode.INTERRUPTED
    assert not Path(seen(project)[0]["TIMBANG_DATA"]).exists()


def test_a_given_database_is_used(project: Path, environment: dict[str, str]) -> None:
    given = {**environment, "DATABASE_URL": "postgres://nobody@%2Fnowhere/none", "REDIS_URL": "unix:///nowhere"}
    answer = subprocess.run(PYTEST, cwd=project, env=given, capture_output=True, text=True, check=False)

    assert answer.returncode == pytest.ExitCode.TESTS_FAILED
    assert "/nowhere" in answer.stdout
