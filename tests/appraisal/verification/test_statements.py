"""The screens of evidence and verification cost as many statements for thirty people as for one."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.models import Actual, Evidence
from tests.appraisal.evidence import files
from tests.appraisal.evidence.library import a_file
from tests.appraisal.month import Month
from tests.appraisal.verification.claims import version
from tests.appraisal.verification.situations import everybody_reported
from tests.factories import a_placement, a_plan, an_employee
from tests.visitors import visitor


def statements(step: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        step()
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)


def staff(month: Month, people: int) -> None:
    for number in range(people):
        person = an_employee(f"Pegawai {number}")
        a_placement(person, month.cast.puskesmas, month.cast.sari)
        a_plan(person, month.cast.puskesmas, {month.patients: ("100", "100")})


def measured(month: Month) -> dict[str, int]:
    sari, budi = visitor(month.cast.sari), visitor(month.budi)
    everybody_reported()
    one = Actual.objects.filter(employee=month.budi, state="reported").latest("pk")
    shown = [f"{actual.pk}|{version(actual)}" for actual in Actual.objects.filter(state="reported")]
    asked: dict[str, Callable[[], object]] = {
        "list": lambda: sari.get("/verifikasi/"),
        "one claim": lambda: sari.get(f"/verifikasi/{one.pk}/"),
        "bulk page": lambda: sari.get("/verifikasi/terima/"),
        "accept at once": lambda: sari.post("/verifikasi/terima/", {"realisasi": shown}),
        "accepted": lambda: sari.get("/verifikasi/?lihat=diterima"),
        "library": lambda: budi.get("/bukti/"),
        "file": lambda: sari.get(f"/bukti/{Evidence.objects.filter(employee=month.budi).earliest('pk').key}/"),
    }
    return {name: statements(step) for name, step in asked.items()}


def test_statements_do_not_grow_with_people(month: Month) -> None:
    few = measured(month)
    Actual.objects.filter(month="2026-02-01").delete()
    staff(month, 30)
    for shade in range(1, 6):
        a_file(month.budi, files.a_photo(shade=shade))
    assert measured(month) == few
    assert max(few.values()) <= 26
