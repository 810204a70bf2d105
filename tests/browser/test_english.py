"""Whoever chose English finds nothing Indonesian on any screen but names, anchors and the words of the glossary."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain

from django.test import Client

from agencies.models import AuditEvent
from agencies.tenancy.scope import region_scope
from agencies.working_days import national_days
from appraisal.help.glossary import TERMS
from appraisal.models import (
    Delivery,
    EvaluationChunk,
    EvaluationFailure,
    FeedbackRequest,
    OrganisationRating,
    RubricVersion,
    ScheduledStep,
)
from indicators.models import Contribution, DialogueEntry, IndicatorDraft, IndicatorVersion
from tests.browser.screens import AREAS
from tests.cast import Cast
from tests.visitors import visitor

INDONESIAN = re.compile(
    r"\b(dan|yang|belum|untuk|dengan|atau|pada|sudah|tidak|dari|bila|setiap|oleh|ini|mulai|sampai|kembali|semua|"
    r"nilai|pegawai|penilai|periode|capaian|realisasi|hasil|perilaku|skema|evaluasi|bobot|unduh|simpan|lihat)\b",
    re.IGNORECASE,
)
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-l", "data-failure")
VOID = {"br", "input", "img", "hr", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
REMARKS = "Yang perlu diperbaiki"
"""A column of a file, named as it stands there."""
ONLY_FOR_BUILDERS = {"house style"}
"""Its specimens show Indonesian names."""


class Said(HTMLParser):
    """The texts of a page, also those that are only read out; `language` is what it says of itself.

    What says that it is Indonesian (official guides, messages on an Indonesian file) is not its language.
    """

    def __init__(self, content: str) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self._indonesian: list[str] = []
        self.language: str | None = None
        self._silent = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in ("script", "style")
        if self._indonesian or (tag != "html" and dict(attrs).get("lang") == "id"):
            self._indonesian += [tag] if tag not in VOID else []
            return
        if tag == "html":
            self.language = dict(attrs).get("lang")
        self.texts.update(value for name, value in attrs if name in SPOKEN and value)

    def handle_endtag(self, tag: str) -> None:
        if self._indonesian and self._indonesian[-1] == tag:
            self._indonesian.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._indonesian and data.strip():
            self.texts.add(" ".join(data.split()))


def names_and_anchors(cast: Cast) -> set[str]:
    """What people of the region and its schedule wrote: it is shown as it was written."""
    with region_scope(cast.region.pk):
        rubrics = list(RubricVersion.objects.all())
        indicators = IndicatorVersion.objects.values_list("name", "definition", "unit")
        said = [*Contribution.objects.values_list("text", "answer"), *DialogueEntry.objects.values_list("text")]
        said += FeedbackRequest.objects.values_list("question")
        said += Delivery.objects.values_list("recommendation")
        said += OrganisationRating.objects.values_list("source", "reason")
        said += ScheduledStep.objects.values_list("outcome", "reason")
        said += EvaluationChunk.objects.values_list("error")
        said += [*EvaluationFailure.objects.values_list("reason"), *AuditEvent.objects.values_list("reason")]
        drafts = [_texts(document) for document in IndicatorDraft.objects.values_list("document", flat=True)]
        written = {text for row in (*indicators, *said, *drafts) for text in row if text}
    dimensions = [dimension for rubric in rubrics for dimension in rubric.dimensions]
    written |= {part for dimension in dimensions for part in _texts(dimension)}
    written |= {one.name for year in range(2024, 2032) for one in national_days(year)}
    return (
        written | {rubric.title for rubric in rubrics} | {term.word for term in TERMS} | {"Puskesmas Oesapa", REMARKS}
    )


def _texts(value: object) -> Iterator[str]:
    """Every text in a stored document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def test_every_screen_speaks_english(puskesmas: Cast) -> None:
    pages: dict[str, set[str]] = {}
    for name, path, person in chain.from_iterable(area(puskesmas) for area in AREAS):
        client = visitor(person) if person else Client()
        client.cookies["django_language"] = "en"
        said = Said(client.get(path, follow=True).content.decode())
        assert said.language == "en", path
        pages.setdefault(name, set()).update(said.texts)
    written = sorted(names_and_anchors(puskesmas), key=len, reverse=True)
    left = {
        name: found
        for name, texts in pages.items()
        if name not in ONLY_FOR_BUILDERS and (found := {text for text in texts if is_indonesian(text, written)})
    }
    assert left == {}


def is_indonesian(text: str, written: list[str]) -> bool:
    """Whether a text says something Indonesian of its own."""
    for part in written:
        text = text.replace(part, "")
    return INDONESIAN.search(text) is not None
