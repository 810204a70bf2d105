"""Embedded servers: started once, found again, brought back after every kind of end."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import psycopg2
import redis

from config.local import ROOT
from config.local.processes import Process
from config.local.servers import Servers, ensure_servers, stop_servers

ENSURE = """
import sys
from pathlib import Path
from config.local.servers import ensure_servers
servers = ensure_servers(Path(sys.argv[1]), durable=False, tied_to_me=sys.argv[2] == "tied")
print(*(state.process.pid for state in servers.running.values()), flush=True)
sys.stdin.read()
"""


def ask(servers: Servers, sql: str, *, role: str = "DATABASE_URL") -> str:
    """The first value that ``sql`` returns, as text; committed."""
    with closing(psycopg2.connect(servers.environment[role])) as connection, connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0]) if cursor.description else ""


def ensure_again(data: Path) -> Servers:
    return ensure_servers(data, durable=True, tied_to_me=True)


def ensure_elsewhere(data: Path, environment: Mapping[str, str], *, tied: bool) -> "subprocess.Popen[str]":
    """Another process that ensures the servers, prints their pids and waits to be ended."""
    return subprocess.Popen(
        [sys.executable, "-c", ENSURE, str(data), "tied" if tied else "free"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline()


def test_the_web_role_reaches_its_database(shared_servers: Servers) -> None:
    assert ask(shared_servers, "SELECT current_user || '@' || current_database()") == "timbang_web@timbang"


def test_web_and_worker_neither_own_nor_bypass_row_security(shared_servers: Servers) -> None:
    plain = "rolcanlogin AND NOT rolsuper AND NOT rolbypassrls"
    names = ask(shared_servers, f"SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE {plain}")

    assert names == "timbang_web timbang_worker"


def test_the_database_sorts_by_code_point_in_utf8(shared_servers: Servers) -> None:
    assert ask(shared_servers, "SHOW server_encoding") == "UTF8"
    letters = "unnest('{a,B,é,Z}'::text[]) AS letter"
    assert ask(shared_servers, f"SELECT string_agg(letter, '' ORDER BY letter) FROM {letters}") == "BZaé"


def test_the_broker_answers(shared_servers: Servers) -> None:
    with redis.from_url(shared_servers.environment["REDIS_URL"]) as client:
        assert client.ping()


def test_nothing_listens_on_the_network_and_the_socket_is_private(shared_servers: Servers) -> None:
    assert ask(shared_servers, "SHOW listen_addresses") == ""
    for state in shared_servers.running.values():
        assert Path(state.address).parent.stat().st_mode & 0o077 == 0


def test_asking_again_starts_nothing(shared_data: Path, shared_servers: Servers) -> None:
    again = ensure_again(shared_data)

    assert again.started == frozenset()
    assert again.running == shared_servers.running


def test_the_folder_of_the_data_is_closed_to_others(shared_data: Path, shared_servers: Servers) -> None:
    assert shared_data.stat().st_mode & 0o077 == 0


def test_processes_that_ask_at_once_share_one_pair(data: Path, bare_environment: Mapping[str, str]) -> None:
    asking = [ensure_elsewhere(data, bare_environment, tied=False) for _ in range(3)]
    answers = {first_line(process) for process in asking}
    for process in asking:
        process.communicate()

    assert len(answers) == 1


def test_servers_outlive_who_started_them(data: Path, bare_environment: Mapping[str, str]) -> None:
    with ensure_elsewhere(data, bare_environment, tied=False) as starter:
        first_line(starter)
        starter.kill()

    assert ensure_again(data).started == frozenset()


def test_tied_servers_end_with_a_killed_starter(data: Path, bare_environment: Mapping[str, str]) -> None:
    with ensure_elsewhere(data, bare_environment, tied=True) as starter:
        started = [Process.of(int(pid)) for pid in first_line(starter).split()]
        starter.kill()

    assert [process.wait(10) for process in started] == [True, True]


def test_stopping_leaves_no_process_and_no_socket(data: Path, servers: Servers) -> None:
    assert stop_servers(data) == ["postgres", "valkey"]
    for state in servers.running.values():
        assert not state.process.is_alive()
        assert not any(Path(folder).exists() for folder in state.folders)


def test_stopping_twice_is_no_error(data: Path, servers: Servers) -> None:
    stop_servers(data)

    assert stop_servers(data) == []


def test_data_and_queues_survive_a_restart(data: Path, servers: Servers) -> None:
    ask(servers, "CREATE TABLE kept AS SELECT 'Kupang' AS name", role="DATABASE_OWNER_URL")
    with redis.from_url(servers.environment["REDIS_URL"]) as client:
        client.rpush("celery", "task")
    stop_servers(data)
    again = ensure_again(data)

    assert ask(again, "SELECT name FROM kept", role="DATABASE_OWNER_URL") == "Kupang"
    with redis.from_url(again.environment["REDIS_URL"]) as client:
        assert client.llen("celery") == 1


def test_a_killed_database_comes_back_with_its_data(data: Path, servers: Servers) -> None:
    ask(servers, "CREATE TABLE kept AS SELECT 'Kupang' AS name", role="DATABASE_OWNER_URL")
    servers.running["postgres"].process.stop((signal.SIGKILL, 5))
    again = ensure_again(data)

    assert again.started == {"postgres"}
    assert ask(again, "SELECT name FROM kept", role="DATABASE_OWNER_URL") == "Kupang"


def test_a_pid_file_that_names_another_process_is_no_obstacle(data: Path, servers: Servers) -> None:
    pid_file = data / "postgres" / "postmaster.pid"
    content = pid_file.read_text(encoding="ascii")
    stop_servers(data)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as other:
        pid_file.write_text("\n".join([str(other.pid), *content.splitlines()[1:]]), encoding="ascii")
        assert "postgres" in ensure_again(data).started
        assert other.poll() is None
        other.kill()


def test_servers_that_no_record_knows_are_replaced(data: Path, servers: Servers) -> None:
    (data / "servers.json").write_text("cut off {", encoding="utf-8")
    again = ensure_again(data)

    assert again.started == {"postgres", "valkey"}
    for state in servers.running.values():
        assert not state.process.is_alive()
        state.remove_folders()


def test_a_cluster_of_another_version_is_kept_aside(data: Path, servers: Servers) -> None:
    stop_servers(data)
    (data / "postgres" / "PG_VERSION").write_text("14\n", encoding="ascii")
    again = ensure_again(data)

    assert len(list(data.glob("postgres-14-*"))) == 1
    assert ask(again, "SELECT 1") == "1"


def test_queues_that_cannot_be_read_are_kept_aside(data: Path) -> None:
    (data / "valkey").mkdir(parents=True)
    (data / "valkey" / "dump.rdb").write_bytes(b"written by another version")
    servers = ensure_servers(data, durable=True, tied_to_me=True, names=["valkey"])

    assert servers.started == {"valkey"}
    assert (data / "valkey" / "dump.rdb.unreadable").exists()
