"""What the editor says beside a draft: who is measured, what changes, what to look at, what stands in the way."""

import datetime
from dataclasses import dataclass

from indicators.models import IndicatorDraft, IndicatorVersion
from indicators.services.catalogue.changes import Change, changes_between
from indicators.services.catalogue.impact import Impact, figure_change, foresee
from indicators.services.catalogue.load_hint_facts import load_hint_facts
from indicators.services.catalogue.load_use import IndicatorUse, load_use
from indicators.services.catalogue.publish_catalogue import next_publication_number
from indicators.services.catalogue.publish_draft import is_in_agreed_plans, obstacles_of
from indicators.services.catalogue.quality_hints import Hint, quality_hints
from indicators.services.catalogue.read_draft import Document, DraftReading, read_document
from indicators.services.catalogue.versions import newest_version, next_month

MONTHS_AHEAD = 15
"""So many months to choose from."""


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """A document looked at. ``before`` is the version that it would follow; of a new indicator there is none."""

    reading: DraftReading
    hints: tuple[Hint, ...]
    use: IndicatorUse
    before: IndicatorVersion | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PublicationPreview:
    """What publishing a draft would do; ``number`` is the version that the catalogue becomes.

    ``impact`` is what it would have changed in what was evaluated last.
    """

    check: DraftCheck
    number: int
    obstacles: tuple[str, ...]
    impact: Impact


def check_document(draft: IndicatorDraft, document: Document, day: datetime.date) -> DraftCheck:
    """Look at what was typed for a draft, stored or not. At most eleven queries."""
    reading = read_document(document, draft)
    before = newest_version(draft.indicator) if draft.indicator else None
    facts = load_hint_facts(agency=draft.agency, indicator=draft.indicator, day=day)
    return DraftCheck(
        reading=reading,
        hints=quality_hints(reading.content, facts),
        use=load_use(draft.indicator, day.year),
        before=before,
        changes=changes_between(before, reading.content) if before else (),
    )


def preview_publication(draft: IndicatorDraft, day: datetime.date) -> PublicationPreview:
    """What publishing the stored draft would do."""
    check = check_document(draft, draft.document, day)
    number = next_publication_number(draft.agency)
    impact = foresee(figure_change(draft, check.reading, check.before))
    return PublicationPreview(check, number, obstacles_of(draft, check.reading, day), impact)


def first_month_for(draft: IndicatorDraft, day: datetime.date) -> datetime.date:
    """The earliest month that another text may begin with: the next one where agreed plans measure by it already."""
    if draft.indicator is not None and is_in_agreed_plans(draft.indicator):
        return next_month(day)
    return day.replace(month=1, day=1)
