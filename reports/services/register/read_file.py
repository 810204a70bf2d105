"""The kept file of an issued document, handed out only while it is what was issued."""

import hashlib
import logging
from contextlib import suppress
from pathlib import Path

from django.utils.translation import gettext as _

from reports.models import Document
from reports.services.issue.kept_file import kept_file, signed_file

logger = logging.getLogger("timbang.reports")


class FileRefusedError(Exception):
    """The file is not handed out; the text says why and what to do."""


class FileAlteredError(FileRefusedError):
    """The bytes on disk are not those of the register."""


def registered_hash(document: Document) -> str:
    """The SHA-256 that its file must have: of the last signature, else of the file as it was issued. One query."""
    signatures = document.signatures.order_by("-number").values_list("file_hash", flat=True)
    return signatures.first() or document.file_hash


def is_kept(document: Document) -> bool:
    """Whether there is a file at all; of superseded versions only signed ones are kept."""
    return kept_file(document).exists()


def put_in_place(signed: Path, kept: Path) -> None:
    """The file of a committed signature takes the place of the kept one; nothing where it has done so already.

    Whoever comes first does it: who signed, as soon as that is committed, or else the next reader.
    """
    with suppress(FileNotFoundError):
        signed.replace(kept)


def read_file(document: Document) -> bytes:
    """The file, once its SHA-256 was found to be the registered one.

    Raises:
        FileRefusedError: revoked, or gone (superseded files are not kept unless they were signed).
        FileAlteredError: somebody changed it; the log says which.
    """
    if document.revoked_at is not None:
        raise FileRefusedError(_("Dokumen ini sudah dibatalkan, sehingga berkasnya tidak diberikan lagi."))
    expected = registered_hash(document)
    if expected != document.file_hash:
        put_in_place(signed_file(document, expected), kept_file(document))
    try:
        content = kept_file(document).read_bytes()
    except FileNotFoundError:
        raise FileRefusedError(
            _("Berkas dokumen ini tidak disimpan lagi. Versi yang berlaku dapat diminta dari halaman asalnya.")
        ) from None
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        logger.error(
            "The file of document %s version %s of region %s was altered: %s instead of %s",
            document.number, document.version, document.region_id, found, expected,
        )  # fmt: skip
        raise FileAlteredError(
            _(
                "Berkas ini berubah sejak diterbitkan, sehingga tidak diberikan. Laporkan nomornya kepada pengelola "
                "sistem, lalu minta dokumen dibuat ulang."
            )
        )
    return content
