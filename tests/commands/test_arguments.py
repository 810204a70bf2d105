"""What a command says of arguments it cannot use: in Indonesian, with exit code 1 like every other refusal."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from agencies.management.product_command import ProductCommand
from agencies.management.refused_arguments import in_indonesian

ROOT = Path(__file__).resolve().parents[2]
APPS = ("agencies", "indicators", "appraisal", "reports", "config")
OURS = sorted(name for name, app in get_commands().items() if app in APPS)


@pytest.mark.parametrize("name", OURS)
def test_every_command_refuses_in_the_same_way(name: str) -> None:
    assert isinstance(load_command_class(get_commands()[name], name), ProductCommand)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["evaluate", "--region", "53.71"], "Argumen wajib belum ditulis: --period."),
        (["evaluate", "--region"], "Argumen --region: nilainya belum ditulis."),
        (["close_operator", "sari", "--cepat"], "Argumen tidak dikenal: --cepat."),
        (["close_operator", "sari", "-v", "9"], "Argumen -v/--verbosity: 9 bukan pilihan; pilih 0, 1, 2, 3."),
        (["worker_health", "--within", "lama"], "Argumen --within: lama bukan bilangan bulat."),
    ],
)
def test_arguments_that_cannot_be_used_are_refused_in_indonesian(arguments: list[str], sentence: str) -> None:
    command = load_command_class(get_commands()[arguments[0]], arguments[0])
    with pytest.raises(SystemExit) as ended:
        command.run_from_argv(["manage.py", *arguments])
    assert ended.value.code == f"{sentence} Lihat manage.py {arguments[0]} --help."


def test_they_end_the_process_with_1() -> None:
    ended = subprocess.run([sys.executable, "manage.py", "close_operator"], cwd=ROOT, check=False, capture_output=True)
    assert ended.returncode == 1
    assert ended.stderr == b"Argumen wajib belum ditulis: name. Lihat manage.py close_operator --help.\n"


def test_what_has_no_translation_is_said_as_it_is() -> None:
    assert in_indonesian("something new") == "something new."
