"""Paper, page, API and export say the same of each card, to the digit; 1,000 cards: `make bench-documents` --proof."""

import pytest
from django.utils import timezone

from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, Period
from appraisal.services.evaluation.evaluate_period import evaluate_period
from tests.performance.generator import generate_region
from tests.reports.proofs.compare import an_admin, differing_cards

pytestmark = pytest.mark.document

CARDS = 12


def test_paper_page_api_and_export_say_the_same_of_each_card(db: None) -> None:
    region = generate_region(employees=40, items=5, agencies=2)
    with region_scope(region.pk):
        period = Period.objects.get()
    evaluate_period(region_id=region.pk, period_id=period.pk)
    with timezone.override(region.zone):
        found = list(differing_cards(region, period, an_admin(region), cards=CARDS))
    assert [one for card in found for one in card] == []
    assert len(found) == CARDS
    with region_scope(region.pk):
        assert Evaluation.objects.filter(complete=False).exists()
