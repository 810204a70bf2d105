"""What is worth a second look before a sheet is sent. Two queries beside the sheet itself; nothing here writes."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.documents.rating_check import Concern, ConcernGroup, RatingCheck
from appraisal.documents.rating_sheet import AxisChoice, RatingRow, RatingSheet
from appraisal.models import Actual, ActualEvidence, ActualState, Feedback, Period
from appraisal.scoring.wording import rating_name

LOW = 2
"""The highest level that is below expectation."""


class _Reports(NamedTuple):
    """How the results of people in the months of a period stand, by person."""

    unverified: Counter[int]
    without_evidence: Counter[int]


def check_ratings(*, sheet: RatingSheet, period: Period, actor: Actor) -> RatingCheck:
    """The sheet with its exceptions. Rows that were sent already are not looked at again."""
    rows = [row for row in sheet.rows if row.sent is None]
    rated = [row for row in rows if row.is_rated]
    people = {row.employee_id for row in rated}
    reports = _reports(people, period)
    heard = _heard(people, period, actor)
    groups = (
        _group(_("Belum dinilai, jadi belum ikut dikirim"), rows, _unrated),
        _group(_("Hasil kerja belum dapat dihitung"), rated, _incomplete),
        _group(_("Berbeda dari usulan sistem"), rated, _departure),
        _low_levels(rated, heard),
        _group(_("Hasil tanpa bukti"), rated, lambda row: _count(reports.without_evidence, row, _("tanpa bukti"))),
        _group(
            _("Realisasi belum diverifikasi"),
            rated,
            lambda row: _count(reports.unverified, row, _("belum diverifikasi")),
        ),
    )
    return RatingCheck(sheet, tuple(group for group in groups if group.concerns))


def _group(title: str, rows: Collection[RatingRow], look: Callable[[RatingRow], str]) -> ConcernGroup:
    return ConcernGroup(title, tuple(Concern(row, note) for row in rows if (note := look(row))))


def _unrated(row: RatingRow) -> str:
    if row.is_rated:
        return ""
    if row.rated_elsewhere:
        return _("Dinilai pada baris %(position)s.") % {"position": row.rated_elsewhere}
    return _("%(given)s dari %(asked)s dimensi terisi.") % {"given": row.given, "asked": len(row.dimensions)}


def _incomplete(row: RatingRow) -> str:
    if row.missing_items:
        return _("%(count)s indikator belum dilaporkan pegawai.") % {"count": row.missing_items}
    if row.lacks_attendance:
        return _("Rekap presensi belum ada.")
    return "" if row.card.complete else _("Data belum lengkap.")


def _departure(row: RatingRow) -> str:
    choices = ((_("Hasil kerja"), row.result), (_("Perilaku kerja"), row.behaviour))
    return " ".join(_departed(name, choice) for name, choice in choices if choice.chosen and not choice.followed)


def _departed(name: str, choice: AxisChoice) -> str:
    chosen, proposal = choice.chosen, choice.proposal
    values = {
        "axis": name,
        "rating": rating_name(chosen.rating) if chosen else "",
        "proposal": rating_name(proposal) if proposal else _("belum ada"),
        "reason": choice.reason,
    }
    return _("%(axis)s: %(rating)s, usulan %(proposal)s. Alasan: %(reason)s") % values


def _low_levels(rows: Collection[RatingRow], heard: Collection[int]) -> ConcernGroup:
    concerns = (_low(row, is_explained=row.employee_id in heard or bool(row.behaviour.reason)) for row in rows)
    return ConcernGroup(_("Tingkat 1 atau 2"), tuple(one for one in concerns if one is not None))


def _low(row: RatingRow, *, is_explained: bool) -> Concern | None:
    low = [f"{part.name} {part.level}" for part in row.dimensions if part.level is not None and part.level <= LOW]
    if not low:
        return None
    said = _("%(levels)s. Belum ada umpan balik Anda bulan ini: tulis contoh dan dukungan yang diberikan.")
    if is_explained:
        said = _("%(levels)s.")
    return Concern(row, said % {"levels": ", ".join(low)}, lacks_feedback=not is_explained)


def _count(counted: Counter[int], row: RatingRow, what: str) -> str:
    count = counted[row.employee_id]
    return _("%(count)s realisasi %(what)s.") % {"count": count, "what": what} if count else ""


def _reports(people: Collection[int], period: Period) -> _Reports:
    files = ActualEvidence.objects.filter(actual_id=OuterRef("pk"))
    rows = (
        Actual.objects.filter(employee_id__in=people, month__range=(period.first_day, period.last_day))
        .filter(state__in=[ActualState.REPORTED, ActualState.VERIFIED])
        .annotate(has_files=Exists(files))
    )
    unverified, bare = Counter[int](), Counter[int]()
    for employee_id, state, has_files in rows.values_list("employee_id", "state", "has_files"):
        unverified[employee_id] += state == ActualState.REPORTED
        bare[employee_id] += not has_files
    return _Reports(unverified, bare)


def _heard(people: Collection[int], period: Period, actor: Actor) -> set[int]:
    """To whom the actor has given feedback on these months."""
    rows = Feedback.objects.filter(
        employee_id__in=people, author_id=actor.user_id, month__range=(period.first_day, period.last_day)
    )
    return set(rows.values_list("employee_id", flat=True))
