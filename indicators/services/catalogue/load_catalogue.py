"""The catalogue of an agency: what was published when and by whom, what is being written, what ended."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from agencies.models import Agency, Employee, User
from indicators.models import CataloguePublication, Indicator, IndicatorDraft, IndicatorVersion
from indicators.models.indicator import SINCE_ALWAYS
from indicators.services.catalogue.changes import Change, changes_between
from indicators.services.catalogue.undo_publication import Published, published_with, why_it_stands


@dataclass(frozen=True, slots=True)
class ListedPublication:
    """A version of a catalogue: how many indicators it held, and who published it."""

    id: int
    number: int
    valid_from: datetime.date
    note: str
    by: str
    at: datetime.datetime
    indicators: int
    undone_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class ListedDraft:
    """A draft: of a new indicator, or of another text of one; ``waiting`` counts contributions without an answer."""

    id: int
    code: str
    name: str
    is_new: bool
    by: str
    at: datetime.datetime
    comments_until: datetime.date | None
    is_open: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class RetiredIndicator:
    """An indicator that new plans measure by no longer, or will not from a coming month on."""

    id: int
    code: str
    name: str
    retired_from: datetime.date
    has_ended: bool


@dataclass(frozen=True, slots=True)
class PublishedIndicator:
    """What a publication said of an indicator: a new one, or what changed."""

    id: int
    code: str
    name: str
    is_new: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """A publication; ``stands`` says why it can no longer be taken back, empty while it can."""

    listed: ListedPublication
    indicators: tuple[PublishedIndicator, ...]
    undone_by: str
    stands: str


def find_publications(agency: Agency) -> QuerySet[CataloguePublication]:
    """The publications of an agency, newest first."""
    publications = CataloguePublication.objects.filter(agency=agency).select_related("published_by")
    return publications.annotate(held=Count("versions__indicator", distinct=True)).order_by("-number")


def listed_publications(publications: Iterable[CataloguePublication]) -> list[ListedPublication]:
    """The lines of one page. One more query, for the names."""
    page = list(publications)
    names = _names_of(one.published_by for one in page)
    return [_listed(one, names) for one in page]


def load_drafts(agency: Agency, day: datetime.date) -> list[ListedDraft]:
    """What is being written for an agency. Three queries."""
    drafts = list(IndicatorDraft.objects.filter(agency=agency).select_related("edited_by").order_by("code"))
    counted = IndicatorDraft.objects.filter(agency=agency, contributions__outcome="").order_by().values_list("id")
    waiting = dict(counted.annotate(Count("contributions")))
    names = _names_of(draft.edited_by for draft in drafts)
    return [
        ListedDraft(
            id=draft.pk,
            code=draft.code,
            name=str(draft.document.get("name", "")),
            is_new=draft.indicator_id is None,
            by=names.get(draft.edited_by_id, draft.edited_by.login),
            at=draft.edited_at,
            comments_until=draft.comments_until,
            is_open=draft.comments_until is not None and draft.comments_until >= day,
            waiting=waiting.get(draft.pk, 0),
        )
        for draft in drafts
    ]


def load_retired(agency: Agency, day: datetime.date) -> list[RetiredIndicator]:
    """The retired indicators of an agency with their newest names; not those whose publication was taken back."""
    retired = Indicator.objects.filter(agency=agency, retired_from__gt=SINCE_ALWAYS).order_by("code")
    versions = IndicatorVersion.objects.filter(indicator__in=retired.order_by()).order_by("valid_from", "number")
    names = dict(versions.values_list("indicator_id", "name"))
    return [
        RetiredIndicator(one.pk, one.code, names.get(one.pk, one.code), one.retired_from, one.retired_from <= day)
        for one in retired
        if one.retired_from is not None
    ]


def find_published(publication: CataloguePublication) -> QuerySet[Indicator]:
    """The indicators that a publication held, by code."""
    return Indicator.objects.filter(versions__publication=publication).distinct().order_by("code")


def load_publication(publication: CataloguePublication, page: Iterable[Indicator]) -> PublicationPage:
    """A publication with one page of its indicators. At most nine queries."""
    publication = find_publications(publication.agency).select_related("agency").get(pk=publication.pk)
    indicators = list(page)
    published = {one.version.indicator_id: one for one in published_with(publication, [i.pk for i in indicators])}
    names = _names_of([publication.published_by, publication.undone_by])
    undone_by = publication.undone_by
    return PublicationPage(
        listed=_listed(publication, names),
        indicators=tuple(_published(one, published[one.pk]) for one in indicators),
        undone_by=names.get(undone_by.pk, undone_by.login) if undone_by else "",
        stands=why_it_stands(publication),
    )


def _published(indicator: Indicator, published: Published) -> PublishedIndicator:
    before, version = published.before, published.version
    changes = changes_between(before, version) if before and not published.is_new else ()
    return PublishedIndicator(indicator.pk, indicator.code, version.name, published.is_new, changes)


def _listed(publication: CataloguePublication, names: Mapping[int, str]) -> ListedPublication:
    by = publication.published_by
    return ListedPublication(
        id=publication.pk,
        number=publication.number,
        valid_from=publication.valid_from,
        note=publication.note,
        by=names.get(by.pk, by.login) if by else "",
        at=publication.published_at,
        indicators=publication.held,  # type: ignore[attr-defined] # counted by find_publications
        undone_at=publication.undone_at,
    )


def _names_of(users: Iterable[User | None]) -> dict[int, str]:
    """The names of the people behind some accounts, where there are people."""
    accounts = {user.pk for user in users if user is not None}
    return dict(Employee.objects.filter(user_id__in=accounts).values_list("user_id", "name"))
