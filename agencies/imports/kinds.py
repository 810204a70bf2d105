"""What the road of an import asks of each kind of file. Each app registers its kinds when it is ready."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from django.utils.functional import _StrPromise

    from agencies.files.errors import RowError
    from agencies.models import ImportDraft
    from agencies.permissions import Actor
    from agencies.resources import CheckedResource


class UndoRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """A publication cannot be taken back any more; the text says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom a publication touches: how many people, and sentences for the preview."""

    people: int = 0
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """What the template of a kind offers: the words that a column accepts by its header, one filled example (a cell
    for each header), and a sentence for each header on the sheet ``Petunjuk``.
    """

    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    example: Mapping[str, object] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mend:
    """What one click mends: ``label`` of the button, the cells to write by row number and header of the kind, and the
    numbers of rows to leave out.
    """

    label: str
    changes: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


class ImportKind(ABC):
    """A kind of file on the road of an import.

    ``code`` is the contract's word, ``title`` what people call it, ``resource`` reads and stores its rows. A row is
    the resource's own dataclass; its key is that of ``resource.Meta.import_id_fields``.
    """

    code: ClassVar[str]
    title: ClassVar[_StrPromise]
    resource: ClassVar[type[CheckedResource[Any]]]
    #: Whether publication asks for the month from which the rows count (indicators).
    asks_valid_from: ClassVar[bool] = False
    #: The name of the address (without arguments) at which people see what was published; empty for none.
    landing: ClassVar[str] = ""

    @property
    def title_within(self) -> str:
        """The title after other words, where it has no capital: ``indikator``, but ``SKP dan target``."""
        title = str(self.title)
        return title if title[:2].isupper() else title[:1].lower() + title[1:]

    @abstractmethod
    def may_import(self, actor: Actor) -> bool:
        """Whether somebody may bring files of this kind at all; which rows is the service's own check."""

    @abstractmethod
    def stored(self, rows: Sequence[Any]) -> Mapping[tuple[object, ...], Any]:
        """What is stored under the keys of some rows, as rows of the same class (``row_number`` 0). Few queries."""

    @abstractmethod
    def template(self, actor: Actor) -> Template:
        """Lists and example for the template, of what the actor may fill in."""

    def affected(self, rows: Sequence[Any]) -> Affected:  # noqa: ARG002 - for subclasses
        """Whom new and changed rows touch."""
        return Affected()

    def mend(
        self,
        errors: Sequence[RowError],  # noqa: ARG002 - for subclasses
        rows: Mapping[int, Mapping[str, object]],  # noqa: ARG002 - for subclasses
    ) -> Mend | None:
        """The mend of a group of errors that only this kind knows (weights that do not sum to 100, for instance).

        ``errors`` share their column and the wording of their message; ``rows`` are all rows of the draft that are not
        left out: their cells by header of the kind, by row number. None: the general rules are asked instead.
        """
        return None

    def prepare(
        self,
        resource: CheckedResource[Any],  # noqa: ARG002 - for subclasses
        rows: Sequence[Any],  # noqa: ARG002 - for subclasses
        *,
        valid_from: datetime.date | None,  # noqa: ARG002 - for subclasses
        note: str,  # noqa: ARG002 - for subclasses
        actor: Actor,  # noqa: ARG002 - for subclasses
    ) -> Mapping[str, Any]:
        """Make the resource ready to publish new and changed rows, within the publication's transaction.

        What it returns (fit for JSON) is kept in ``draft.outcome["kind"]`` for the success page and the undo.
        """
        return {}

    @abstractmethod
    def take_back(
        self, *, draft: ImportDraft, added: Sequence[Any], before: Sequence[Any], actor: Actor, now: datetime.datetime
    ) -> None:
        """Store again what was there before publication, and remove what it added. Raises UndoRefused.

        Runs inside the transaction of the undo; ``before`` and ``added`` are rows as :meth:`stored` gives them.
        """


#: The order in which people meet the kinds, whatever the order in which the apps are ready: that in which a new region
#: loads its files, each of which names what the files before it brought.
ORDER = ("agencies", "employees", "indicators", "plans", "actuals", "attendance")

_classes: dict[str, str] = {}


def register(code: str, dotted_path: str) -> None:
    """Put a kind on the road by the path of its class; from ``AppConfig.ready``.

    It is imported when somebody first asks for it: a command or a worker that imports no file need not read them.
    """
    _classes[code] = dotted_path


def kind_of(code: str) -> ImportKind | None:
    """The kind with a code."""
    return _made(_classes[code]) if code in _classes else None


def kinds_for(actor: Actor) -> Iterable[ImportKind]:
    """The kinds that somebody may bring, in the order in which people meet them."""
    ordered = sorted(_classes, key=lambda code: ORDER.index(code) if code in ORDER else len(ORDER))
    kinds = [_made(_classes[code]) for code in ordered]
    return [kind for kind in kinds if kind.may_import(actor)]


@cache
def _made(dotted_path: str) -> ImportKind:
    kind: ImportKind = import_string(dotted_path)()
    return kind
