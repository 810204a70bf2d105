"""Long lists: one page of them, and the address that the pages share."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

ROWS_A_PAGE = 50
PAGE = "halaman"
"""What the number of the page is called in an address."""


def page_of(rows: QuerySet[Any] | Sequence[Any], asked: QueryDict, size: int = ROWS_A_PAGE) -> Page[Any]:
    """The page that an address asks for; the nearest one where there is none of that number."""
    return Paginator(rows, size).get_page(asked.get(PAGE))


def address_of_pages(asked: QueryDict) -> str:
    """The address of this very list up to the number of the page."""
    kept = asked.copy()
    kept.pop(PAGE, None)
    kept[PAGE] = ""
    return f"?{kept.urlencode()}"
