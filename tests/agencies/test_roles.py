"""A person with several roles works in one at a time; the choice changes what is offered, never what is permitted."""

import re

from agencies.models import AuditEvent, Role, RoleGrant
from tests.cast import Cast
from tests.factories import a_role
from tests.visitors import page, visitor

OFFERED = re.compile(r'name="peran" value="([^"]+)"( aria-current="true")?')


def offered(text: str) -> dict[str, bool]:
    """The roles that a page offers, and which is the current one."""
    return {key: bool(is_current) for key, is_current in OFFERED.findall(text)}


def test_who_has_staff_may_change_between_supervisor_and_employee(kupang: Cast) -> None:
    text = page(visitor(kupang.sari), "/bantuan/")
    assert offered(text) == {"supervisor": True, "employee": False}
    assert "Anda sebagai:</span> Pejabat penilai" in text


def test_who_has_one_role_is_offered_no_choice(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/bantuan/")
    assert offered(text) == {}
    assert "Anda sebagai:</span>" not in text


def test_a_chosen_role_leads_to_its_landing_page_and_stays(kupang: Cast) -> None:
    client = visitor(kupang.sari)
    assert client.post("/peran/", {"peran": "employee"})["Location"] == "/kinerja/"
    assert client.get("/")["Location"] == "/kinerja/"
    assert offered(page(client, "/bantuan/")) == {"supervisor": False, "employee": True}


def test_the_choice_ends_with_the_session(kupang: Cast) -> None:
    visitor(kupang.sari).post("/peran/", {"peran": "employee"})
    assert visitor(kupang.sari).get("/")["Location"] == "/penilaian/"


def test_a_role_takes_no_permission_away(kupang: Cast) -> None:
    client = visitor(kupang.sari)
    client.post("/peran/", {"peran": "employee"})
    assert client.get("/evaluasi/").status_code == 200


def test_a_role_that_one_does_not_have_is_not_taken(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    response = client.post("/peran/", {"peran": "region_admin"}, follow=True)
    assert "Peran itu bukan lagi peran Anda." in response.content.decode()
    assert client.get("/evaluasi/").status_code == 403


def test_a_role_that_was_taken_back_is_not_kept(kupang: Cast) -> None:
    assert kupang.budi.user is not None
    grant = a_role(kupang.budi.user, Role.AUDITOR)
    client = visitor(kupang.budi)
    client.post("/peran/", {"peran": "auditor"})
    RoleGrant.objects.filter(pk=grant.pk).delete()
    assert client.get("/")["Location"] == "/kinerja/"


def test_an_admin_of_two_agencies_works_for_one_at_a_time(kupang: Cast) -> None:
    a_role(kupang.agency_admin, Role.AGENCY_ADMIN, kupang.kecamatan)
    client = visitor(kupang.agency_admin)
    text = page(client, "/bantuan/")
    assert offered(text) == {"agency_admin:1.02": True, "agency_admin:7.01": False}
    assert "Admin perangkat daerah, Kecamatan Alak" in text
    assert client.post("/peran/", {"peran": "agency_admin:7.01"})["Location"] == "/ringkasan/7.01/"


def test_a_link_cannot_change_the_role(kupang: Cast) -> None:
    assert visitor(kupang.sari).get("/peran/").status_code == 405


def test_a_change_of_role_is_no_act_on_the_record(kupang: Cast) -> None:
    visitor(kupang.sari).post("/peran/", {"peran": "employee"})
    assert not AuditEvent.objects.exists()
