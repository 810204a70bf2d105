"""A publication is taken back within a day, as long as nothing was reported on it."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import moment
from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import CataloguePublication, Indicator, IndicatorVersion, PlanItem, PlanState
from indicators.models.indicator import SINCE_ALWAYS
from indicators.services.catalogue.changes import CONTENT

TIME_TO_UNDO = datetime.timedelta(hours=24)


class PublicationStandsError(ValueError):
    """The publication can no longer be taken back; the text says why and what to do instead."""


def undo_publication(*, publication: CataloguePublication, actor: Actor) -> CataloguePublication:
    """Take a publication back: what it changed says again what it said before, what it brought in is hidden.

    Versions are never changed: an undone one is followed by another from the same day on.

    Raises:
        PublicationStandsError: it was taken back already, is too old, or something follows from it.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=publication.agency_id)  # as a new publication does
    stored = CataloguePublication.objects.select_related("agency").get(pk=publication.pk)
    reason = why_it_stands(stored)
    if reason:
        raise PublicationStandsError(reason)
    publications = published_with(stored)
    new = {one.version.indicator_id for one in publications if one.is_new}
    IndicatorVersion.objects.bulk_create(_said_again(stored, publications), batch_size=500)
    Indicator.objects.filter(id__in=new).update(retired_from=SINCE_ALWAYS)
    stored.undone_at = timezone.now()
    stored.undone_by_id = actor.user_id
    stored.save(update_fields=["undone_at", "undone_by"])
    record_event(
        action=AuditEvent.Action.CATALOGUE_UNDONE,
        subject=f"katalog {stored.agency.name} versi {stored.number}",
        actor=actor,
        details={"kode_opd": stored.agency.code, "version": stored.number, "indicators": len(publications)},
    )
    return stored


def why_it_stands(publication: CataloguePublication) -> str:
    """What stands in the way of taking it back, as a sentence; empty when nothing does. At most four queries."""
    if publication.undone_at is not None:
        return _("Penerbitan ini sudah dibatalkan %(moment)s.") % {"moment": moment(publication.undone_at)}
    if timezone.now() > publication.published_at + TIME_TO_UNDO:
        return _("Penerbitan hanya dapat dibatalkan dalam 24 jam. Terbitkan perubahan baru untuk memperbaikinya.")
    touched = Indicator.objects.filter(versions__publication=publication)
    if touched.filter(actuals__updated_at__gte=publication.published_at).exists():
        return _("Realisasi sudah dilaporkan atas indikator ini. Terbitkan perubahan baru untuk memperbaikinya.")
    publications = published_with(publication)
    if any(one.was_followed for one in publications):
        return _("Ada penerbitan sesudahnya atas indikator yang sama. Batalkan yang itu dahulu.")
    new = {one.version.indicator_id for one in publications if one.is_new}
    if PlanItem.objects.filter(indicator_id__in=new, plan__state=PlanState.AGREED).exists():
        return _("Indikator barunya sudah ada dalam SKP yang disepakati. Hentikan indikator itu sebagai gantinya.")
    return ""


@dataclass(frozen=True, slots=True)
class Published:
    """A version that came with a publication, and what counted before it was written.

    ``is_new``: the publication brought the indicator in, for there was nothing before it or only what was taken back.
    ``was_followed``: a later version stands. ``last_number`` is the highest of any version of the indicator.
    """

    version: IndicatorVersion
    before: IndicatorVersion | None
    is_new: bool
    was_followed: bool
    last_number: int


def published_with(
    publication: CataloguePublication, indicator_ids: Collection[int] | None = None
) -> tuple[Published, ...]:
    """What came with a publication, of some of its indicators or of all. One query."""
    touched = IndicatorVersion.objects.filter(publication=publication).order_by()
    if indicator_ids is not None:
        touched = touched.filter(indicator_id__in=indicator_ids)
    versions = IndicatorVersion.objects.filter(indicator_id__in=touched.values("indicator_id"))
    ordered = versions.select_related("publication").order_by("indicator_id", "number")
    return tuple(
        _published(publication, list(of_one)) for _pk, of_one in groupby(ordered, key=attrgetter("indicator_id"))
    )


def _published(publication: CataloguePublication, versions: Sequence[IndicatorVersion]) -> Published:
    """``versions`` are those of one indicator, by number. What an undo adds comes with the same publication, later."""
    version = next(one for one in versions if one.publication_id == publication.pk)
    older = [one for one in versions if one.number < version.number]
    later = [one for one in versions if one.number > version.number]
    return Published(
        version=version,
        before=max(older, key=lambda one: (one.valid_from, one.number), default=None),
        is_new=all(map(_was_undone, older)),
        was_followed=not all(map(_was_undone, later)),
        last_number=versions[-1].number,
    )


def _was_undone(version: IndicatorVersion) -> bool:
    return version.publication is not None and version.publication.undone_at is not None


def _said_again(publication: CataloguePublication, published: Iterable[Published]) -> Iterator[IndicatorVersion]:
    """For each indicator that was there before, a version that follows the undone one from the same day on."""
    for one in published:
        if one.before is not None and not one.is_new:
            yield IndicatorVersion(
                indicator_id=one.version.indicator_id,
                number=one.last_number + 1,
                publication=publication,
                valid_from=one.version.valid_from,
                **{field: getattr(one.before, field) for field in CONTENT},
            )
