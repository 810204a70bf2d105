"""The living page of the house style: whatever there is stands on it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast
from tests.visitors import page, visitor

TEMPLATES = Path(settings.BASE_DIR) / "templates"
MACRO = re.compile(r"{% macro (\w+)\(")
#: Parts of another component, or shown through one.
INNER = {"may_stay_empty", "notes", "score_label", "mark"}

MACROS = [
    (path.stem, macro)
    for path in sorted((TEMPLATES / "components").glob("*.html"))
    for macro in MACRO.findall(path.read_text(encoding="utf-8"))
    if macro not in INNER
]


@pytest.mark.parametrize(("component", "macro"), MACROS)
def test_every_component_is_shown(component: str, macro: str) -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "ui").glob("*.html"))
    assert re.search(rf'"components/{component}\.html" import [^%]*\b{macro}\b', shown)


def test_anybody_who_is_signed_in_sees_it(kupang: Cast) -> None:
    text = page(visitor(kupang.citra), "/_ui/")
    for part in ("Gaya rumah Timbang", "Pilihan segmen", "Tag predikat", "Lini masa"):
        assert part in text


def test_every_entry_of_its_contents_leads_somewhere(kupang: Cast) -> None:
    text = page(visitor(kupang.citra), "/_ui/")
    linked = set(re.findall(r'href="#([\w-]+)"', text))
    assert linked <= set(re.findall(r'id="([\w-]+)"', text))


def test_no_name_is_given_twice(kupang: Cast) -> None:
    names = re.findall(r'\sid="([\w-]+)"', page(visitor(kupang.citra), "/_ui/"))
    assert len(names) == len(set(names))


def test_strangers_go_to_the_door(client: Client, db: None) -> None:
    assert client.get("/_ui/")["Location"].startswith("/masuk/")


def test_nothing_can_be_sent_to_it(kupang: Cast) -> None:
    assert visitor(kupang.citra).post("/_ui/").status_code == 405
