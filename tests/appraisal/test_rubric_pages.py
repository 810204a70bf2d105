"""Reading rubrics, and writing further versions of them."""

import datetime
from contextvars import Context
from typing import Any

import pytest
from django.test import Client

from agencies.models import AuditEvent
from appraisal.models import Rubric, RubricVersion
from appraisal.resources import RubricResource
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.rubrics.save_rubrics import read_dimensions, save_rubrics
from tests.appraisal.factories import a_period, a_scheme
from tests.appraisal.test_rubric_versions import worded
from tests.cast import Cast, cast_of_bandung
from tests.visitors import outside_any_scope, page, visitor

READERS = ("budi", "sari", "agency_admin", "region_admin", "regional_head", "auditor")
OTHERS = ("budi", "sari", "agency_admin", "regional_head", "auditor")


@pytest.fixture
def rubric(kupang: Cast) -> Rubric:
    """A rubric of two dimensions, which the region's scheme asks."""
    save_rubrics(rubrics={"layanan": [worded("SIKAP"), worded("CEPAT")]})
    behaviour = {"weight": 30, "components": [{"source": "rubric:layanan", "weight": 100}]}
    a_scheme(result={"weight": 70}, behaviour=behaviour)
    return Rubric.objects.get()


def address(rubric: Rubric, what: str = "") -> str:
    return f"/rubrik/{rubric.pk}/{what}"


def typed(rubric: Rubric, **changes: str) -> dict[str, str]:
    """The form of the newest version as the browser sends it; `0__name` is the name of the first dimension."""
    newest = RubricVersion.objects.filter(rubric=rubric).order_by("number").last()
    assert newest is not None
    said = read_dimensions(newest)
    data = {"title": newest.title, "valid_from": "2026-07-01", "replaces": str(newest.number)}
    data |= {"dimensi-TOTAL_FORMS": str(len(said) + 1), "dimensi-INITIAL_FORMS": str(len(said))}
    for place, dimension in enumerate(said):
        data |= {f"dimensi-{place}-known": dimension.code, f"dimensi-{place}-name": dimension.name}
        data |= {f"dimensi-{place}-anchor_{level}": text for level, text in enumerate(dimension.anchors, start=1)}
    return data | {name.replace("d", "dimensi-", 1).replace("__", "-"): text for name, text in changes.items()}


def new_dimension(place: int, code: str = "INOVASI") -> dict[str, str]:
    """What is typed into the empty row."""
    anchors = {f"dimensi-{place}-anchor_{level}": "kata" for level in range(1, 6)}
    return {f"dimensi-{place}-code": code, f"dimensi-{place}-name": "Inovasi", **anchors}


def send(cast: Cast, rubric: Rubric, data: dict[str, str]) -> Any:
    return visitor(cast.region_admin).post(address(rubric, "ubah/"), data)


def newest(rubric: Rubric) -> RubricVersion:
    return RubricVersion.objects.filter(rubric=rubric).order_by("-number")[0]


@pytest.mark.parametrize("reader", READERS)
def test_everybody_of_the_region_reads_rubrics_with_their_anchors(kupang: Cast, rubric: Rubric, reader: str) -> None:
    client = visitor(getattr(kupang, reader))
    assert "SIKAP lama, CEPAT lama" in page(client, "/rubrik/")
    text = page(client, address(rubric))
    assert text.count(">lama</td>") == 10


def test_a_rubric_says_which_schemes_ask_it(kupang: Cast, rubric: Rubric) -> None:
    save_rubrics(rubrics={"lain": [worded("A")]})
    text = page(visitor(kupang.budi), "/rubrik/")
    assert text.index("Belum dipakai skema yang berlaku.") < text.index("Dipakai oleh:") < text.index("nasional-1")


def test_an_older_version_can_still_be_read(kupang: Cast, rubric: Rubric) -> None:
    send(kupang, rubric, typed(rubric, d0__name="Sikap melayani"))
    client = visitor(kupang.budi)
    assert "Sikap melayani" in page(client, address(rubric))
    text = page(client, address(rubric, "?versi=1"))
    assert "SIKAP lama" in text
    assert "sudah digantikan" in text


def test_the_downloaded_file_imports_back_unchanged(kupang: Cast, rubric: Rubric) -> None:
    content = visitor(kupang.budi).get(address(rubric, "rubrik.csv")).content
    saved = RubricResource().import_file(content, name="rubrik.csv").saved
    assert (saved.new, saved.updated, saved.unchanged) == (0, 0, 3)


def test_a_change_is_a_further_version_from_a_day_on(kupang: Cast, rubric: Rubric) -> None:
    response = send(kupang, rubric, typed(rubric, d0__name="Sikap melayani", d0__anchor_3="ramah"))
    version = newest(rubric)
    assert response["Location"] == address(rubric, "?versi=2")
    assert (version.number, version.valid_from) == (2, datetime.date(2026, 7, 1))
    assert (version.dimensions[0]["name"], version.dimensions[0]["anchors"][2]) == ("Sikap melayani", "ramah")
    assert AuditEvent.objects.get(action="rubric_published").details["valid_from"] == "2026-07-01"


def test_a_dimension_is_added_before_semua(kupang: Cast, rubric: Rubric) -> None:
    send(kupang, rubric, typed(rubric) | new_dimension(3, code="inovasi"))
    assert [part["code"] for part in newest(rubric).dimensions] == ["SIKAP", "CEPAT", "INOVASI", "SEMUA"]


def test_a_dimension_is_retired_and_may_come_back(kupang: Cast, rubric: Rubric) -> None:
    send(kupang, rubric, typed(rubric, d1__retired="on"))
    assert [part["code"] for part in newest(rubric).dimensions] == ["SIKAP", "SEMUA"]
    send(kupang, rubric, typed(rubric) | new_dimension(2, code="CEPAT"))
    assert [part["code"] for part in newest(rubric).dimensions] == ["SIKAP", "CEPAT", "SEMUA"]
    assert rubric.dimensions.count() == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Belum ada yang berubah dari versi terbaru."),
        ({"d0__anchor_2": ""}, "Tulis jangkar tingkat 2."),
        ({"d3__name": "Inovasi"}, "Isi kode dimensi, misalnya BP."),
        ({"d0__retired": "on", "d1__retired": "on"}, "Sisakan paling sedikit satu dimensi selain SEMUA."),
    ],
)
def test_a_version_that_cannot_be_published_says_why(
    kupang: Cast, rubric: Rubric, changes: dict[str, str], sentence: str
) -> None:
    response = send(kupang, rubric, typed(rubric, **changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert newest(rubric).number == 1


def test_a_code_is_used_once(kupang: Cast, rubric: Rubric) -> None:
    response = send(kupang, rubric, typed(rubric) | new_dimension(3, code="SIKAP"))
    assert "Kode ini sudah dipakai dimensi lain." in response.content.decode()


def test_a_version_does_not_begin_before_the_newest_one(kupang: Cast, rubric: Rubric) -> None:
    send(kupang, rubric, typed(rubric, d0__name="Sikap"))
    response = send(kupang, rubric, typed(rubric, d0__name="Sikap melayani") | {"valid_from": "2026-06-30"})
    assert "Versi terbaru berlaku mulai 1 Juli 2026." in response.content.decode()


def test_a_version_does_not_begin_in_a_locked_period(kupang: Cast, rubric: Rubric) -> None:
    lock_period(period=a_period("2026-07"))
    response = send(kupang, rubric, typed(rubric, d0__name="Sikap"))
    assert response.status_code == 422
    assert "Juli 2026 sudah dikunci" in response.content.decode()


def test_who_was_slower_loses_nothing_and_sees_both(kupang: Cast, rubric: Rubric) -> None:
    mine = typed(rubric, d0__name="Sikap saya")
    send(kupang, rubric, typed(rubric, d0__name="Sikap lain"))
    response = send(kupang, rubric, mine)
    text = response.content.decode()
    assert response.status_code == 409
    assert text.index("SIKAP, nama") < text.index("Sikap saya") < text.index("Sikap lain")
    assert 'name="replaces" value="2"' in text
    assert newest(rubric).number == 2


def test_the_form_says_what_a_new_dimension_means(kupang: Cast, rubric: Rubric) -> None:
    text = page(visitor(kupang.region_admin), address(rubric, "ubah/"))
    assert "belum lengkap sampai dimensi itu dinilai" in text
    assert "Paling awal berlaku 1 Januari 2000." in text


def test_a_new_rubric_counts_for_every_period(kupang: Cast) -> None:
    data = {"name": "guru", "title": "Kompetensi guru", "dimensi-TOTAL_FORMS": "1", "dimensi-INITIAL_FORMS": "0"}
    response = visitor(kupang.region_admin).post("/rubrik/baru/", data | new_dimension(0, code="AJAR"))
    version = RubricVersion.objects.get()
    assert response["Location"] == address(version.rubric)
    assert (version.title, version.valid_from) == ("Kompetensi guru", datetime.date(2000, 1, 1))
    assert [part["code"] for part in version.dimensions] == ["AJAR", "SEMUA"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("layanan", "Rubrik layanan sudah ada."),
        ("rubrik:guru", "Pakai huruf, angka"),
        ("", "Isi nama rubrik"),
    ],
)
def test_a_new_rubric_needs_a_name_of_its_own(kupang: Cast, rubric: Rubric, name: str, sentence: str) -> None:
    data = {"name": name, "title": "Guru", "dimensi-TOTAL_FORMS": "1", "dimensi-INITIAL_FORMS": "0"}
    response = visitor(kupang.region_admin).post("/rubrik/baru/", data | new_dimension(0))
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_new_rubric_needs_a_dimension(kupang: Cast) -> None:
    data = {"name": "guru", "title": "Guru", "dimensi-TOTAL_FORMS": "1", "dimensi-INITIAL_FORMS": "0"}
    response = visitor(kupang.region_admin).post("/rubrik/baru/", data)
    assert "Isi paling sedikit satu dimensi" in response.content.decode()
    assert not Rubric.objects.exists()


@pytest.mark.parametrize("other", OTHERS)
def test_nobody_but_the_region_admin_writes(kupang: Cast, rubric: Rubric, other: str) -> None:
    client = visitor(getattr(kupang, other))
    assert client.get(address(rubric, "ubah/")).status_code == 403
    assert client.post(address(rubric, "ubah/"), typed(rubric, d0__name="x")).status_code == 403
    assert client.get("/rubrik/baru/").status_code == 403
    assert "Ubah rubrik" not in page(client, address(rubric))


@pytest.mark.parametrize("what", ["", "ubah/", "rubrik.csv"])
def test_another_region_does_not_learn_of_it(rubric: Rubric, what: str) -> None:
    stranger = visitor(Context().run(cast_of_bandung).region_admin)
    assert outside_any_scope(stranger, address(rubric, what)).status_code == 404


@pytest.mark.parametrize("number", ["9", "x", "99999999"])
def test_a_version_that_is_not_there_is_404(kupang: Cast, rubric: Rubric, number: str) -> None:
    assert visitor(kupang.budi).get(address(rubric, f"?versi={number}")).status_code == 404


@pytest.mark.parametrize("what", ["", "ubah/", "rubrik.csv"])
def test_nobody_reads_it_without_signing_in(rubric: Rubric, what: str) -> None:
    assert Client().get(address(rubric, what))["Location"].startswith("/masuk/")


def test_reading_is_all_that_its_page_does(kupang: Cast, rubric: Rubric) -> None:
    assert visitor(kupang.region_admin).post(address(rubric)).status_code == 405
