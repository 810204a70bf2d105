"""The one sentence of a period, by rule: what moved, and where to look. No sentence praises or blames anybody."""

from decimal import Decimal

from django.utils.translation import gettext as _

from appraisal.scoring.language import mark, say
from appraisal.scoring.wording import number, score_text
from reports.documents.data_standing import in_brackets
from reports.documents.movement_words import moved_in
from reports.documents.overviews import SHOWN_IN_NEED, Waiting
from reports.documents.summaries import AgencyLine, Means, Share, in_need

_WORDS = (mark("nol"), mark("satu"), mark("dua"), mark("tiga"), mark("empat"), mark("lima"))


def region_headline(
    units: tuple[AgencyLine, ...], means: Means | None, period_label: str, before_label: str = "", caveat: str = ""
) -> str:
    """`Hasil kerja naik di 9 dari 32 perangkat daerah sejak Oktober 2026; tiga perlu perhatian.`

    ``caveat`` is what has to be known of a change between the two periods. The region's own unit, which stands alone
    above the others, is no perangkat daerah.
    """
    if means is None:
        return _("Belum ada evaluasi yang lengkap pada %(period)s.") % {"period": period_label}
    offices = [unit for unit in units if not unit.is_alone] or units
    changes = [unit.result_change for unit in offices if unit.result_change is not None]
    values = {"mean": score_text(means.final), "attention": _attention(units)}
    if not changes:
        return _("Rata-rata nilai akhir %(mean)s; %(attention)s.") % values
    values |= {
        "moved": moved_in(changes, len(offices), _("perangkat daerah")),
        "before": before_label,
        "caveat": in_brackets(caveat),
    }
    return _("Hasil kerja %(moved)s sejak %(before)s%(caveat)s; %(attention)s.") % values


def _attention(units: tuple[AgencyLine, ...]) -> str:
    concerned = len(in_need(units, len(units)))
    if not concerned:
        return _("tidak ada yang memerlukan perhatian")
    if concerned > SHOWN_IN_NEED:
        return _("%(some)s paling perlu perhatian") % {"some": say(_WORDS[SHOWN_IN_NEED])}
    return _("%(some)s perlu perhatian") % {"some": say(_WORDS[concerned])}


def agency_headline(complete: Share, waiting: Waiting, unplanned: int, means: Means | None) -> str:
    """`18 dari 24 evaluasi lengkap; 6 belum: 4 menunggu pejabat penilai dan 2 menunggu laporan; 1 pegawai tanpa SKP.`

    One evaluation can wait for both, or for something else: then the parts stand as some of those that wait.
    """
    values = {
        "done": _count(complete.done),
        "total": _count(complete.total),
        "ratings": _count(waiting.ratings_total),
        "reports": _count(waiting.reports_total),
        "unplanned": _count(unplanned),
    }
    if not complete.total and not unplanned:
        return _("Belum ada pegawai di sini pada periode ini.")
    if not complete.total:
        return _("Belum ada evaluasi; %(unplanned)s pegawai tanpa SKP.") % values
    if complete.is_whole and means is not None:
        text = _("Semua %(total)s evaluasi lengkap; rata-rata nilai akhir %(mean)s") % {
            **values,
            "mean": score_text(means.final),
        }
        parts = [text]
    else:
        parts = [_("%(done)s dari %(total)s evaluasi lengkap") % values, _awaited(complete, waiting)]
    parts.append(_("%(unplanned)s pegawai tanpa SKP") % values if unplanned else "")
    return f"{'; '.join(filter(None, parts))}."


def _awaited(complete: Share, waiting: Waiting) -> str:
    """`21 belum, di antaranya 21 menunggu pejabat penilai dan 18 menunggu laporan`."""
    lacking = complete.total - complete.done
    counted = {
        _("%(some)s menunggu pejabat penilai"): waiting.ratings_total,
        _("%(some)s menunggu laporan"): waiting.reports_total,
    }
    told = [phrase % {"some": _count(some)} for phrase, some in counted.items() if some]
    if not told:
        return _("%(lacking)s belum") % {"lacking": _count(lacking)}
    parts = _("%(one)s dan %(other)s") % {"one": told[0], "other": told[1]} if len(told) > 1 else told[0]
    values = {"lacking": _count(lacking), "parts": parts}
    if sum(counted.values()) == lacking:
        return _("%(lacking)s belum: %(parts)s") % values
    return _("%(lacking)s belum, di antaranya %(parts)s") % values


def objections_line() -> str:
    """What is known of objections in a period, for every overview and summary: nothing yet, and that is said."""
    return _("Timbang belum mencatat keberatan, jadi jumlahnya tidak ada di ringkasan ini.")


def _count(amount: int) -> str:
    return number(Decimal(amount))
