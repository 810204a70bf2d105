"""Many PDFs as one, with their tags: what a screen reader is told of a page stays true in the whole file.

The parts are read with pikepdf one after the other, and the file is written as it grows (`pdf_writer`): a merge costs
the memory of its largest part. Fonts and pictures that are the same to the byte stand in it once. Tag trees are
appended to each other, keys of pages moved, heads of tables told apart; bookmarks are kept, one chapter a part.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from reports.documents.pdf_writer import PdfWriter

_TOKEN = re.compile(
    rb"(\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>)"  # a string: nothing in it is a reference
    rb"|(\d+) \d+ R\b"
    rb"|(/StructParents?) (\d+)",
    re.DOTALL,
)
_LEFT_OUT = frozenset({"/Catalog", "/ObjStm", "/XRef", "/Metadata"})
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><pdfuaid:part>1</pdfuaid:part>'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
    "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)


@dataclass(slots=True)
class _Merged:
    """What the parts add to the whole, and the numbers of what stands above all parts."""

    writer: PdfWriter
    pages: int
    tags: int
    document: int
    outlines: int
    page_kids: list[tuple[int, int]] = field(default_factory=list)
    tag_kids: list[int] = field(default_factory=list)
    tag_keys: list[tuple[int, int, int]] = field(default_factory=list)
    bookmarks: list[tuple[int, bytes]] = field(default_factory=list)
    streams: dict[bytes, int] = field(default_factory=dict)
    next_key: int = 0
    parts: int = 0


def merge_pdfs(
    parts: Iterable[Path | bytes],
    output: Path,
    *,
    title: str,
    author: str = "",
    language: str = "id",
    are_chapters: bool = True,
) -> int:
    """Write the parts one after the other as one file, and say how many pages it has.

    Chapters are documents of their own: each has its title as a bookmark above its own ones. Otherwise the parts are
    pieces of one document.

    Raises:
        ValueError: there is no part.
        PdfError: a part cannot be read.
    """
    with output.open("wb") as file:
        writer = PdfWriter(file)
        first = writer.reserve(4)
        whole = _Merged(writer, first, first + 1, first + 2, first + 3)
        for part in parts:
            with pikepdf.open(BytesIO(part) if isinstance(part, bytes) else part) as pdf:
                _Part(pdf, whole, are_chapters=are_chapters).write()
        if not whole.page_kids:
            msg = "There is nothing to merge."
            raise ValueError(msg)
        _finish(whole, title, author, language)
    return sum(count for _number, count in whole.page_kids)


class _Part:
    """One file on its way into the whole: its objects get numbers of their own there, but for those that are shared."""

    def __init__(self, pdf: pikepdf.Pdf, whole: _Merged, *, are_chapters: bool) -> None:
        self._pdf, self._whole, self._are_chapters = pdf, whole, are_chapters
        self._size = int(pdf.trailer.Size)
        self._base = whole.writer.reserve(self._size) - 1
        self._numbers: dict[int, int] = {}
        self._changed: dict[int, Callable[[bytes], bytes]] = {}
        self._skipped: set[int] = set()
        whole.parts += 1

    def write(self) -> None:
        """Everything of it but catalogue, metadata and the roots of its trees."""
        self._resolve_links()
        self._add_pages()
        self._add_tags()
        self._add_bookmarks()
        streams, others = self._objects()
        for number, stream in streams:  # first: what is shared is known before anything refers to it
            self._write_stream(number, stream)
        for number, one in others:
            body = self._renumbered(one.unparse(resolved=True))
            self._whole.writer.write(self._number_of(number), self._changed.get(number, bytes)(body))
        self._whole.next_key += self._keys

    def _objects(self) -> tuple[list[tuple[int, Any]], list[tuple[int, Any]]]:
        streams: list[tuple[int, Any]] = []
        others: list[tuple[int, Any]] = []
        info = self._pdf.trailer.get("/Info")
        left_out = self._skipped | ({info.objgen[0]} if info is not None else set())
        for number in range(1, self._size):
            one: Any = self._pdf.get_object(number, 0)
            is_stream = isinstance(one, pikepdf.Stream)
            is_named = is_stream or isinstance(one, pikepdf.Dictionary)
            if one is None or number in left_out or (is_named and str(one.get("/Type", "")) in _LEFT_OUT):
                continue
            (streams if is_stream else others).append((number, one))
        return streams, others

    def _write_stream(self, number: int, stream: Any) -> None:
        data = stream.read_raw_bytes()
        facts = stream.stream_dict.unparse()
        if b" R" not in facts:
            digest = hashlib.sha256(facts + data).digest()
            shared = self._whole.streams.setdefault(digest, self._base + number)
            if shared != self._base + number:
                self._numbers[number] = shared
                return
        self._whole.writer.write_stream(self._number_of(number), self._renumbered(facts), data)

    def _number_of(self, number: int) -> int:
        return self._numbers.get(number) or self._base + number

    def _renumbered(self, body: bytes) -> bytes:
        numbers, base, key = self._numbers, self._base, self._whole.next_key

        def replace(found: re.Match[bytes]) -> bytes:
            text, number, name, old = found.groups()
            if text is not None:
                return text
            if number is not None:
                return b"%d 0 R" % (numbers.get(int(number)) or base + int(number))
            return b"%s %d" % (name, int(old) + key)

        return _TOKEN.sub(replace, body)

    def _resolve_links(self) -> None:
        """A link to a name becomes a link to its place: names would mean another place in another part."""
        names = self._pdf.Root.get("/Names")
        if names is None or "/Dests" not in names:
            return
        places = {str(name): place for name, place in pikepdf.NameTree(names.Dests).items()}
        for page in self._pdf.pages:
            for link in page.obj.get("/Annots", []):
                if isinstance(link.get("/Dest"), pikepdf.String):
                    link["/Dest"] = places.get(str(link.Dest), pikepdf.Array([page.obj, pikepdf.Name.Fit]))

    def _add_pages(self) -> None:
        """Its own page tree hangs below the one of the whole."""
        root = self._pdf.Root.Pages
        count = len(self._pdf.pages)
        self._whole.page_kids.append((self._number_of(root.objgen[0]), count))
        parent = b"/Parent %d 0 R" % self._whole.pages
        self._changed[root.objgen[0]] = lambda body: body.rstrip()[:-2] + parent + b" >>"

    def _add_tags(self) -> None:
        """Its tags hang below the whole's; the keys of its pages are moved behind those of the parts before."""
        self._keys = 0
        root = self._pdf.Root.get("/StructTreeRoot")
        if root is None:
            return
        self._skip(root, self._whole.tags)
        for kid in _listed(root.get("/K")):
            self._add_tag(kid)
        tree = root.get("/ParentTree")
        entries = sorted(_keys_of(tree)) if tree is not None else []
        if entries:
            self._add_keys(tree, entries)

    def _add_tag(self, kid: Any) -> None:
        whole, number = self._whole, kid.objgen[0]
        if str(kid.get("/S", "")) != "/Document":
            whole.tag_kids.append(self._number_of(number))
        elif self._are_chapters:
            whole.tag_kids.append(self._number_of(number))
            self._changed[number] = lambda body: body.replace(b"/S /Document", b"/S /Part")
        else:
            self._skip(kid, whole.document)
            whole.tag_kids.extend(self._number_of(one.objgen[0]) for one in _listed(kid.get("/K")))
            return
        del kid["/P"]
        before = self._changed.get(number, bytes)
        parent = b"/P %d 0 R" % whole.document
        self._changed[number] = lambda body: before(body).rstrip()[:-2] + parent + b" >>"

    def _add_keys(self, tree: Any, entries: list[tuple[int, Any]]) -> None:
        if tree.is_indirect:
            self._skipped.add(tree.objgen[0])
        first, last = self._whole.next_key + entries[0][0], self._whole.next_key + entries[-1][0]
        nums = b" ".join(b"%d %s" % (self._whole.next_key + key, self._named(value)) for key, value in entries)
        leaf = self._whole.writer.add(b"<< /Limits [ %d %d ] /Nums [ %s ] >>" % (first, last, nums))
        self._whole.tag_keys.append((leaf, first, last))
        self._keys = entries[-1][0] + 1

    def _named(self, value: Any) -> bytes:
        return self._renumbered(b"%d 0 R" % value.objgen[0] if value.is_indirect else value.unparse())

    def _add_bookmarks(self) -> None:
        root = self._pdf.Root.get("/Outlines")
        items = list(_chain(root)) if root is not None else []
        if not self._are_chapters:
            for item in items:
                self._add_bookmark(item)
            if root is not None:
                self._skip(root, self._whole.outlines)
            return
        first_page = self._pdf.pages[0].obj.objgen[0]
        title = str(self._pdf.docinfo.get("/Title", "")) or f"Bagian {self._whole.parts}"
        body = b"/Title %s /Dest [ %d 0 R /Fit ]" % (pikepdf.String(title).unparse(), first_page)
        if items:
            ends = (items[0].objgen[0], items[-1].objgen[0], len(items))
            body += b" /First %d 0 R /Last %d 0 R /Count -%d" % ends
        number = self._whole.writer.reserve()
        if root is not None:
            self._skip(root, number)
        self._whole.bookmarks.append((number, self._renumbered(body)))

    def _add_bookmark(self, item: Any) -> None:
        for key in ("/Parent", "/Prev", "/Next"):
            if key in item:
                del item[key]
        self._skipped.add(item.objgen[0])
        body = self._renumbered(item.unparse(resolved=True)).strip()[2:-2]
        self._whole.bookmarks.append((self._number_of(item.objgen[0]), body))

    def _skip(self, one: Any, stands_for: int) -> None:
        """Leave an object out; who refers to it refers to one of the whole."""
        self._skipped.add(one.objgen[0])
        self._numbers[one.objgen[0]] = stands_for


def _finish(whole: _Merged, title: str, author: str, language: str) -> None:
    writer = whole.writer
    kids, count = _refs(number for number, _count in whole.page_kids), sum(count for _n, count in whole.page_kids)
    writer.write(whole.pages, b"<< /Type /Pages /Kids [ %s ] /Count %d >>" % (kids, count))
    _write_bookmarks(whole)
    marks = _write_tags(whole)
    xmp = _XMP.format(title=escape(title), author=escape(author), language=language).encode()
    metadata = writer.reserve()
    writer.write_stream(metadata, b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(xmp), xmp)
    root = writer.add(
        b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /Metadata %d 0 R /Lang %s%s"
        b" /ViewerPreferences << /DisplayDocTitle true >> >>"
        % (whole.pages, whole.outlines, metadata, pikepdf.String(language).unparse(), marks)
    )
    facts = (pikepdf.String(title).unparse(), pikepdf.String(author).unparse())
    info = writer.add(b"<< /Title %s /Author %s /Producer (Timbang) >>" % facts)
    writer.finish(root=root, info=info)


def _write_bookmarks(whole: _Merged) -> None:
    numbers = [number for number, _body in whole.bookmarks]
    for place, (number, body) in enumerate(whole.bookmarks):
        ways = b"/Parent %d 0 R" % whole.outlines
        ways += b" /Prev %d 0 R" % numbers[place - 1] if place else b""
        ways += b" /Next %d 0 R" % numbers[place + 1] if place + 1 < len(numbers) else b""
        whole.writer.write(number, b"<< %s %s >>" % (body, ways))
    ends = b" /First %d 0 R /Last %d 0 R /Count %d" % (numbers[0], numbers[-1], len(numbers)) if numbers else b""
    whole.writer.write(whole.outlines, b"<< /Type /Outlines%s >>" % ends)


def _write_tags(whole: _Merged) -> bytes:
    """The tag tree of the whole, and the marks of the catalogue that go with it."""
    writer = whole.writer
    tree = writer.add(b"<< /Kids [ %s ] >>" % _refs(number for number, _first, _last in whole.tag_keys))
    root = b"<< /Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d >>"
    writer.write(whole.tags, root % (whole.document, tree, whole.next_key))
    document = b"<< /Type /StructElem /S /Document /P %d 0 R /K [ %s ] >>"
    writer.write(whole.document, document % (whole.tags, _refs(whole.tag_kids)))
    return b" /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R" % whole.tags


def _refs(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _listed(kids: Any) -> list[Any]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _keys_of(tree: Any) -> Iterator[tuple[int, Any]]:
    for kid in _listed(tree.get("/Kids")):
        yield from _keys_of(kid)
    nums = _listed(tree.get("/Nums"))
    yield from ((int(key), value) for key, value in zip(nums[::2], nums[1::2], strict=True))


def _chain(root: Any) -> Iterator[Any]:
    item = root.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")
