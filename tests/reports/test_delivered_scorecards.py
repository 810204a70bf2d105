"""The kartu nilai says whether the result was handed over, and another state is another document."""

from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader

from appraisal.models import Evaluation
from reports.models import Document
from reports.services.compose.scorecards import compose_scorecards
from reports.services.issue.composed import Composed
from reports.services.issue.make_documents import make_documents
from tests.appraisal.deliveries import ADVICE, acknowledged, changed, delivered
from tests.appraisal.month import Month
from tests.reports.printed import render, text_of

pytestmark = pytest.mark.document


def printed(month: Month, folder: Path) -> str:
    """The text of Budi's January as it stands now."""
    [name] = render("scorecards", month.cast.region, folder)
    assert len(PdfReader(folder / name).pages) <= 2
    return text_of(folder / name)


def key_of(month: Month) -> str:
    """What its file is kept under."""
    rows = Evaluation.objects.select_related("employee", "agency")
    return next(compose_scorecards(rows.latest().filter(plan=month.plan))).content_key


def test_before_delivery_it_says_so(month: Month, tmp_path: Path) -> None:
    month.evaluate()
    assert "6. Penyampaian hasil Belum disampaikan. 7. Data dokumen" in printed(month, tmp_path)


def test_afterwards_it_carries_the_recommendation_and_both_dates(month: Month, tmp_path: Path) -> None:
    delivered(month)
    acknowledged(month, "Target kunjungan perlu dibahas.")
    text = printed(month, tmp_path)
    assert "Disampaikan oleh Sari Wulandari" in text
    assert "Diketahui oleh Budi Santoso" in text
    assert ADVICE in text
    assert "Catatan pegawai Target kunjungan perlu dibahas." in text


def test_what_was_replaced_is_named(month: Month, tmp_path: Path) -> None:
    delivered(month)
    changed(month)
    month.evaluate()
    assert "Belum disampaikan. Hasil revisi 1, yang disampaikan" in printed(month, tmp_path)


def test_delivering_and_acknowledging_each_make_another_document(month: Month) -> None:
    month.evaluate()
    keys = {key_of(month)}
    delivered(month)
    keys.add(key_of(month))
    acknowledged(month)
    keys.add(key_of(month))
    assert len(keys) == 3


def test_paper_of_a_replaced_revision_takes_the_place_of_none_that_holds(month: Month) -> None:
    delivered(month)
    changed(month)
    month.evaluate()
    for revision in (2, 1):  # the second one for a rater of before, who reads the first revision alone
        make_documents(region_id=month.cast.region.pk, compose=partial(cards_of, month, revision))
    now, former = Document.objects.order_by("-revision")
    assert (now.superseded_at, former.revision) == (None, 1)
    assert now.number != former.number


def cards_of(month: Month, revision: int) -> list[Composed]:
    """The card of one of Budi's revisions."""
    rows = Evaluation.objects.select_related("employee", "agency").filter(plan=month.plan, revision=revision)
    return list(compose_scorecards(rows))
