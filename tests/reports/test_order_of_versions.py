"""Of two that print the same document at once, the one who read later is the version that holds."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connections

from agencies.files.whole import write_whole
from agencies.tenancy.scope import region_scope
from reports.documents.imprint import Head, Imprint
from reports.documents.printing import Printed
from reports.models import Document, DocumentKind
from reports.services.issue.composed import Composed, Subject
from reports.services.issue.kept_file import kept_file
from reports.services.issue.make_documents import ContentMovesError, Made, make_documents
from tests.appraisal.factories import a_period
from tests.cast import Cast, cast_of_kupang
from tests.reports.verify.issued import revoked

Meanwhile = Callable[[], object]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def nothing() -> None:
    """Nobody does anything meanwhile."""


@dataclass(frozen=True)
class Note(Composed):
    """A document without a printer: its content is its file; ``meanwhile`` happens while it is being printed."""

    meanwhile: Meanwhile = nothing

    def print(self, imprint: Imprint) -> Printed:  # noqa: ARG002 - as the base has it
        """Its content."""
        self.meanwhile()
        return Printed(self.content.encode(), 1)


def note(cast: Cast, says: str, *, part: int = 1, parts: int = 0, meanwhile: Meanwhile = nothing) -> Note:
    """The recap of the dinas that says something."""
    subject = Subject(DocumentKind.AGENCY_SUMMARY, "a4", a_period().pk, agency_id=cast.dinas.pk, part=part)
    return Note(subject, f"{says}.pdf", Head("Kupang"), lambda _imprint: says, parts=parts, meanwhile=meanwhile)


def make(cast: Cast, *notes: Note) -> list[Made]:
    """Issue them."""
    return make_documents(region_id=cast.region.pk, compose=lambda: notes)


class World:
    """What the document says at the moment, and what happens right after somebody has read it."""

    def __init__(self, cast: Cast, says: str) -> None:
        self.cast, self.says, self.readings = cast, says, 0
        self.after_reading: dict[int, Meanwhile] = {}

    def compose(self, meanwhile: Meanwhile = nothing) -> list[Note]:
        """Read it."""
        read = note(self.cast, self.says, meanwhile=meanwhile)
        self.readings += 1
        self.after_reading.get(self.readings, nothing)()
        return [read]

    def make(self, meanwhile: Meanwhile = nothing) -> Made:
        """Read and issue it; ``meanwhile`` happens once."""
        left = [meanwhile]
        [made] = make_documents(
            region_id=self.cast.region.pk, compose=lambda: self.compose(left.pop() if left else nothing)
        )
        return made

    def change(self, says: str, meanwhile: Meanwhile = nothing) -> Made:
        """It says something else, which somebody reads and issues at once."""
        self.says = says
        return self.make(meanwhile)


def holding() -> list[str]:
    """What holds, by the name of its file; and nothing that does not."""
    issued = Document.objects.filter(made_at__isnull=False, superseded_at=None, revoked_at=None)
    return list(issued.order_by("part").values_list("file_name", flat=True))


def versions() -> list[str]:
    """What was issued, the first version first."""
    return list(Document.objects.filter(made_at__isnull=False).order_by("version").values_list("file_name", flat=True))


def test_who_read_before_a_newer_version_was_reserved_reads_again(kupang: Cast) -> None:
    world = World(kupang, "lama")
    world.after_reading[1] = lambda: world.change("baru")
    made = world.make()
    assert (made.document.file_name, made.is_new) == ("baru.pdf", False)
    assert (versions(), holding()) == (["baru.pdf"], ["baru.pdf"])


def test_who_printed_slowly_takes_no_place_of_what_was_read_later(kupang: Cast) -> None:
    world = World(kupang, "lama")
    made = world.make(meanwhile=lambda: world.change("baru"))
    assert made.document.file_name == "baru.pdf"
    assert made.path.read_bytes() == b"baru"
    assert (versions(), holding()) == (["baru.pdf"], ["baru.pdf"])


def test_what_is_so_again_is_not_superseded_by_who_still_prints_what_was_so_between(kupang: Cast) -> None:
    world = World(kupang, "satu")
    first = world.make()
    world.says = "dua"
    made = world.make(meanwhile=lambda: world.change("satu"))
    assert made.document == first.document
    assert (versions(), holding()) == (["satu.pdf"], ["satu.pdf"])


def test_what_a_killed_worker_had_reserved_takes_no_place_of_a_newer_version(kupang: Cast) -> None:
    world = World(kupang, "satu")
    with pytest.raises(KeyboardInterrupt):
        world.make(meanwhile=killed)
    world.change("dua")
    world.change("satu")
    assert (versions(), holding()) == (["dua.pdf", "satu.pdf"], ["satu.pdf"])
    assert Document.objects.get(file_name="satu.pdf", superseded_at=None).version == 3


def test_what_a_killed_worker_had_reserved_last_is_taken_up(kupang: Cast) -> None:
    world = World(kupang, "satu")
    with pytest.raises(KeyboardInterrupt):
        world.make(meanwhile=killed)
    assert (world.make().document.version, Document.objects.count()) == (1, 1)


def test_who_prints_the_same_content_at_once_shares_the_first_one(kupang: Cast) -> None:
    world = World(kupang, "sama")
    made = world.make(meanwhile=world.make)
    assert (made.document.version, Document.objects.count(), holding()) == (1, 1, ["sama.pdf"])


def test_where_a_later_version_was_revoked_an_older_one_still_takes_no_place(kupang: Cast) -> None:
    world = World(kupang, "lama")
    made = world.make(meanwhile=lambda: revoked(world.change("baru").document))
    assert (made.document.file_name, made.document.version) == ("baru.pdf", 3)
    assert versions() == ["baru.pdf", "baru.pdf"]


def test_content_that_never_rests_is_told_and_nothing_is_issued_of_it(kupang: Cast) -> None:
    world = World(kupang, "0")
    for reading in range(1, 100, 2):
        world.after_reading[reading] = lambda reading=reading: world.change(str(reading))  # type: ignore[misc]
    with pytest.raises(ContentMovesError, match="Datanya terus berubah"):
        world.make()
    assert len(holding()) == 1


def test_a_shorter_recap_supersedes_the_parts_that_it_has_no_more(kupang: Cast) -> None:
    make(kupang, *(note(kupang, f"{part} dari 3", part=part, parts=3) for part in (1, 2, 3)))
    make(kupang, note(kupang, "1 dari 1", parts=1))
    assert holding() == ["1 dari 1.pdf"]


def test_a_shorter_recap_that_was_printed_before_supersedes_them_too(kupang: Cast) -> None:
    make(kupang, note(kupang, "1", parts=1))
    make(kupang, note(kupang, "2", part=2, parts=2))
    assert holding() == ["1.pdf", "2.pdf"]
    make(kupang, note(kupang, "1", parts=1))
    assert holding() == ["1.pdf"]


def test_the_two_sheets_of_a_form_are_no_parts_of_each_other(kupang: Cast) -> None:
    make(kupang, note(kupang, "dengan umpan balik", part=2))
    make(kupang, note(kupang, "tanpa"))
    assert holding() == ["tanpa.pdf", "dengan umpan balik.pdf"]


def test_a_part_that_is_still_printed_when_the_recap_is_shorter_is_not_issued(kupang: Cast) -> None:
    shorter = note(kupang, "1 dari 1", parts=1)
    second = note(kupang, "2 dari 2", part=2, parts=2, meanwhile=lambda: make(kupang, shorter))
    with pytest.raises(StopIteration):
        make_documents(region_id=kupang.region.pk, compose=iter([[second]]).__next__)
    assert holding() == ["1 dari 1.pdf"]


def test_a_file_that_has_gone_is_made_anew_under_the_next_version(kupang: Cast) -> None:
    world = World(kupang, "satu")
    world.make().path.unlink()
    made = world.make()
    assert (made.document.version, made.path.read_bytes(), holding()) == (2, b"satu", ["satu.pdf"])


def test_a_file_whose_row_was_not_committed_is_replaced(kupang: Cast) -> None:
    world = World(kupang, "satu")
    with pytest.raises(KeyboardInterrupt):
        world.make(meanwhile=killed)
    left = kept_file(Document.objects.get())
    write_whole(left, b"dari penerbitan yang gagal")
    made = world.make()
    assert (made.path, made.path.read_bytes()) == (left, b"satu")


def test_the_file_of_a_revoked_version_is_kept_when_the_next_one_comes(kupang: Cast) -> None:
    world = World(kupang, "satu")
    first = world.make()
    revoked(first.document)
    assert world.change("dua").document.version == 2
    assert first.path.read_bytes() == b"satu"


def killed() -> None:
    """The worker's end."""
    raise KeyboardInterrupt


PRINTERS, TIMES = 4, 8


def test_of_many_processes_at_once_the_versions_stand_in_the_order_of_reading(transactional_db: None) -> None:
    cast, began = cast_of_kupang(), time.monotonic()
    with region_scope(cast.region.pk):
        about = note(cast, "")

    def read() -> list[Note]:
        says = f"{int((time.monotonic() - began) * 5):05}"  # five contents a second
        time.sleep(random.random() / 3)
        return [replace(about, file_name=says, html=lambda _imprint: says, meanwhile=lambda: time.sleep(0.02))]

    def print_some(_printer: int) -> None:
        try:
            for _time in range(TIMES):
                with suppress(ContentMovesError):
                    make_documents(region_id=cast.region.pk, compose=read)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PRINTERS) as printers:
        list(printers.map(print_some, range(PRINTERS)))
    with region_scope(cast.region.pk):
        assert len(versions()) > 2
        assert versions() == sorted(versions())
        assert holding() == versions()[-1:]
