"""Two days as official paper writes them."""

import datetime

from django.utils.formats import date_format


def long_span(first_day: datetime.date, last_day: datetime.date) -> str:
    """`1 s.d. 30 November 2026`, `1 Januari s.d. 31 Desember 2026`: what both share stands once."""
    begin = "j" if first_day.replace(day=1) == last_day.replace(day=1) else "j F"
    begin = begin if first_day.year == last_day.year else "j F Y"
    return f"{date_format(first_day, begin)} s.d. {date_format(last_day, 'j F Y')}"


def in_unit(amount: str, unit: str) -> str:
    """`372 orang`, `98%`: a percent sign stands at its figure, every other unit apart from it."""
    return f"{amount}%" if unit.strip() == "%" else f"{amount} {unit}".strip()
