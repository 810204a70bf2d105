"""The one kind of file that is no table: a scheme, written in TOML (contract 4)."""

import hashlib
import re
import tomllib
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.files.errors import refuse_file
from agencies.files.limits import DEFAULT_LIMITS, FileLimits
from agencies.files.results import FileResult
from agencies.permissions import Actor
from agencies.services.take_file import SourceFile
from appraisal.services.schemes.import_scheme import import_scheme

LARGEST_SCHEME = 256 * 1024
"""Bytes; a scheme is some forty lines long."""

MOST_DIGITS = 100

_LINE = re.compile(r" \(at line (?P<line>\d+), column \d+\)$")


class SchemeFile:
    """Imports as the table kinds do (`FileResource.import_file`), so that who offers the nine kinds need not tell them
    apart.
    """

    def __init__(self, *, actor: Actor | None = None) -> None:
        self.actor = actor

    def import_file(
        self, source: Path | bytes, *, name: str, dry_run: bool = False, limits: FileLimits = DEFAULT_LIMITS
    ) -> FileResult:
        """Read a scheme and publish it; `dry_run` does the same and takes it back.

        Raises FileRefused with every error found.
        """
        content = _content(source, name=name, most=min(limits.size, LARGEST_SCHEME))
        digest = SourceFile(name=name, sha256=hashlib.sha256(content).hexdigest())
        result = FileResult()
        with transaction.atomic():
            result.take(import_scheme(document=read_scheme(content), source=digest, actor=self.actor))
            transaction.set_rollback(dry_run)
        return result


def _content(source: Path | bytes, *, name: str, most: int) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        try:
            with source.open("rb") as file:
                content = file.read(most + 1)
        except OSError as error:
            raise refuse_file(f"Berkas {name} tidak dapat dibuka. Periksa nama dan izin bacanya.") from error
    if len(content) > most:
        raise refuse_file(f"Berkas {name} lebih dari {most // 1024} KB, terlalu besar untuk sebuah skema.")
    return content


def read_scheme(content: bytes) -> dict[str, object]:
    """The document of a file with exact decimals: a binary fraction is not what the file says.

    Raises:
        FileRefused: it is no UTF-8 or no TOML, or nested or numbered beyond what a scheme can be.
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"), parse_float=_exact)
    except UnicodeDecodeError as error:
        raise refuse_file(_("Berkas ini tidak tersimpan sebagai UTF-8. Simpan ulang sebagai teks UTF-8.")) from error
    except tomllib.TOMLDecodeError as error:
        place = _LINE.search(str(error))
        row = int(place["line"]) if place else content.count(b"\n") + 1
        reason = str(error).removesuffix(place[0]) if place else str(error)
        message = _("Tidak dapat dibaca sebagai TOML (%(reason)s). Periksa tanda kutip, kurung, koma, dan kunci ganda.")
        raise refuse_file(message % {"reason": reason}, row=row) from error
    except (ValueError, RecursionError) as error:
        message = _("Berkas ini memuat angka atau susunan yang jauh melebihi sebuah skema. Periksa isinya.")
        raise refuse_file(message) from error


def _exact(text: str) -> Decimal:
    """A number as it stands; one whose plain spelling would fill pages is none."""
    number = Decimal(text)
    if number.is_finite() and abs(number.adjusted()) > MOST_DIGITS:
        raise ValueError(text)
    return number
