"""A page of our own templates as WeasyPrint takes it: what it would do for pages of the whole web is left out.

Together an eighth of the time of a scorecard (docs/documents.md). It imports WeasyPrint, so only `printing` imports it,
at the first print.
"""

import copy
import functools
import html
import re
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import HTML

_VOID = re.compile(r"<(meta|col|img|br|hr)\b([^>]*?)/?>")
_NAMED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]+;")
_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" '


class Paper(HTML):  # type: ignore[misc]
    """A page that is well-formed is read by expat, an eighth of the time; any other one as HTML, to the same effect."""

    def __init__(self, *, string: str, url_fetcher: Any) -> None:
        try:
            root = tree_of(string)
        except ElementTree.ParseError:
            super().__init__(string=string, url_fetcher=url_fetcher)
            return
        self.base_url = None
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 - as WeasyPrint calls it
        return [_slim(sheet) for sheet in super()._ua_stylesheets(forms)]


def tree_of(page: str) -> ElementTree.Element:
    """A page as the tree that a reader of HTML makes of it, with the bodies that rows of a table imply. Text of people
    stands escaped in it, so every sign of markup is the template's own.

    Raises:
        ParseError: an element is left open.
    """
    page = page.replace("<!DOCTYPE html>", "", 1).replace("<svg ", _DRAWING)
    page = _NAMED.sub(lambda name: html.unescape(name[0]), page)
    root = ElementTree.fromstring(_VOID.sub(r"<\1\2/>", page))  # noqa: S314 - our own template, without a document type
    for table in root.iter("table"):
        if table.find("tr") is not None:
            table[:] = _with_bodies(table)
    return root


def _with_bodies(table: ElementTree.Element) -> list[ElementTree.Element]:
    children: list[ElementTree.Element] = []
    for child in table:
        if child.tag != "tr":
            children.append(child)
            continue
        if not children or children[-1].get("implied") is None:
            children.append(ElementTree.Element("tbody", implied=""))
        children[-1].append(child)
    return children


@functools.cache
def _slim(sheet: Any) -> Any:
    """WeasyPrint's rules for each element, without those it tries on every single one: for footnotes, right-to-left
    pages, lists in lists, ``hidden`` and links, of which paper has none.
    """
    slim = copy.copy(sheet)
    slim.matcher = copy.copy(sheet.matcher)
    slim.matcher.other_selectors = []
    return slim
