"""The columns of every table that leaves the product as a file."""

from collections.abc import Sequence
from typing import Any

from appraisal.period_codes import parse_period_code
from appraisal.services.organisation.load_distribution import DistributionState, UnitDistribution
from appraisal.services.scorecards.export_evaluations import HEADERS
from reports.documents.comparison import ComparedUnit
from reports.documents.overviews import UnitProgress
from reports.documents.summaries import AgencyLine
from reports.resources.table import TableResource, amount, day, figure, text


def _scope(one: AgencyLine | ComparedUnit) -> str:
    """The same unit stands for all below it in one table and for itself alone in another."""
    return "tanpa unit di bawahnya" if one.is_alone else "dengan seluruh unit di bawahnya"


class UnitTable(TableResource):
    """The units of the region: the table of its overview."""

    code = text("kode_unit")
    name = text("unit")
    is_alone = text("cakupan")
    complete__done = amount("lengkap")
    complete__total = amount("dievaluasi")
    counts__incomplete = amount("belum_lengkap")
    counts__unplanned = amount("tanpa_skp")
    means__result = figure("hasil_kerja")
    means__behaviour = figure("perilaku_kerja")
    means__final = figure("nilai_akhir")
    result_change = figure("perubahan_hasil_kerja")
    counts__predicates__sangat_baik = amount("sangat_baik")
    counts__predicates__baik = amount("baik")
    counts__predicates__butuh_perbaikan = amount("butuh_perbaikan")
    counts__predicates__kurang = amount("kurang")
    counts__predicates__sangat_kurang = amount("sangat_kurang")

    def dehydrate_is_alone(self, one: AgencyLine) -> str:
        """Whom the row counts."""
        return _scope(one)


class UnitProgressTable(TableResource):
    """A unit and those below it, with how far each is: the table of its overview."""

    line__code = text("kode_unit")
    line__name = text("unit")
    line__is_alone = text("cakupan")
    reported__done = amount("realisasi_dilaporkan")
    rated__done = amount("perilaku_dinilai")
    line__counts__evaluated = amount("dievaluasi")
    line__complete__done = amount("lengkap")
    line__counts__unplanned = amount("tanpa_skp")
    line__means__result = figure("hasil_kerja")
    line__means__behaviour = figure("perilaku_kerja")
    line__means__final = figure("nilai_akhir")
    line__result_change = figure("perubahan_hasil_kerja")
    line__counts__predicates__sangat_baik = amount("sangat_baik")
    line__counts__predicates__baik = amount("baik")
    line__counts__predicates__butuh_perbaikan = amount("butuh_perbaikan")
    line__counts__predicates__kurang = amount("kurang")
    line__counts__predicates__sangat_kurang = amount("sangat_kurang")

    def dehydrate_line__is_alone(self, one: UnitProgress) -> str:
        """Whom the row counts."""
        return _scope(one.line)


class ComparisonTable(TableResource):
    """Units in two periods; `awal` is the earlier one, `akhir` the later one."""

    code = text("kode_unit")
    name = text("unit")
    is_alone = text("cakupan")
    result__before = figure("hasil_kerja_awal")
    result__now = figure("hasil_kerja_akhir")
    result__change = figure("perubahan_hasil_kerja")
    behaviour__before = figure("perilaku_kerja_awal")
    behaviour__now = figure("perilaku_kerja_akhir")
    behaviour__change = figure("perubahan_perilaku_kerja")
    final__before = figure("nilai_akhir_awal")
    final__now = figure("nilai_akhir_akhir")
    final__change = figure("perubahan_nilai_akhir")
    complete_before__done = amount("lengkap_awal")
    complete_before__total = amount("dievaluasi_awal")
    complete_now__done = amount("lengkap_akhir")
    complete_now__total = amount("dievaluasi_akhir")

    def dehydrate_is_alone(self, one: ComparedUnit) -> str:
        """Whom the row counts."""
        return _scope(one)


class DistributionTable(TableResource):
    """Units beside the guideline of their own predicate."""

    unit__code = text("kode_unit")
    unit__name = text("unit")
    predicate = text("predikat_organisasi")
    spread__complete = amount("lengkap")
    spread__total = amount("seharusnya")
    spread__counts__sangat_baik = amount("sangat_baik")
    spread__counts__baik = amount("baik")
    spread__counts__butuh_perbaikan = amount("butuh_perbaikan")
    spread__counts__kurang = amount("kurang")
    spread__counts__sangat_kurang = amount("sangat_kurang")
    state = text("rentang_pedoman")
    unmet = text("berbeda_dari_pedoman")
    reason__reason = text("alasan")

    STATES = {
        DistributionState.TOO_FEW: "terlalu sedikit untuk dibandingkan",
        DistributionState.NO_PREDICATE: "menunggu predikat organisasi",
        DistributionState.FITS: "sesuai rentang pedoman",
        DistributionState.EXPLAINED: "berbeda, alasan ditulis",
        DistributionState.UNEXPLAINED: "berbeda, alasan ditunggu",
    }

    def dehydrate_state(self, one: UnitDistribution) -> str:
        """The words of the screen."""
        return self.STATES[one.state]

    def dehydrate_unmet(self, one: UnitDistribution) -> str:
        """The rules of the curve that are not met."""
        outcomes = one.comparison.outcomes if one.comparison else ()
        return "; ".join(outcome.sentence for outcome in outcomes if not outcome.is_met)


class IndicatorTable(TableResource):
    """What the indicators of a unit attained."""

    code = text("kode_indikator")
    name = text("indikator")
    mean = figure("rata_rata_capaian")
    measured = amount("terukur")
    missing = amount("belum_dilaporkan")


class MissingTable(TableResource):
    """Who is missing, and who is awaited: a row for each thing that is lacking."""

    nip = text("nip")
    name = text("nama")
    unit__code = text("kode_unit")
    unit__name = text("unit")
    position = text("jabatan")
    status__value = text("status")
    lacks = text("yang_kurang")
    awaited = text("yang_ditunggu")


class AnnexTable(TableResource):
    """Everybody of the region or of a unit, with what the evaluation came to."""

    unit__code = text("kode_unit")
    unit__name = text("unit")
    nip = text("nip")
    name = text("nama")
    position = text("jabatan")
    placement_kind = text("jenis_penempatan")
    status__value = text("status")
    figures__result = figure("nilai_hasil")
    figures__behaviour = figure("nilai_perilaku")
    figures__final = figure("nilai_akhir")
    figures__result_rating = text("rating_hasil")
    figures__behaviour_rating = text("rating_perilaku")
    figures__predicate = text("predikat")
    figures__rank = amount("peringkat")


class RecapTable(TableResource):
    """The recap of domain 5.5; a longer period adds a column for the predicate of each of its months."""

    nip = text("nip")
    name = text("nama")
    grade = text("golongan")
    position = text("jabatan")
    position_kind = text("jenis_jabatan")
    unit__code = text("kode_unit")
    unit__name = text("unit")
    unit__parent = text("unit_induk")
    placement_kind = text("jenis_penempatan")
    plan_from = day("skp_mulai")
    plan_until = day("skp_selesai")
    plan_state = text("status_skp")
    status__value = text("status")
    figures__result = figure("nilai_hasil")
    figures__behaviour = figure("nilai_perilaku")
    figures__final = figure("nilai_akhir")
    figures__result_rating = text("rating_hasil")
    figures__behaviour_rating = text("rating_perilaku")
    figures__predicate = text("predikat")
    figures__rank = amount("peringkat")
    rater = text("pejabat_penilai")
    rater_position = text("jabatan_penilai")
    rated_at = text("waktu_dinilai")

    def __init__(self, *, period_code: str) -> None:
        super().__init__()
        span = parse_period_code(period_code)
        for code in span.month_codes if span.kind != "month" else ():
            column = text(f"predikat_{code}")
            column.attribute = f"months__{code}"
            self.fields[column.attribute] = column


class EvaluationTable(TableResource):
    """The export of evaluations of the contract (section 4): its rows come as they are written."""

    def get_export_headers(self, selected_fields: object = None) -> list[str]:  # noqa: ARG002 - as the base has it
        """Those of the contract."""
        return list(HEADERS)

    def cells(self, item: Any) -> Sequence[object]:
        """As they are."""
        cells: Sequence[object] = item
        return cells
