"""A new region is ready to be used."""

import datetime

import pytest

from agencies.models import AuditEvent, Region
from agencies.tenancy.scope import region_scope
from appraisal.models import RubricVersion, SchemeVersion
from appraisal.scoring.scheme_parsing import NASIONAL_1, parse_scheme
from appraisal.services.create_region import RegionRefused, create_region
from appraisal.services.rubrics.save_rubrics import read_dimensions

pytestmark = pytest.mark.django_db


def make(code: str = "53.71", name: str = "Kota Kupang", time_zone: str = "Asia/Makassar") -> Region:
    return create_region(code=code, name=name, time_zone=time_zone)


def test_a_region_has_code_name_and_time_zone() -> None:
    region = make()
    assert (region.code, region.name, str(region.zone)) == ("53.71", "Kota Kupang", "Asia/Makassar")


def test_a_province_has_a_code_of_two_digits() -> None:
    assert make(code="53", name="Nusa Tenggara Timur").code == "53"


def test_it_starts_with_the_rubric_berakhlak() -> None:
    with region_scope(make().pk):
        version = RubricVersion.objects.get(rubric__name="berakhlak")
        codes = [dimension.code for dimension in read_dimensions(version)]
        assert (version.title, codes) == ("BerAKHLAK", ["BP", "AK", "KO", "HA", "LO", "AD", "KL", "SEMUA"])


def test_every_level_of_the_rubric_has_its_own_anchor() -> None:
    with region_scope(make().pk):
        for dimension in read_dimensions(RubricVersion.objects.get()):
            assert len({anchor for anchor in dimension.anchors if anchor.strip()}) == 5


def test_it_starts_with_the_default_scheme_valid_for_any_period() -> None:
    with region_scope(make().pk):
        scheme = SchemeVersion.objects.get()
        assert (scheme.name, scheme.number, scheme.valid_from) == ("nasional-1", 1, datetime.date(2000, 1, 1))
        assert parse_scheme(scheme.document).components == NASIONAL_1.components


def test_the_act_is_recorded_in_the_new_region() -> None:
    with region_scope(make().pk):
        event = AuditEvent.objects.get()
        assert (event.action, event.subject) == (AuditEvent.Action.REGION_CREATED, "Kota Kupang (53.71)")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"code": "5371"}, 'Kode wilayah "5371" tidak sah'),
        ({"code": "53.71 "}, 'Kode wilayah "53.71 " tidak sah'),
        ({"name": "  "}, "Nama daerah wajib diisi"),
        ({"name": "K" * 121}, "paling banyak 120 huruf"),
        ({"time_zone": "Asia/Kupang"}, 'Zona waktu "Asia/Kupang" tidak dikenal'),
        ({"time_zone": "../etc/passwd"}, "tidak dikenal"),
    ],
)
def test_malformed_facts_are_refused(facts: dict[str, str], sentence: str) -> None:
    with pytest.raises(RegionRefused, match=sentence):
        make(**facts)
    assert not Region.objects.exists()


def test_a_code_is_given_once() -> None:
    make()
    with pytest.raises(RegionRefused, match=r"Daerah dengan kode 53\.71 sudah ada: Kota Kupang"):
        make(name="Kota Lain")
    assert Region.objects.count() == 1
