"""What one peer gives cannot be learned by looking before and after: every address, every person, every document."""

import re
from collections.abc import Iterable, Iterator, Mapping

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from agencies.models import Employee
from appraisal.models import Evaluation, RaterRole, Rating
from appraisal.services.peers.sealed import without_open_peers
from appraisal.services.scorecards.load_scorecard import load_scorecards
from reports.models import DocumentKind
from reports.services.compose.registry import compose_many
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import approved, close_rating, colleagues, counting_peers, gives
from tests.visitors import visitor

LOOKERS = ("budi", "sari", "ratna", "agency_admin", "region_admin")
WITHOUT_FIGURES = {
    "ui",
    "api-audit",  # like audit-trail
    "api-nothing",
    "api-page",
    "api-schema",
    "audit-trail",  # lists what the looker did meanwhile; what it hides: tests/agencies/test_audit_trail.py
    "glossary",
    "help",
    "live",
    "metrics",
    "ready",
    "sign-in",
    "sign-in-provider",
    "sign-in-provider-return",
    "sign-out",
}
MOMENTS = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{12,16}"
    r"|csrf\w+\" value=\"\w+|revisi(=|\s|\D{0,40}?)\d+|\"revision\": ?\d+"
    r"|,?\s*\{[^{]*\"tabel diekspor\"[^{]*\{\}\s*\}|\s+(?=\])"
    r"|\d+ \w+ 2026 pukul [\d.]+ \w+|\d\d\.\d\d\.\d\d|\d{4}-\d\d-\d\dT[\d:.+Z]+",
    re.IGNORECASE,
)
"""What differs by time alone: proofs, tokens, numbers of revisions, moments, and that the looker took copies."""


def four_may_rate(month: Month) -> list[Employee]:
    """Four approved peers of January, of whom three have sent; it is evaluated, and still open."""
    people = colleagues(counting_peers(month), 4)
    approved(month, people)
    for person in people[:3]:
        gives(month, person, 4)
    month.evaluate()
    return people


def addresses(month: Month) -> Iterator[str]:
    """Every address of the product that can be built from the plan, its person, its unit and its period."""
    known = {
        "code": "2026-01",
        "plan_id": month.plan.pk,
        "employee_id": month.budi.pk,
        "agency_code": month.cast.puskesmas.code,
        "indicator_id": month.patients.pk,
    }
    asked_for = f"?periode=2026-01&period=2026-01&pegawai={month.budi.pk}&plan={month.plan.pk}&revisi=1&nilai=95"
    for pattern in patterns(get_resolver()):
        asked = pattern.pattern.converters
        if pattern.name and set(asked) <= set(known) and pattern.name not in WITHOUT_FIGURES:
            address = reverse(pattern.name, kwargs={name: known[name] for name in asked})
            yield address
            yield f"{address}{asked_for}"


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """The addresses behind a resolver."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def seen_by(client: Client, wanted: Iterable[str]) -> Mapping[str, str]:
    """What somebody reads at the addresses that answer."""
    return {address: text for address in wanted if (text := read(client, address))}


def read(client: Client, address: str) -> str:
    """The answer without what differs by time alone; nothing where there is none."""
    response = client.get(address)
    if response.status_code != 200 or getattr(response, "streaming", False):
        return ""
    return MOMENTS.sub("", response.content.decode(errors="replace"))


@pytest.mark.parametrize("who", LOOKERS)
def test_no_address_tells_that_or_what_somebody_sent(month: Month, who: str) -> None:
    fourth = four_may_rate(month)[3]
    client = visitor(getattr(month.cast, who))
    before = seen_by(client, addresses(month))
    gives(month, fourth, 1)
    assert changed(before, seen_by(client, before)) == set()
    low, high = (seen_once_evaluated(month, fourth, level, client, before) for level in (1, 5))
    assert changed(low, high) == set()
    assert len(before) > 10


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The addresses that say something else."""
    return {address for address in before if before[address] != after.get(address)}


def seen_once_evaluated(
    month: Month, rater: Employee, level: int, client: Client, wanted: Iterable[str]
) -> Mapping[str, str]:
    """What somebody reads once the month was evaluated with that level; nothing of it stays."""
    start = transaction.savepoint()
    Rating.objects.filter(rater=rater).update(level=level)
    month.evaluate()
    seen = seen_by(client, wanted)
    transaction.savepoint_rollback(start)
    return seen


def printed(month: Month) -> list[str]:
    """Every document of the period, as it would be printed."""
    subjects = {
        DocumentKind.SCORECARD: [month.plan.pk],
        DocumentKind.EVALUATION_FORM: [month.plan.pk],
        DocumentKind.EVALUATION_DOCUMENT: [month.plan.pk],
        DocumentKind.AGENCY_SUMMARY: [month.cast.puskesmas.pk],
        DocumentKind.REGION_SUMMARY: [],
    }
    return [
        MOMENTS.sub("", composed.content)
        for kind, ids in subjects.items()
        for composed in compose_many(kind, a_period(), ids)
    ]


def test_no_document_tells_what_somebody_sent(month: Month) -> None:
    people = four_may_rate(month)
    before = printed(month)
    gives(month, people[3], 1)
    month.evaluate()
    assert printed(month) == before


def test_a_paper_that_waits_for_peers_alone_does_not_call_itself_incomplete(month: Month) -> None:
    four_may_rate(month)
    of_a_person = printed(month)[:3]
    assert all("SEMENTARA.</span> Penilaian rekan dan bawahan belum ditutup" in paper for paper in of_a_person)
    assert not any("Evaluasi belum lengkap" in paper for paper in of_a_person)


def test_no_simulation_tells_what_somebody_sent(month: Month) -> None:
    four_may_rate(month)
    evaluated = Evaluation.objects.filter(period__code="2026-01").latest()
    assert not without_open_peers(evaluated, a_period().pk).exists()


def test_a_quarter_waits_for_its_open_months(month: Month) -> None:
    people = four_may_rate(month)
    month.evaluate("2026-Q1")
    [card] = load_scorecards([month.evaluation(period="2026-Q1")])
    gives(month, people[3], 1)
    month.evaluate("2026-Q1")
    [later] = load_scorecards([month.evaluation(period="2026-Q1")])
    assert (later.figures, later.rubrics) == (card.figures, card.rubrics)
    assert "belum ditutup" in card.held_back


def test_once_closed_the_group_is_shown_with_its_count(month: Month) -> None:
    people = four_may_rate(month)
    gives(month, people[3], 4)
    close_rating()
    month.evaluate()
    assert "rekan 110,00 (4 penilai)" in seen_in_january(month)


def test_after_closing_an_evaluation_from_before_the_last_rating_waits_for_the_next(month: Month) -> None:
    people = four_may_rate(month)
    gives(month, people[3], 1)
    close_rating()
    assert "rekan 110,00" not in seen_in_january(month)


def seen_in_january(month: Month) -> str:
    return visitor(month.cast.sari).get(f"/evaluasi/2026-01/{month.plan.pk}/").content.decode()


def test_a_region_without_weights_waits_for_nobody(month: Month) -> None:
    gives(month, colleagues(month, 1)[0], 4)
    month.evaluate()
    assert "Baik" in seen_in_january(month)
    assert "belum ditutup" not in seen_in_january(month)


def test_the_export_of_the_operator_counts_groups_as_the_contract_says(month: Month) -> None:
    four_may_rate(month)
    assert str(month.evaluation().behaviour_score) == "102.50"


def test_subordinates_are_held_back_like_peers(month: Month) -> None:
    people = colleagues(counting_peers(month), 3)
    for person in people:
        gives(month, person, 5, RaterRole.SUBORDINATE)
    month.evaluate()
    assert "belum ditutup" in seen_in_january(month)


def test_the_panel_of_a_later_month_tells_nothing_of_figures_that_wait(month: Month) -> None:
    four_may_rate(month)
    a_period("2026-02")
    panel = visitor(month.cast.sari).get(f"/penilaian/2026-02/{month.plan.pk}/panel/").content.decode()
    told = Evaluation.objects.latest().get(plan=month.plan)
    assert told.complete
    assert f"{told.final_score:f}".replace(".", ",") not in panel
