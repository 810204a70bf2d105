"""A password for a command: typed twice without being shown, or the first line of a file."""

import getpass
import warnings
from pathlib import Path

from django.core.management.base import CommandError, CommandParser


def add_password_file(parser: CommandParser) -> None:
    """The option that names the file."""
    parser.add_argument("--password-file", type=Path, metavar="FILE", help="Read the password from this file.")


def typed_password(file: Path | None) -> str:
    """What was typed, or what the file holds.

    Raises:
        CommandError: the file cannot be read, the two differ, or there is nowhere to type unseen.
    """
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            msg = f"Berkas {file} tidak dapat dibaca."
            raise CommandError(msg) from error
        return lines[0] if lines else ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would show what is typed
            typed, again = getpass.getpass("Kata sandi: "), getpass.getpass("Kata sandi, sekali lagi: ")
    except (EOFError, getpass.GetPassWarning) as error:
        msg = "Tidak ada terminal untuk mengetik kata sandi. Pakai --password-file."
        raise CommandError(msg) from error
    if typed != again:
        msg = "Kedua kata sandi tidak sama. Jalankan perintah ini sekali lagi."
        raise CommandError(msg)
    return typed
