"""Screen and paper of an agency show the same figures, from the same prepared rows."""

import re

import pytest

from appraisal.models import DistributionReason
from appraisal.scoring.types import Predicate
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.organisation.situations import a_unit_rating, people_with
from tests.reports.agency.recaps import paper_of, recap_of
from tests.visitors import page, visitor

WANTED = {Predicate.SANGAT_BAIK: 2, Predicate.BAIK: 8, Predicate.BUTUH_PERBAIKAN: 1, Predicate.SANGAT_KURANG: 1}
TAGS = re.compile(r"<[^>]+>")


def words_of(markup: str) -> str:
    """What stands there for a reader, with single spaces."""
    return re.sub(r"\s+", " ", TAGS.sub(" ", markup))


def drawing(text: str, kind: str) -> str:
    """A chart as it is drawn, on paper and screen by the same function."""
    found = re.search(rf'<(svg|table) class="(ch )?{kind}".*?</\1>', text, re.DOTALL)
    assert found, kind
    return found.group()


@pytest.fixture
def both(month: Month) -> tuple[str, str]:
    """The screen and the paper of the puskesmas, where thirteen people are beside the guideline of Baik."""
    people_with(month, WANTED)
    a_unit_rating(month.cast)
    DistributionReason.objects.create(
        period=a_period(),
        agency=month.cast.puskesmas,
        reason="Tidak ada pegawai dengan predikat Kurang.",
        counts={},
        decided_by=month.cast.sari.user,
        decided_by_name="Sari Wulandari",
    )
    screen = page(visitor(month.cast.region_admin), "/ringkasan/1.02.01/?periode=2026-01")
    return screen, paper_of(recap_of(month.cast.puskesmas))


@pytest.mark.parametrize("kind", ["ch-distribution", "quadrant"])
def test_a_chart_is_the_same_on_both(both: tuple[str, str], kind: str) -> None:
    screen, paper = (re.sub(r"<caption>.*?</caption>", "", drawing(text, kind)) for text in both)
    assert screen == paper


@pytest.mark.parametrize(
    "said",
    [
        "Semua 13 evaluasi lengkap; rata-rata nilai akhir",
        "11 dari 13 pegawai berpredikat Baik atau Sangat Baik",
        "Predikat organisasi: Baik . Sumber: Capaian rencana aksi.",
        "Baik menjadi kelompok terbesar.",
        "Baik paling banyak 70%: 9 dari 13 orang.",
        "Tidak ada pegawai dengan predikat Kurang.",
        "Jumlah pasien terlayani",
    ],
)
def test_a_sentence_stands_on_both(both: tuple[str, str], said: str) -> None:
    screen, paper = (words_of(text).replace("Baik .", "Baik.") for text in both)
    assert said.replace("Baik .", "Baik.") in screen
    assert said.replace("Baik .", "Baik.") in paper


def test_key_figures_means_and_attainments_are_the_same(month: Month, both: tuple[str, str]) -> None:
    overview = recap_of(month.cast.puskesmas).overview
    figures = [overview.figures.now.mean, *(row.mean for row in overview.indicators), *overview.trend.units[0].values]
    written = [f"{value:.2f}".replace(".", ",") for value in figures if value is not None]
    assert len(written) == 4
    assert [text for text in written if any(text not in shown for shown in both)] == []


def test_fewer_than_ten_people_get_no_chart_on_either(month: Month) -> None:
    people_with(month, {Predicate.BAIK: 8})
    screen = page(visitor(month.cast.region_admin), "/ringkasan/1.02.01/?periode=2026-01")
    paper = paper_of(recap_of(month.cast.puskesmas))
    assert not any(kind in text for text in (screen, paper) for kind in ("ch-distribution", 'class="quadrant"'))


def test_a_screen_has_the_people_of_the_units_below_and_the_paper_has_not(month: Month) -> None:
    people_with(month, WANTED)
    screen = page(visitor(month.cast.region_admin), "/ringkasan/1.02/?periode=2026-01")
    paper = paper_of(recap_of(month.cast.dinas))
    assert "11 dari 13 pegawai" in words_of(screen)
    assert "ch-distribution" not in paper
