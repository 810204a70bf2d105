"""The drawings on the living page: invented figures, real functions."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from markupsafe import Markup

from appraisal.charts.bullet import bullet
from appraisal.charts.distribution import distribution
from appraisal.charts.heat import heat
from appraisal.charts.points import points
from appraisal.charts.quadrant import quadrant
from appraisal.charts.sparkline import sparkline
from appraisal.scoring.types import Predicate, Rating

CAP = Decimal(120)
MONTHS = ("81.20", "84.00", "86.50", "89.38")


@dataclass(frozen=True, slots=True)
class Bands:
    """Where the levels begin, in percent."""

    expected: Decimal
    above: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """What an indicator has brought, and what it can bring."""

    name: str
    earned: Decimal
    full: Decimal


def example_charts() -> dict[str, Markup]:
    """One drawing of each kind, by the name of its function."""
    return {
        "bullet": bullet(Decimal(93), Bands(Decimal(90), Decimal(101)), CAP),
        "sparkline": sparkline([Decimal(value) for value in MONTHS], _("Nilai Juli sampai Oktober 2026")),
        "points": points(_parts(), _("Poin tiap indikator")),
        "quadrant": quadrant(
            (Rating.EXPECTED, Rating.ABOVE), _("Hasil kerja sesuai, perilaku kerja di atas ekspektasi")
        ),
        "distribution": distribution(
            dict(zip(Predicate, (4, 31, 8, 2, 1), strict=True)), _("Sebaran predikat 46 pegawai")
        ),
        "heat": heat(_units(), (_("Jul"), _("Agu"), _("Sep"), _("Okt")), _("Rata-rata nilai tiap unit kerja")),
    }


def _parts() -> list[Part]:
    return [
        Part(_("Jumlah pasien rawat jalan terlayani"), Decimal("46.50"), Decimal(50)),
        Part(_("Kunjungan rumah pasien risiko tinggi"), Decimal("21.00"), Decimal(30)),
        Part(_("Waktu tunggu pendaftaran"), Decimal("17.33"), Decimal(20)),
    ]


def _units() -> list[tuple[str, list[Decimal | None]]]:
    return [
        ("Puskesmas Oebobo", [Decimal("78.10"), Decimal("82.40"), Decimal("88.00"), Decimal("91.25")]),
        ("Puskesmas Sikumana", [Decimal("92.00"), Decimal("90.15"), None, Decimal("95.60")]),
        (_("Bidang Kesehatan Masyarakat"), [Decimal("101.30"), Decimal("103.00"), Decimal("99.80"), Decimal("104.75")]),
    ]
