"""What people say in tests, in the region that is in scope."""

import datetime

from django.utils import timezone

from agencies.models import Agency, Employee, User
from indicators.models import Contribution, ContributionKind, ContributionReply, Indicator, IndicatorDraft, Outcome
from tests.cast import Cast

PROPOSAL = {
    "name": "Persentase balita ditimbang",
    "unit": "%",
    "direction": "higher",
    "target": "90% tiap bulan",
    "source": "Buku KIA",
}


def account(person: Employee | User) -> User:
    """The account of somebody."""
    found = person.user if isinstance(person, Employee) else person
    assert found is not None
    return found


def a_comment(about: Indicator, author: Employee | User, text: str = "Satuannya kurang jelas.") -> Contribution:
    """A comment on an indicator."""
    return Contribution.objects.create(
        agency=about.agency,
        indicator=about,
        author=account(author),
        author_name=author.name if isinstance(author, Employee) else author.login,
        text=text,
    )


def a_proposal(unit: Agency, author: Employee | User) -> Contribution:
    """A new indicator for a unit."""
    return Contribution.objects.create(
        agency=unit,
        kind=ContributionKind.NEW_INDICATOR,
        author=account(author),
        author_name=author.name if isinstance(author, Employee) else author.login,
        proposed=PROPOSAL,
        text="Agar gizi balita terpantau.",
    )


def an_open_draft(unit: Agency, editor: User, *, indicator: Indicator | None = None, days: int = 7) -> IndicatorDraft:
    """A draft that is open for comments for some days more, or was (with fewer than none)."""
    document = {"code": "DK-01", "name": "Jumlah pasien terlayani di loket", "unit": "orang", "direction": "higher"}
    draft, _is_new = IndicatorDraft.objects.get_or_create(
        agency=unit,
        code="DK-01",
        defaults={
            "indicator": indicator,
            "document": {**document, "pattern": "count", "aspect": "quantity", "valid_from": "2027-01"},
            "comments_until": timezone.localdate() + datetime.timedelta(days=days),
            "edited_by": editor,
        },
    )
    return draft


def an_answer(said: Contribution, admin: User) -> None:
    """It was taken."""
    said.outcome, said.answer, said.answered_at = Outcome.TAKEN, "Dipakai mulai Januari.", timezone.now()
    said.answered_by, said.answered_by_name = admin, admin.login
    said.save()


def talked_pages(cast: Cast, indicator: Indicator) -> dict[str, tuple[Employee | User, str]]:
    """Every screen of contributions, each with somebody who looks at it; an answer and replies are on them."""
    waiting, answered = a_comment(indicator, cast.budi), a_comment(indicator, cast.agency_admin)
    proposal, draft = a_proposal(cast.puskesmas, cast.budi), an_open_draft(cast.dinas, cast.agency_admin)
    for said in (answered, proposal):
        an_answer(said, cast.region_admin)
    ContributionReply.objects.create(contribution=waiting, author=account(cast.citra), author_name="Citra", text="Ya.")
    return {
        "contributions, employee": (cast.budi, "/masukan/"),
        "contributions, admin": (cast.agency_admin, "/masukan/"),
        "contributions, answered": (cast.region_admin, "/masukan/?lihat=dijawab"),
        "contribution, waiting": (cast.agency_admin, f"/masukan/{waiting.pk}/"),
        "contribution, taken proposal": (cast.agency_admin, f"/masukan/{proposal.pk}/"),
        "proposal of an indicator": (cast.budi, "/masukan/usul/"),
        "draft open for comments": (cast.budi, f"/indikator/draf/{draft.pk}/masukan/"),
        "indicator with contributions": (cast.budi, f"/indikator/{indicator.pk}/"),
        "method": (cast.budi, "/metode/"),
        "method of the region": (cast.region_admin, "/metode/"),
    }
