"""The one sentence of a period, by rule: what moved, and where to look. No sentence praises or blames anybody."""

from decimal import Decimal

from django.utils.translation import gettext as _

from appraisal.scoring.language import mark, say
from appraisal.scoring.wording import number, score_text
from reports.documents.overviews import SHOWN_IN_NEED, Waiting
from reports.documents.summaries import AgencyLine, Means, Share, in_need

_WORDS = (mark("nol"), mark("satu"), mark("dua"), mark("tiga"), mark("empat"), mark("lima"))


def region_headline(units: tuple[AgencyLine, ...], means: Means | None, period_label: str) -> str:
    """`Hasil kerja naik di 9 dari 32 perangkat daerah; tiga perlu perhatian.`"""
    if means is None:
        return _("Belum ada evaluasi yang lengkap pada %(period)s.") % {"period": period_label}
    compared = [unit for unit in units if unit.result_change is not None]
    risen = sum(unit.has_risen for unit in compared)
    fallen = sum(bool(unit.fall) for unit in compared)
    values = {
        "risen": _count(risen),
        "fallen": _count(fallen),
        "all": _count(len(units)),
        "mean": score_text(means.final),
        "attention": _attention(units),
    }
    if not compared:
        return _("Rata-rata nilai akhir %(mean)s; %(attention)s.") % values
    if risen:
        return _("Hasil kerja naik di %(risen)s dari %(all)s perangkat daerah; %(attention)s.") % values
    if fallen:
        return _("Hasil kerja turun di %(fallen)s dari %(all)s perangkat daerah; %(attention)s.") % values
    return _("Hasil kerja tetap di semua perangkat daerah yang dapat dibandingkan; %(attention)s.") % values


def _attention(units: tuple[AgencyLine, ...]) -> str:
    concerned = len(in_need(units, len(units)))
    if not concerned:
        return _("tidak ada yang memerlukan perhatian")
    if concerned > SHOWN_IN_NEED:
        return _("%(some)s paling perlu perhatian") % {"some": say(_WORDS[SHOWN_IN_NEED])}
    return _("%(some)s perlu perhatian") % {"some": say(_WORDS[concerned])}


def agency_headline(complete: Share, waiting: Waiting, unplanned: int, means: Means | None) -> str:
    """`18 dari 24 evaluasi lengkap; 4 menunggu pejabat penilai, 2 belum melapor.`"""
    values = {
        "done": _count(complete.done),
        "total": _count(complete.total),
        "ratings": _count(waiting.ratings_total),
        "reports": _count(waiting.reports_total),
        "unplanned": _count(unplanned),
    }
    if not complete.total:
        return _("Belum ada pegawai di sini pada periode ini.")
    if complete.done == complete.total and means is not None:
        return _("Semua %(total)s evaluasi lengkap; rata-rata nilai akhir %(mean)s.") % {
            **values,
            "mean": score_text(means.final),
        }
    text = _("%(done)s dari %(total)s evaluasi lengkap") % values
    awaited = [
        _("%(ratings)s menunggu pejabat penilai") % values if waiting.ratings_total else "",
        _("%(reports)s belum melapor") % values if waiting.reports_total else "",
        _("%(unplanned)s tanpa SKP") % values if unplanned else "",
    ]
    told = ", ".join(filter(None, awaited))
    return f"{text}; {told}." if told else f"{text}."


def objections_line() -> str:
    """What is known of objections in a period, for every overview and summary: nothing yet, and that is said."""
    return _("Timbang belum mencatat keberatan, jadi jumlahnya tidak ada di ringkasan ini.")


def _count(amount: int) -> str:
    return number(Decimal(amount))
