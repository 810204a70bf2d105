"""Screens of feedback and talks with something on each: who looks at which address."""

from collections.abc import Mapping

from agencies.models import Employee
from tests.appraisal.check_ins.talks import a_step, a_talk, budis_plan
from tests.appraisal.feedback.words import a_feedback, a_request, months_ago
from tests.cast import Cast

LONG = "Lampiran 3 memuat " + "Dokumenpendukungkunjunganrumah" * 6 + ".\nRekap 5 November lengkap."


def talked_about_budi(cast: Cast) -> Mapping[str, tuple[Employee, str]]:
    """Everybody but Budi told him something, asked him and was asked; he and Sari talked as often."""
    plan = budis_plan(cast)
    item = plan.items.select_related("indicator").first()
    assert item is not None
    for number, person in enumerate(Employee.objects.exclude(user=None).exclude(pk=cast.budi.pk)):
        a_feedback(cast.budi, person, indicator=item.indicator, suggestion=LONG, month=months_ago(number % 3))
        a_feedback(cast.budi, person, value="AK")
        a_request(person, cast.budi)
        a_step(a_talk(cast, plan), "rater" if number % 2 else "employee", text=LONG[:300])
    asked = a_request(cast.budi, cast.sari, LONG)
    talk = a_step(a_talk(cast, plan, note=LONG)).check_in
    return {
        "feedback": (cast.budi, "/umpan-balik/"),
        "feedback, asked": (cast.budi, "/umpan-balik/?lihat=diminta"),
        "feedback, given": (cast.sari, "/umpan-balik/?lihat=diberikan"),
        "feedback of a member": (cast.sari, f"/umpan-balik/?pegawai={cast.budi.pk}"),
        "ask for feedback": (cast.budi, "/umpan-balik/minta/"),
        "give feedback, to whom": (cast.sari, "/umpan-balik/beri/"),
        "give feedback": (cast.sari, f"/umpan-balik/beri/?untuk={cast.budi.pk}"),
        "answer a request": (cast.sari, f"/umpan-balik/permintaan/{asked.pk}/"),
        "own request": (cast.budi, f"/umpan-balik/permintaan/{asked.pk}/"),
        "talks": (cast.budi, "/dialog-kinerja/"),
        "talks of a team": (cast.sari, "/dialog-kinerja/"),
        "talks of a member": (cast.sari, f"/dialog-kinerja/?pegawai={cast.budi.pk}"),
        "new talk": (cast.budi, f"/dialog-kinerja/baru/{plan.pk}/"),
        "talk": (cast.budi, f"/dialog-kinerja/{talk.pk}/"),
        "talk, superior": (cast.ratna, f"/dialog-kinerja/{talk.pk}/"),
    }
