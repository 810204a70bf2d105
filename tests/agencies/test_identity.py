"""The identity of a region: its name and the colour of its head line."""

import re

import pytest
from django.http import HttpResponse

from agencies.models import Accent, AuditEvent, Region
from config.stylesheet import joined_stylesheet
from tests.architecture.test_colours import LIGHT, contrast
from tests.cast import Cast
from tests.visitors import page, visitor

ADDRESS = "/pengaturan/identitas/"
BAR = re.compile(r'\[data-accent="(\w+)"\] { --bar: (#[0-9A-F]{6}); }')


def sent(cast: Cast, **other: str) -> HttpResponse:
    """The answer to the form of the region admin, opened before anybody changed anything."""
    began = {"began_name": "Kota Kupang", "began_accent": "indigo"}
    form = {"name": "Kota Kupang", "accent": "teal", **began} | other
    return visitor(cast.region_admin).post(ADDRESS, form)  # type: ignore[return-value]


def bars() -> dict[str, str]:
    """The colour of the head line by accent, out of the style sheet that browsers get."""
    return dict(BAR.findall(joined_stylesheet().read_text(encoding="utf-8")))


def on_top(bar: str, share: float) -> str:
    """What white of a share makes of a colour below it."""
    channels = [int(bar[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(255 * share + part * (1 - share)):02X}" for part in channels)


@pytest.mark.parametrize("accent", Accent.values)
def test_white_can_be_read_on_every_head_line(accent: str) -> None:
    """One colour for both themes: neither the bar nor the white on it changes with the theme."""
    assert contrast(LIGHT["on-bar"], bars()[accent]) >= 4.5


@pytest.mark.parametrize("accent", Accent.values)
def test_lines_on_every_head_line_can_be_seen(accent: str) -> None:
    line = re.search(r"\[data-accent\] { --bar-line: #FFFFFF([0-9A-F]{2}); }", joined_stylesheet().read_text("utf-8"))
    assert line is not None
    bar = bars()[accent]
    assert contrast(on_top(bar, int(line[1], 16) / 255), bar) >= 3


def test_every_accent_has_its_own_colour() -> None:
    assert set(bars()) == set(Accent.values)
    assert len(set(bars().values())) == len(Accent.values)


def test_a_chosen_colour_is_on_every_page_of_the_region(kupang: Cast) -> None:
    sent(kupang, accent="plum")
    for person, address in ((kupang.budi, "/kinerja/"), (kupang.auditor, "/bantuan/")):
        assert re.search(r'<html [^>]*data-accent="plum"', page(visitor(person), address))


def test_the_sign_in_belongs_to_no_region(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    client.logout()
    assert "data-accent" not in page(client, "/masuk/")


def test_a_new_name_is_shown_and_recorded(kupang: Cast) -> None:
    assert sent(kupang, name="  Kota   Kupang Raya ")["Location"] == ADDRESS
    assert "Pemerintah Kota Kupang Raya" in page(visitor(kupang.budi), "/kinerja/")
    event = AuditEvent.objects.get(action=AuditEvent.Action.IDENTITY_CHANGED)
    before, after = {"name": "Kota Kupang", "accent": "indigo"}, {"name": "Kota Kupang Raya", "accent": "teal"}
    assert (event.details, event.actor) == ({"before": before, "after": after}, kupang.region_admin.key)


def test_what_stays_as_it_is_is_no_event(kupang: Cast) -> None:
    assert sent(kupang, accent="indigo").status_code == 302
    assert not AuditEvent.objects.filter(action=AuditEvent.Action.IDENTITY_CHANGED).exists()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": " "}, "Isi nama daerah"),
        ({"name": "K" * 121}, "paling banyak 120 huruf"),
        ({"name": "Kota\0Kupang"}, "Galat"),
        ({"accent": "pink"}, "Pilih salah satu dari delapan warna"),
        ({"accent": ""}, "Pilih salah satu dari delapan warna"),
    ],
)
def test_what_cannot_be_is_refused(kupang: Cast, other: dict[str, str], said: str) -> None:
    answer = sent(kupang, **other)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Region.objects.get(pk=kupang.region.pk).accent == "indigo"


def test_the_name_of_another_region_is_refused(bandung: Cast, kupang: Cast) -> None:
    answer = sent(kupang, name="kota bandung")
    assert answer.status_code == 422
    assert "sudah bernama kota bandung" in answer.content.decode()


def test_two_admins_do_not_overwrite_each_other(kupang: Cast) -> None:
    sent(kupang, name="Kota Kupang Raya")
    answer = sent(kupang, accent="red")
    shown = answer.content.decode()
    assert (answer.status_code, "Yang berbeda" in shown, "Kota Kupang Raya" in shown) == (409, True, True)
    assert Region.objects.get(pk=kupang.region.pk).accent == "teal"


def test_code_and_time_zone_stay_whatever_is_sent(kupang: Cast) -> None:
    sent(kupang, time_zone="Asia/Jayapura", code="99.99")
    region = Region.objects.get(pk=kupang.region.pk)
    assert (region.time_zone, region.code) == ("Asia/Makassar", "53.71")


@pytest.mark.parametrize("who", ["agency_admin", "auditor", "regional_head", "budi"])
def test_only_the_region_admin_changes_it(kupang: Cast, who: str) -> None:
    assert visitor(getattr(kupang, who)).post(ADDRESS, {"name": "x", "accent": "red"}).status_code == 403


def test_logo_and_letterhead_are_one_step_away(kupang: Cast) -> None:
    assert 'href="/dokumen/kop/"' in page(visitor(kupang.region_admin), ADDRESS)
