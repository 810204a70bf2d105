"""The account page: who I am, how it looks on this device, my password."""

import datetime

import pytest
from django.test import Client

from agencies.models import AuditEvent, InstallationEvent, MailAddress, PlacementKind, User
from tests.cast import Cast
from tests.factories import PASSWORD, a_placement
from tests.visitors import page, visitor

NEW = "kupang-pagi-cerah-71"


def changed(client: Client, *, current: str = PASSWORD, new: str = NEW, again: str | None = None) -> tuple[int, str]:
    """Send the form for a new password: status and page."""
    response = client.post(
        "/akun/kata-sandi/", {"current": current, "new": new, "again": new if again is None else again}
    )
    return response.status_code, response.content.decode()


def test_it_says_who_one_is_and_where_one_works_today(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/akun/")
    for said in ("Budi Santoso", kupang.budi.nip[:8], "Perawat Terampil", "Puskesmas Oesapa", "Sari Wulandari"):
        assert said in text


def test_a_position_of_the_past_is_not_told(kupang: Cast) -> None:
    a_placement(
        kupang.budi,
        kupang.dinas,
        kind=PlacementKind.ACTING,
        first_day=datetime.date(2020, 1, 1),
        last_day=datetime.date(2020, 2, 1),
        position="Kepala Seksi",
    )
    assert "Kepala Seksi" not in page(visitor(kupang.budi), "/akun/")


@pytest.mark.parametrize(
    ("who", "role", "scope"),
    [
        ("budi", "Pegawai", "Kinerja Anda sendiri"),
        ("sari", "Pejabat penilai", "2 pegawai hari ini"),
        ("agency_admin", "Admin perangkat daerah", "Dinas Kesehatan dan unit di bawahnya"),
        ("region_admin", "Admin daerah", "Seluruh Kota Kupang"),
        ("auditor", "Inspektorat", "Seluruh Kota Kupang, membaca"),
    ],
)
def test_it_names_the_roles_with_their_scope(kupang: Cast, who: str, role: str, scope: str) -> None:
    text = page(visitor(getattr(kupang, who)), "/akun/")
    assert f"<dt>{role}</dt>" in text
    assert f">{scope}</dd>" in text


def test_an_operator_has_an_account_page_too(db: None) -> None:
    operator = User.objects.create(region=None, login="operator-uji")
    assert "tidak melihat data daerah mana pun" in page(visitor(operator), "/akun/")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_holds_on_every_page_of_the_device(kupang: Cast, theme: str) -> None:
    client = visitor(kupang.budi)
    client.post("/akun/tampilan/", {"theme": theme, "language": "id", "shortcuts": ""})
    assert f'data-theme="{theme}"' in page(client, "/bantuan/")
    client.post("/keluar/")
    assert f'data-theme="{theme}"' in page(client, "/masuk/")


def test_the_theme_of_the_system_is_no_theme_of_ours(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    client.post("/akun/tampilan/", {"theme": "dark", "language": "id", "shortcuts": ""})
    client.post("/akun/tampilan/", {"theme": "", "language": "id", "shortcuts": ""})
    assert "data-theme" not in page(client, "/bantuan/")


def test_a_cookie_that_says_anything_else_is_no_theme(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    client.cookies["tema"] = '"><b>'
    assert "data-theme" not in page(client, "/bantuan/")


def test_the_shortcut_can_be_switched_off(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    client.post("/akun/tampilan/", {"theme": "", "language": "id", "shortcuts": "off"})
    assert 'data-shortcuts="off"' in page(client, "/bantuan/")


def test_a_language_holds_on_this_device(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    assert '<html lang="id"' in page(client, "/akun/")
    client.post("/akun/tampilan/", {"theme": "", "language": "en", "shortcuts": ""})
    assert '<html lang="en"' in page(client, "/akun/")


def test_a_setting_that_is_not_offered_is_refused(kupang: Cast) -> None:
    response = visitor(kupang.budi).post("/akun/tampilan/", {"theme": "dark", "language": "jv", "shortcuts": ""})
    assert response.status_code == 422
    assert "tema" not in response.cookies


def test_settings_are_sent_never_linked(kupang: Cast) -> None:
    assert visitor(kupang.budi).get("/akun/tampilan/").status_code == 405


def test_a_password_is_changed_by_its_owner(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    assert changed(client)[0] == 302
    assert "Kata sandi Anda sudah diganti." in page(client, "/akun/")
    assert User.objects.get(login=kupang.budi.nip).check_password(NEW)


def test_this_session_goes_on_and_the_others_end(kupang: Cast) -> None:
    here, elsewhere = visitor(kupang.budi), visitor(kupang.budi)
    changed(here)
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/")["Location"].startswith("/masuk/")


def test_whoever_finds_a_session_open_cannot_guess_the_password_there(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    for number in range(5):
        changed(client, current=f"tebakan-{number}")
    status, text = changed(client)
    assert (status, "Sudah 5 kali tidak cocok." in text) == (422, True)
    assert User.objects.get(login=kupang.budi.nip).check_password(PASSWORD)


def test_a_changed_password_is_recorded_without_the_password(kupang: Cast) -> None:
    changed(visitor(kupang.budi))
    event = AuditEvent.objects.get(action=AuditEvent.Action.PASSWORD_CHANGED)
    assert (event.actor_name, event.subject, event.details) == ("Budi Santoso", kupang.budi.nip, {})


@pytest.mark.parametrize(
    ("current", "new", "again", "sentence"),
    [
        ("salah", NEW, NEW, "Kata sandi tidak cocok."),
        (PASSWORD, NEW, "lain-lagi-71", "Kedua kata sandi baru tidak sama."),
        (PASSWORD, PASSWORD, PASSWORD, "Kata sandi baru sama dengan yang sekarang."),
        (PASSWORD, "pendek", "pendek", "Kata sandi ini 6 karakter; paling sedikit 12."),
        (PASSWORD, "password1234", "password1234", "Kata sandi ini termasuk yang paling sering dipakai"),
        (PASSWORD, "", "", "Isi kata sandi baru."),
    ],
    ids=["wrong", "not the same", "as before", "short", "common", "missing"],
)
def test_a_refused_password_stays_and_says_why(kupang: Cast, current: str, new: str, again: str, sentence: str) -> None:
    status, text = changed(visitor(kupang.budi), current=current, new=new, again=again)
    assert status == 422
    assert sentence in text
    assert User.objects.get(login=kupang.budi.nip).check_password(PASSWORD)
    assert not AuditEvent.objects.exists()


def test_a_nip_is_no_password(kupang: Cast) -> None:
    status, text = changed(visitor(kupang.budi), new=kupang.budi.nip)
    assert status == 422
    assert "Kata sandi ini terutama nama, NIP, tanggal lahir" in text


def test_no_password_is_shown_again(kupang: Cast) -> None:
    assert "salah-ketik-71" not in changed(visitor(kupang.budi), new=NEW, again="salah-ketik-71")[1]


def test_an_operators_change_is_recorded_for_the_installation(db: None) -> None:
    operator = User.objects.create(region=None, login="operator-uji")
    operator.set_password(PASSWORD)
    operator.save()
    assert changed(visitor(operator))[0] == 302
    assert InstallationEvent.objects.get(action="password_changed").reason == "operator operator-uji"


@pytest.mark.parametrize("address", ["/akun/", "/akun/kata-sandi/"])
def test_a_visitor_is_asked_to_sign_in(client: Client, db: None, address: str) -> None:
    assert client.get(address)["Location"] == f"/masuk/?next={address}"


def test_a_mail_address_is_kept(kupang: Cast) -> None:
    budi = visitor(kupang.budi)
    assert budi.post("/akun/surel/", {"address": "budi@kupang.example", "wants_digest": "on"}).status_code == 302
    assert 'value="budi@kupang.example"' in page(budi, "/akun/")
    assert AuditEvent.objects.get(action="mail_address_changed").details == {"has_address": True, "wants_digest": True}


def test_a_mail_address_is_forgotten(kupang: Cast) -> None:
    budi = visitor(kupang.budi)
    budi.post("/akun/surel/", {"address": "budi@kupang.example", "wants_digest": "on"})
    budi.post("/akun/surel/", {"address": ""})
    assert not MailAddress.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"), [("budi", "Tulis alamat surel yang lengkap"), ("", "Isi alamat surel, atau matikan")]
)
def test_a_digest_needs_a_good_address(kupang: Cast, typed: str, said: str) -> None:
    response = visitor(kupang.budi).post("/akun/surel/", {"address": typed, "wants_digest": "on"})
    assert response.status_code == 422
    assert said in response.content.decode()
