"""A rubric says something else from a day on: a further version, written in the browser."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.berakhlak import OVERALL, Dimension
from appraisal.models import Period, PeriodState, Rubric, RubricVersion
from appraisal.period_codes import parse_period_code
from appraisal.services.rubrics.save_rubrics import dimension_document, ensure_dimensions, read_dimensions


class RubricRefusedError(ValueError):
    """The version cannot be published; the text says why and how to mend it, ``field`` where."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


class RubricChangedError(ValueError):
    """Somebody published another version meanwhile; ``newest`` is that one."""

    def __init__(self, newest: RubricVersion) -> None:
        self.newest = newest
        message = _("%(version)s sudah terbit setelah Anda membuka halaman ini. Isian Anda belum diterbitkan.")
        super().__init__(message % {"version": newest.label})


def publish_rubric(
    *,
    rubric: Rubric,
    title: str,
    dimensions: Sequence[Dimension],
    valid_from: datetime.date,
    replaces: int,
    actor: Actor,
) -> RubricVersion:
    """Publish what the rubric says from a day on; a dimension that is not named is retired from then on.

    ``replaces`` is the number of the version that was on the screen. Ratings already given are kept.

    Raises:
        RubricChangedError: another version is the newest by now.
        RubricRefusedError: the first day is too early, no dimension is left, or nothing was changed.
    """
    held = Rubric.objects.select_for_update().get(pk=rubric.pk)
    newest = newest_version(held)
    if newest.number != replaces:
        raise RubricChangedError(newest)
    said = _in_order(dimensions)
    _refuse_unsound(newest, title, said, valid_from)
    ensure_dimensions({held.pk: [dimension.code for dimension in said]})
    version = RubricVersion.objects.create(
        rubric=held,
        number=_highest_number(held) + 1,
        title=title,
        valid_from=valid_from,
        dimensions=[dimension_document(dimension) for dimension in said],
    )
    _record(version, actor)
    return version


def create_rubric(*, name: str, title: str, dimensions: Sequence[Dimension], actor: Actor) -> Rubric:
    """A new rubric. Its first version counts for every period: a scheme decides from when on it is asked.

    Raises:
        RubricRefusedError: the name is taken, or there is no dimension.
    """
    if not dimensions:
        raise RubricRefusedError("title", _("Isi paling sedikit satu dimensi di bawah."))
    said = _in_order(dimensions)
    rubric, is_new = Rubric.objects.get_or_create(name=name)
    if not is_new:
        message = _("Rubrik %(name)s sudah ada. Pakai nama lain, atau ubah rubrik itu.") % {"name": name}
        raise RubricRefusedError("name", message)
    ensure_dimensions({rubric.pk: [dimension.code for dimension in said]})
    version = RubricVersion.objects.create(
        rubric=rubric, title=title, dimensions=[dimension_document(dimension) for dimension in said]
    )
    _record(version, actor)
    return rubric


def newest_version(rubric: Rubric) -> RubricVersion:
    """The version that counts in the end."""
    return RubricVersion.objects.filter(rubric=rubric).order_by("-valid_from", "-number")[0]


def earliest_day(newest: RubricVersion) -> datetime.date:
    """The first day that a further version may have: not before the newest one, nor within a locked period.

    What a locked period was rated against would read differently otherwise.
    """
    locked = _last_locked()
    return max(newest.valid_from, locked.last_day + datetime.timedelta(days=1)) if locked else newest.valid_from


def _refuse_unsound(newest: RubricVersion, title: str, said: Sequence[Dimension], valid_from: datetime.date) -> None:
    if valid_from < newest.valid_from:
        message = _("Versi terbaru berlaku mulai %(day)s. Pilih tanggal itu atau sesudahnya.") % {
            "day": long_date(newest.valid_from)
        }
        raise RubricRefusedError("valid_from", message)
    locked = _last_locked()
    if locked is not None and valid_from <= locked.last_day:
        label = parse_period_code(locked.code).label
        message = _("%(period)s sudah dikunci dan dinilai dengan jangkar lama. Pilih tanggal setelah periode itu.") % {
            "period": label
        }
        raise RubricRefusedError("valid_from", message)
    if len(said) < 2 <= len(newest.dimensions):
        raise RubricRefusedError("title", _("Sisakan paling sedikit satu dimensi selain SEMUA."))
    if (title, tuple(said)) == (newest.title, read_dimensions(newest)):
        raise RubricRefusedError("title", _("Belum ada yang berubah dari versi terbaru. Ubah dahulu isinya."))


def _last_locked() -> Period | None:
    return Period.objects.filter(state=PeriodState.LOCKED).order_by("-last_day").first()


def _in_order(dimensions: Sequence[Dimension]) -> list[Dimension]:
    """As given, with SEMUA last, which every rubric has."""
    overall = next((dimension for dimension in dimensions if dimension.code == OVERALL.code), OVERALL)
    return [*(dimension for dimension in dimensions if dimension.code != OVERALL.code), overall]


def _highest_number(rubric: Rubric) -> int:
    return max(RubricVersion.objects.filter(rubric=rubric).values_list("number", flat=True))


def _record(version: RubricVersion, actor: Actor) -> None:
    record_event(
        action=AuditEvent.Action.RUBRIC_PUBLISHED,
        subject=str(version),
        actor=actor,
        details={
            "rubric": version.rubric.name,
            "valid_from": str(version.valid_from),
            "dimensions": [part["code"] for part in version.dimensions],
        },
    )
