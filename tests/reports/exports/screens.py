"""Tables of a page as somebody reads them: cells by the words above them, numbers as numbers."""

import re
from decimal import Decimal
from html import unescape

ROW = re.compile(r'<tr[^>]*>\s*<th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'<td[^>]*data-l="([^"]*)"[^>]*>(.*?)</td>', re.DOTALL)
NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def rows_of(page: str, section: str) -> list[tuple[str, dict[str, str]]]:
    """The rows of the table of a section, by its id: what the row is about, and its cells."""
    part = page.split(f'id="{section}"', 1)[1].split("</section>", 1)[0].split("</tbody>", 1)[0]
    return [
        (words(head), {unescape(name): words(cell) for name, cell in CELL.findall(row)})
        for head, row in ROW.findall(part)
    ]


def words(markup: str) -> str:
    """What is read of some markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def numbers(text: str) -> list[Decimal]:
    """The numbers of a cell, as Indonesian writes them."""
    return [Decimal(found.replace(".", "").replace(",", ".")) for found in NUMBER.findall(text)]


def signed(text: str) -> Decimal | None:
    """A change in words: `turun 4,20` is -4.20, `tetap` is 0, and a dash or nothing is none."""
    found = numbers(text)
    if not found:
        return Decimal(0) if "tetap" in text else None
    return -found[-1] if "turun" in text else found[-1]
