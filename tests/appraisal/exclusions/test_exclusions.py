"""Somebody is left out with a reason, and the exclusion is taken back."""

import datetime
from contextvars import Context

import pytest
from django.http import HttpResponse
from django.test import Client

from agencies.models import AuditEvent, Role
from appraisal.models import Exclusion
from appraisal.services.exclusions.end_exclusion import end_exclusion
from appraisal.services.exclusions.make_exclusion import ExclusionRefusedError, make_exclusion
from tests.appraisal.deliveries import acting
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_role
from tests.visitors import page, visitor

LEAVE = {"kind": "leave", "first_day": "2026-11-01", "last_day": "2027-01-31", "reason": "Cuti melahirkan"}


def post(cast: Cast, person: object = None, **said: str) -> HttpResponse:
    """The admin of the dinas leaves Budi out."""
    admin = visitor(person or cast.agency_admin)  # type: ignore[arg-type]
    return admin.post(f"/pengecualian/baru/{cast.budi.pk}/", {**LEAVE, **said})  # type: ignore[return-value]


def made(cast: Cast, first: str = "2026-11-01", last: str | None = "2027-01-31") -> Exclusion:
    """An exclusion of Budi by the admin of the dinas."""
    return make_exclusion(
        employee=cast.budi,
        kind=Exclusion.Kind.LEAVE,
        first_day=datetime.date.fromisoformat(first),
        last_day=datetime.date.fromisoformat(last) if last else None,
        reason="Cuti melahirkan",
        actor=acting(cast.agency_admin),
    )


def test_the_form_says_what_an_exclusion_does(kupang: Cast) -> None:
    shown = page(visitor(kupang.agency_admin), f"/pengecualian/baru/{kupang.budi.pk}/")
    assert "tidak ditunggu dan tidak dinilai; bukan nilai nol" in shown


def test_an_exclusion_is_made_and_listed(kupang: Cast) -> None:
    assert post(kupang).status_code == 302
    shown = page(visitor(kupang.agency_admin), "/pengecualian/")
    assert "Cuti melahirkan, 1 November 2026 sampai 31 Januari 2027." in shown
    event = AuditEvent.objects.get(action="exclusion_made")
    assert (event.subject, event.reason) == (kupang.budi.nip, "Cuti melahirkan")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": " "}, "Tulis alasan pengecualian."),
        ({"kind": ""}, "Pilih jenis pengecualian."),
        ({"first_day": "besok"}, "Tulis tanggal seperti 2026-11-21."),
        ({"last_day": "2026-10-01"}, "Hari terakhir lebih awal daripada hari pertama."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(kupang: Cast, said: dict[str, str], sentence: str) -> None:
    answer = post(kupang, **said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Exclusion.objects.exists()


def test_overlapping_exclusions_are_refused_in_a_sentence(kupang: Cast) -> None:
    made(kupang)
    answer = post(kupang, first_day="2027-01-31", last_day="")
    assert answer.status_code == 422
    assert "Bertumpang tindih dengan pengecualian 1 November 2026 sampai 31 Januari 2027" in answer.content.decode()


def test_one_without_an_end_stands_in_the_way_of_later_ones(kupang: Cast) -> None:
    made(kupang, last=None)
    with pytest.raises(ExclusionRefusedError, match="sejak 1 November 2026"):
        made(kupang, "2028-01-01", None)


def test_one_after_the_other_is_fine(kupang: Cast) -> None:
    made(kupang, "2026-11-01", "2026-11-30")
    assert made(kupang, "2026-12-01", None).pk


def test_an_exclusion_is_taken_back_and_offered_again(kupang: Cast) -> None:
    exclusion = made(kupang)
    admin = visitor(kupang.agency_admin)
    assert admin.post(f"/pengecualian/{exclusion.pk}/cabut/").status_code == 302
    shown = page(admin, f"/pengecualian/?pegawai={kupang.budi.pk}")
    assert "Dicabut" in shown
    again = f"/pengecualian/baru/{kupang.budi.pk}/?dari={exclusion.pk}"
    assert again in shown
    assert "Cuti melahirkan" in page(admin, again)
    assert AuditEvent.objects.filter(action="exclusion_ended").count() == 1


def test_it_is_taken_back_only_once(kupang: Cast) -> None:
    exclusion = made(kupang)
    end_exclusion(exclusion=exclusion, actor=acting(kupang.agency_admin))
    with pytest.raises(ExclusionRefusedError, match="sudah dicabut"):
        end_exclusion(exclusion=exclusion, actor=acting(kupang.agency_admin))


def test_nobody_leaves_themselves_out(kupang: Cast) -> None:
    a_role(kupang.budi.user, Role.AGENCY_ADMIN, kupang.dinas)
    answer = post(kupang, kupang.budi)
    assert answer.status_code == 422
    assert "diputuskan oleh admin lain" in answer.content.decode()


@pytest.mark.parametrize("who", ["sari", "budi", "auditor", "regional_head"])
def test_only_admins_leave_somebody_out(kupang: Cast, who: str) -> None:
    exclusion = made(kupang)
    person = getattr(kupang, who)
    assert post(kupang, person).status_code == 403
    assert visitor(person).post(f"/pengecualian/{exclusion.pk}/cabut/").status_code == 403


def test_an_agency_admin_leaves_nobody_of_another_agency_out(kupang: Cast) -> None:
    answer = visitor(kupang.agency_admin).get(f"/pengecualian/baru/{kupang.dewi.pk}/")
    assert answer.status_code == 403


def test_the_auditor_reads_and_changes_nothing(kupang: Cast) -> None:
    made(kupang)
    shown = page(visitor(kupang.auditor), "/pengecualian/")
    assert "Cuti melahirkan" in shown
    assert "Cabut" not in shown


@pytest.mark.parametrize("who", ["agency_admin", "auditor"])
def test_the_way_back_is_a_tab_or_a_link(kupang: Cast, who: str) -> None:
    shown = page(visitor(getattr(kupang, who)), "/pengecualian/").partition("<main")[2]
    assert shown.count('href="/pemantauan/"') == 1


def test_an_employee_has_no_list(kupang: Cast, client: Client) -> None:
    assert visitor(kupang.budi).get("/pengecualian/").status_code == 403
    assert client.get("/pengecualian/").status_code == 302


def test_another_region_knows_nothing_of_it(bandung: Cast, month: Month) -> None:
    exclusion = made(month.cast)
    stranger = visitor(bandung.region_admin)
    assert Context().run(stranger.post, f"/pengecualian/{exclusion.pk}/cabut/").status_code == 404
