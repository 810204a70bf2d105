"""Files of indicators as an agency brings them, clean and with mistakes of many kinds."""

import datetime
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from agencies.imports.kinds import kind_of
from agencies.imports.publish_import import publish_import
from agencies.imports.upload_import import upload_import
from agencies.models import ImportDraft
from agencies.permissions import actor_of
from tests.cast import Cast

HEADER = "kode_opd,kode,nama,satuan,arah,pola,aspek,definisi"
CELLS = {
    "kode_opd": "1.02",
    "kode": "IKU-1",
    "nama": "Kunjungan terlayani",
    "satuan": "persen",
    "arah": "naik",
    "pola": "posisi",
    "aspek": "kualitas",
    "definisi": "Menurut standar pelayanan",
}


def line(**cells: str) -> str:
    """A row of an indicators file."""
    return ",".join(f'"{value}"' for value in (CELLS | cells).values())


def lines(count: int, **cells: str) -> list[str]:
    """So many rows with codes of their own."""
    return [line(**{"kode": f"IKU-{number:03}", "nama": f"Indikator {number}"} | cells) for number in range(count)]


def csv_of(rows: Sequence[str], header: str = HEADER) -> bytes:
    """The file."""
    return "\n".join([header, *rows]).encode()


def upload(client: Client, content: bytes, *, kind: str = "indicators", name: str = "iku.csv") -> HttpResponse:
    """What a browser gets that uploads a file."""
    return client.post(f"/impor/{kind}/", {"file": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def uploaded(client: Client, rows: Sequence[str], header: str = HEADER) -> str:
    """The address of the draft of a file."""
    response = upload(client, csv_of(rows, header))
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def newest() -> ImportDraft:
    """The draft that was made last."""
    return ImportDraft.objects.order_by("-pk")[0]


def with_twelve_errors(count: int = 120) -> list[str]:
    """Rows of which twelve are wrong in five ways: six directions, two units, an aspect, a repeated code, two gaps."""
    rows = lines(count)
    for place in (3, 17, 30, 44, 58, 71):
        rows[place] = line(kode=f"IKU-{place:03}", arah="maksimal")
    for place in (80, 81):
        rows[place] = line(kode=f"IKU-{place:03}", kode_opd="1,02")
    rows[90] = line(kode="IKU-090", aspek="mutu.")
    rows[95] = line(kode="IKU-094")
    rows[100] = line(kode="IKU-100", satuan="")
    rows[101] = line(kode="IKU-101", nama="")
    return rows


def a_draft(cast: Cast, *, faulty: bool = False, rows: int = 3) -> ImportDraft:
    """A draft of the admin of the dinas; with ``faulty`` its last row has errors."""
    kind = kind_of("indicators")
    assert kind is not None
    content = csv_of([*lines(rows), *([line(kode="X", satuan="", arah="maksimal")] if faulty else [])])
    return upload_import(kind=kind, content=content, name="iku.csv", actor=actor_of(cast.agency_admin))


def an_unmapped_draft(cast: Cast) -> ImportDraft:
    """A draft whose titles are doubtful."""
    kind = kind_of("indicators")
    assert kind is not None
    content = csv_of(lines(3), HEADER.replace("satuan", "Satuan Ukur"))
    return upload_import(kind=kind, content=content, name="iku.csv", actor=actor_of(cast.agency_admin))


def a_publication(cast: Cast) -> ImportDraft:
    """A draft that was published."""
    kind, draft = kind_of("indicators"), a_draft(cast)
    assert kind is not None
    return publish_import(
        draft=draft,
        kind=kind,
        edition=draft.edition,
        valid_from=datetime.date(2027, 1, 1),
        note="",
        accepts_warnings=True,
        actor=actor_of(cast.agency_admin),
    )
