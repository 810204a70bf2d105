"""A document whose content is known and which may not be printed yet."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import translation

from reports.documents.imprint import Head, Imprint, filled, pending
from reports.documents.printing import Printed, print_pdf, stylesheet
from reports.models import DocumentKind


def official_language() -> AbstractContextManager[None]:
    """Paper is Indonesian, and the same for every reader, whatever language the page around it speaks."""
    return translation.override(settings.LANGUAGE_CODE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about: the references that its kind needs, by id. ``paper`` is a part of it only where the
    reader chooses the sheet (the form of a plan). ``is_replaced``: the revision is none in force any more.
    """

    kind: DocumentKind
    paper: str
    period_id: int | None = None
    agency_id: int | None = None
    employee_id: int | None = None
    plan_id: int | None = None
    version_id: int | None = None
    revision: int | None = None
    part: int = 1
    is_replaced: bool = False

    def references(self) -> dict[str, Any]:
        """As the columns of what is known of a document (`AboutSubject`)."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "is_replaced"}

    @property
    def key(self) -> str:
        """The same for every version of the document; a new revision of an evaluation is a new version. A replaced one,
        which a former rater may still have printed, stands beside them: it takes the place of none that holds.
        """
        chosen = f":{self.paper}" if self.kind == DocumentKind.PLAN_FORM else ""
        chosen += f":r{self.revision}" if self.is_replaced else ""
        of = {"p": self.period_id, "u": self.agency_id, "s": self.plan_id, "v": self.version_id}
        named = ":".join(f"{letter}{number}" for letter, number in of.items() if number is not None)
        return f"{self.kind}:{named or 'region'}:{self.part}{chosen}"


@dataclass(frozen=True)
class Composed:
    """``html`` writes the page under an imprint. ``fingerprint`` is an evaluation's; else the content's own is shown.
    ``is_provisional``: it says SEMENTARA on itself, since what it shows is not complete yet.
    ``parts``: in how many documents a long list comes; 0 where its kind knows no parts.

    A kind that is printed in pieces overrides :attr:`content` and :meth:`print`.
    """

    subject: Subject
    file_name: str
    head: Head
    html: Callable[[Imprint], str]
    fingerprint: str = ""
    is_provisional: bool = False
    parts: int = 0

    @cached_property
    def page(self) -> str:
        """The page, written once, with places for what an imprint says of one issue of it."""
        with official_language():
            return self.html(pending(self.head))

    @property
    def content(self) -> str:
        """All that it shows."""
        return self.page

    @cached_property
    def content_key(self) -> str:
        """The digest of content and look."""
        return hashlib.sha256((stylesheet() + self.subject.key + self.content).encode()).hexdigest()

    def print(self, imprint: Imprint) -> Printed:
        """The file, as it is issued."""
        return print_pdf(filled(self.page, imprint))
