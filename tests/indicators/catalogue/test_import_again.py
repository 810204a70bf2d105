"""A file that names an indicator that had ended, or whose publication was taken back, brings it in again."""

import datetime

from indicators.models import Indicator, IndicatorVersion
from indicators.models.indicator import SINCE_ALWAYS
from indicators.resources import IndicatorResource
from indicators.services.catalogue.undo_publication import undo_publication
from tests.agencies.importing import counts, imported
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.catalogue.drafts import a_publication, actor

HEADER = "kode_opd,kode,nama,satuan,arah,pola,aspek,definisi"
AS_STORED = "1.02,IKU-1,Jumlah pasien terlayani,orang,naik,hitungan,kuantitas,"
AS_PUBLISHED = "1.02,IKU-9,Waktu tunggu rawat jalan,menit,turun,posisi,waktu,Dari pendaftaran sampai diperiksa."


def test_one_that_had_ended_is_measured_by_again(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    Indicator.objects.update(retired_from=datetime.date(2026, 5, 1))
    assert counts(imported(IndicatorResource, HEADER, AS_STORED)) == (0, 1, 0)
    indicator.refresh_from_db()
    assert indicator.retired_from is None


def test_one_that_was_taken_back_comes_with_a_version_even_if_it_says_the_same(kupang: Cast) -> None:
    undo_publication(publication=a_publication(kupang), actor=actor(kupang.agency_admin))
    assert counts(imported(IndicatorResource, HEADER, AS_PUBLISHED)) == (0, 1, 0)
    version = IndicatorVersion.objects.latest("number")
    assert (version.number, version.valid_from, version.indicator.retired_from) == (2, SINCE_ALWAYS, None)
