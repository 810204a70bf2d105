"""Paper, page, API and export of many cards, compared to the digit."""

import io
import random
import re
from collections.abc import Iterator, Mapping, Sequence

from django.test import Client
from pypdf import PdfReader

from agencies.models import Region, Role, RoleGrant, User
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, Period
from appraisal.services.scorecards.export_evaluations import HEADERS, evaluation_rows
from reports.documents.printing import garbage_kept
from reports.services.compose.scorecards import compose_scorecards
from tests.reports.printed import FIGURE, as_issued, figures_in
from tests.reports.proofs.told import Verdict, text_of_page, told_by_api, told_by_export, told_by_paper, told_by_screen
from tests.visitors import page, visitor

BATCH = 20


def an_admin(region: Region) -> Client:
    """A browser of somebody who may read every card of a region."""
    with region_scope(region.pk):
        account = User.objects.create(region_id=region.pk, login="uji-bukti", password="!")
        RoleGrant.objects.create(user=account, role=Role.REGION_ADMIN)
        return visitor(account)


def differing_cards(
    region: Region, period: Period, reader: Client, *, cards: int, seed: int = 7
) -> Iterator[list[str]]:
    """So many cards of a period, drawn at random: for each, what differs between the four places; an empty list if
    nothing does.
    """
    with region_scope(region.pk):
        plans = list(
            Evaluation.objects.filter(period=period).latest().order_by("plan_id").values_list("plan_id", flat=True)
        )
        rows = {row[0]: dict(zip(HEADERS, row, strict=True)) for row in evaluation_rows(period=period)}
    drawn = random.Random(seed).sample(plans, min(cards, len(plans)))
    for first in range(0, len(drawn), BATCH):
        with garbage_kept():
            papers = _papers(region, period, drawn[first : first + BATCH])
        for plan_id, (nip, text) in papers.items():
            address = f"evaluasi/{period.code}/{plan_id}/"
            screen = page(reader, f"/{address}")
            json = reader.get(f"/api/v1/evaluations/{period.code}/{plan_id}/").json()
            yield [f"{nip}: {one}" for one in _differences(text, screen, json, rows[nip])]


def _papers(region: Region, period: Period, plans: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Plan -> NIP and the text of its card as it would be issued."""
    with region_scope(region.pk):
        found = Evaluation.objects.filter(period=period, plan_id__in=plans).latest()
        evaluations = list(found.select_related("employee", "agency", "period"))
        composed = list(compose_scorecards(evaluations))
    return {
        evaluation.plan_id: (evaluation.employee.nip, _text(as_issued(card)))
        for evaluation, card in zip(evaluations, composed, strict=True)
    }


def _text(pdf: bytes) -> str:
    """The pages' text, with single spaces."""
    pages = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


def _differences(text: str, screen: str, json: Mapping[str, object], row: Mapping[str, object]) -> Iterator[str]:
    paper, page_, api, export = told_by_paper(text), told_by_screen(screen), told_by_api(json), told_by_export(row)
    if json["status"] == "belum_lengkap":
        yield from _differences_of_incomplete(text, export)
        return
    if len(paper.items) != len(json["items"]):  # type: ignore[arg-type]
        yield f"{len(paper.items)} items on paper"
    if paper != page_:
        yield f"paper {paper}, page {page_}"
    if (paper.verdict, paper.items) != (api.verdict, api.items):
        yield f"paper {paper}, API {api}"
    if paper.verdict != export:
        yield f"paper {paper.verdict}, export {export}"
    if alone := figures_in(text) ^ set(FIGURE.findall(text_of_page(screen))):
        yield f"figures on paper or page alone: {sorted(alone)}"


def _differences_of_incomplete(text: str, export: Verdict) -> Iterator[str]:
    """Paper and export name no figure of it; page and API show provisional ones (contract 2.1)."""
    if figures := figures_in(text):
        yield f"figures on paper while incomplete: {sorted(figures)}"
    if any(export):
        yield f"exported while incomplete: {export}"
    if "SEMENTARA." not in text:
        yield "paper does not say that it is incomplete"
