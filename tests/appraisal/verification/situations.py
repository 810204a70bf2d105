"""The screens of evidence and verification in each of their states, for the tests that walk over all screens."""

import datetime

from agencies.models import Employee, User
from appraisal.models import Actual, ActualState
from appraisal.services.verification.accept_actuals import accept_actual
from indicators.models import Indicator, Plan
from tests.appraisal.evidence import files
from tests.appraisal.evidence.library import actor, supported
from tests.appraisal.verification.claims import FEBRUARY, a_claim, version
from tests.cast import Cast

Pages = dict[str, tuple[Employee | User, str]]


def verified_pages(cast: Cast) -> Pages:
    """Budi reported February: one figure with a photo, one with a PDF and a note, one that Sari returned, one taken."""
    plan = Plan.objects.filter(employee=cast.budi, year=2026).order_by("pk")[0]
    first, second, *_rest = plan.items.filter(kind="main").order_by("pk")
    photo = supported(_claim(cast, first.indicator_id, FEBRUARY))
    plain = _claim(cast, first.indicator_id, FEBRUARY)
    noted = _claim(cast, second.indicator_id, FEBRUARY, note="Termasuk posyandu Melati")
    letter = supported(noted, files.a_pdf())
    taken = _claim(cast, first.indicator_id, "2026-03")
    if taken.state == ActualState.REPORTED:
        accept_actual(actual_id=taken.pk, version=version(taken), actor=actor(cast.sari))
    month = f"/verifikasi/tidak-berlaku/2026-04/{plan.pk}/{first.indicator_id}/"
    return {
        "library of evidence": (cast.budi, "/bukti/"),
        "library of evidence, nothing found": (cast.budi, "/bukti/?cari=Wiby"),
        "library of evidence, empty": (cast.dewi, "/bukti/"),
        "photo": (cast.sari, f"/bukti/{photo.key}/"),
        "letter": (cast.budi, f"/bukti/{letter.key}/"),
        "evidence, forbidden": (cast.citra, f"/bukti/{photo.key}/"),
        "verifications": (cast.sari, "/verifikasi/"),
        "verifications, accepted": (cast.sari, "/verifikasi/?lihat=diterima"),
        "verifications, none": (cast.ratna, "/verifikasi/"),
        "verification with a photo": (cast.sari, f"/verifikasi/{plain.pk}/"),
        "verification with a letter": (cast.sari, f"/verifikasi/{noted.pk}/"),
        "verification, accepted": (cast.sari, f"/verifikasi/{taken.pk}/"),
        "verification, read": (cast.ratna, f"/verifikasi/{noted.pk}/"),
        "accept at once": (cast.sari, "/verifikasi/terima/"),
        "declare a month": (cast.sari, month),
    }


def _claim(cast: Cast, indicator_id: int, code: str, note: str = "") -> Actual:
    month = datetime.date.fromisoformat(f"{code}-01")
    found = Actual.objects.filter(employee=cast.budi, indicator_id=indicator_id, month=month).first()
    if found is not None:
        return found
    return a_claim(cast.budi, Indicator.objects.get(pk=indicator_id), month=code, note=note)


def everybody_reported() -> None:
    """Each plan has a figure of February that waits, with one photo: more rows, the more people there are."""
    for plan in Plan.objects.filter(year=2026).select_related("employee"):
        for item in plan.items.all():
            supported(a_claim(plan.employee, item.indicator))
