"""Files of tables as somebody downloads them, read back."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.test import Client
from openpyxl import load_workbook

Row = dict[str, object]


def downloaded(client: Client, address: str) -> bytes:
    """The bytes of a file that must be there."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return bytes(response.content)


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    """A CSV file by its headers."""
    return list(csv.DictReader(io.StringIO(downloaded(client, address).decode())))


def xlsx_rows(client: Client, address: str) -> list[Row]:
    """An XLSX file by its headers, opened again as a spreadsheet would."""
    book = load_workbook(io.BytesIO(downloaded(client, address)))
    head, *rows = book.active.iter_rows(values_only=True)  # type: ignore[union-attr]
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def in_csv(value: object) -> str:
    """A cell of an XLSX file as the CSV file of the same table has it; texts behind an apostrophe aside."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return f"{Decimal(str(value)):.2f}" if isinstance(value, float) else str(value)


def iso(value: object) -> object:
    """A day as text."""
    return value.isoformat() if isinstance(value, date) else value
