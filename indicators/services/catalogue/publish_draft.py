"""A draft becomes what an indicator says from a month on, and the next version of its agency's catalogue."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.permissions import Actor
from indicators.models import (
    CataloguePublication,
    Direction,
    Indicator,
    IndicatorDraft,
    IndicatorVersion,
    PlanItem,
    PlanState,
)
from indicators.models.indicator import SINCE_ALWAYS
from indicators.services.catalogue.changes import CONTENT, changes_between
from indicators.services.catalogue.direction_rule import (
    direction_refusal,
    indicators_with_targets,
    takes_other_targets,
)
from indicators.services.catalogue.impact import figure_change, needed_proof
from indicators.services.catalogue.publish_catalogue import open_publication
from indicators.services.catalogue.read_draft import DraftReading, read_draft
from indicators.services.catalogue.save_draft import hand_over_contributions, held_draft
from indicators.services.catalogue.versions import last_number, newest_version, next_month


class DraftNotReadyError(ValueError):
    """The draft may not be published yet; the text says what is to be done first."""


class ImpactNotSeenError(DraftNotReadyError):
    """What the draft would have changed was not shown, or has become something else since; the text says so."""


def publish_draft(
    *, draft: IndicatorDraft, edition: int, note: str, actor: Actor, seen: str = ""
) -> CataloguePublication:
    """Publish what the draft says, and remove the draft. A retired indicator is measured by again.

    ``seen`` names the simulation that was shown before (:class:`…catalogue.impact.Impact`).

    Raises:
        DraftChangedError: somebody saved another edition meanwhile.
        DraftNotReadyError: something stands in the way.
        ImpactNotSeenError: it changes figures, and what was seen is not what it would have changed.
    """
    stored = held_draft(draft, edition)
    reading = read_draft(stored)
    obstacles = obstacles_of(stored, reading, timezone.localdate())
    if obstacles or reading.valid_from is None:
        raise DraftNotReadyError(" ".join(obstacles))
    _refuse_unseen(stored, reading, seen)
    publication = open_publication(agency=stored.agency, valid_from=reading.valid_from, note=note, actor=actor)
    indicator = stored.indicator or reading.gone or Indicator.objects.create(agency=stored.agency, code=reading.code)
    before = newest_version(indicator)
    IndicatorVersion.objects.create(
        indicator=indicator,
        number=last_number(indicator) + 1,
        publication=publication,
        valid_from=_first_day(before, reading),
        **{field: getattr(reading.content, field) for field in CONTENT},
    )
    if indicator.retired_from is not None:
        indicator.retired_from = None
        indicator.save(update_fields=["retired_from"])
    hand_over_contributions(stored, indicator)
    stored.delete()
    return publication


def _refuse_unseen(draft: IndicatorDraft, reading: DraftReading, seen: str) -> None:
    before = newest_version(draft.indicator) if draft.indicator else None
    if needed_proof(figure_change(draft, reading, before)) not in {"", seen}:
        raise ImpactNotSeenError(_("Lihat dahulu akibat perubahan ini pada evaluasi terakhir, lalu terbitkan."))


def obstacles_of(draft: IndicatorDraft, reading: DraftReading, today: datetime.date) -> tuple[str, ...]:
    """What stands in the way of publishing, in sentences; none when nothing does. At most six queries."""
    found = [finding.sentence for finding in reading.findings]
    if draft.comments_until and draft.comments_until >= today:
        told = _("Masa masukan terbuka sampai %(day)s. Terbitkan setelah hari itu.")
        found.append(told % {"day": long_date(draft.comments_until)})
    waiting = draft.contributions.filter(outcome="").count()
    if waiting:
        found.append(_("%(count)s masukan atas draf ini belum dijawab. Jawab dahulu.") % {"count": waiting})
    before = newest_version(draft.indicator) if draft.indicator else None
    if draft.indicator and before and reading.valid_from:
        found += _refused_by_history(draft.indicator, before, reading, reading.valid_from, today)
    return tuple(found)


def is_in_agreed_plans(indicator: Indicator) -> bool:
    """Whether an agreed plan of any year measures by it."""
    return PlanItem.objects.filter(indicator=indicator, plan__state=PlanState.AGREED).exists()


def _refused_by_history(
    indicator: Indicator,
    before: IndicatorVersion,
    reading: DraftReading,
    valid_from: datetime.date,
    today: datetime.date,
) -> list[str]:
    found = []
    if indicator.retired_from is None and not changes_between(before, reading.content):
        found.append(_("Isi draf ini sama dengan versi terbaru. Ubah dahulu, atau buang draf ini."))
    if valid_from < before.valid_from:
        told = _("Versi terbaru baru berlaku mulai %(day)s. Pilih bulan yang sama atau sesudahnya.")
        found.append(told % {"day": long_date(before.valid_from)})
    elif valid_from <= today and is_in_agreed_plans(indicator):
        told = _(
            "Indikator ini dipakai SKP yang disepakati, dan bulan berjalan tetap memakai versi yang berlaku sejak awal "
            "bulan. Pilih %(day)s atau bulan sesudahnya."
        )
        found.append(told % {"day": long_date(next_month(today))})
    direction = Direction(before.direction)
    if (
        reading.content.direction
        and takes_other_targets(direction, Direction(reading.content.direction))
        and indicators_with_targets([indicator.pk])
    ):
        found.append(direction_refusal(direction))
    return found


def _first_day(before: IndicatorVersion | None, reading: DraftReading) -> datetime.date:
    """A new indicator counts for every period, as does one that was brought in once and taken back."""
    if before is None:
        return SINCE_ALWAYS
    if reading.gone is not None or reading.valid_from is None:
        return before.valid_from
    return reading.valid_from
