"""What English changes, and what it leaves as it is: official names, files, records and evaluations."""

from decimal import Decimal

import pytest
from django.utils import translation

from agencies.models import AuditEvent
from agencies.permissions import actor_of
from appraisal.models import SchemeDraft, SchemeVersion
from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import number, predicate_meaning, score_text
from appraisal.services.schemes.publish_scheme_draft import publish_scheme_draft
from tests.appraisal.drafts import a_draft, a_simulated_draft, fields
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.visitors import page, visitor


@pytest.mark.parametrize(("language", "written"), [("id", "1.234,5"), ("en", "1,234.5")])
def test_a_number_has_the_marks_of_the_language(language: str, written: str) -> None:
    with translation.override(language):
        assert number(Decimal("1234.5")) == written


def test_a_score_has_the_marks_of_the_language() -> None:
    with translation.override("en"):
        assert score_text(Decimal(1234)) == "1,234.00"


def test_a_predicate_is_explained_in_english_and_named_in_indonesian(month: Month) -> None:
    month.evaluate()
    client = visitor(month.budi)
    client.cookies["django_language"] = "en"
    text = page(client, "/kinerja/?periode=2026-01")
    with translation.override("en"):
        assert predicate_meaning(Predicate.BAIK) == "Good: your work results and work behaviour meet expectations."
    assert "My performance, January 2026" in text
    assert "Baik" in text


def test_an_evaluation_does_not_depend_on_the_language(month: Month) -> None:
    month.evaluate()
    with translation.override("en"):
        report = month.evaluate()
    assert (report.tally.written, report.tally.unchanged) == (0, 1)


@pytest.mark.parametrize("file", ["/skema/1/skema.toml", "/api/v1/evaluations/?period=2026-01"])
def test_files_read_the_same_in_both_languages(month: Month, file: str) -> None:
    month.evaluate()
    client = visitor(month.cast.region_admin)
    indonesian = page(client, file)
    client.cookies["django_language"] = "en"
    assert page(client, file) == indonesian


def test_a_rule_is_refused_in_the_words_of_the_form(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    client.cookies["django_language"] = "en"
    address = f"/skema/draf/{draft.pk}/"
    client.post(address, fields(draft, bands_above="80"))
    text = page(client, address)
    assert "must be above the threshold for meets expectations (90)" in text
    assert "bands.expected" not in text


def test_a_number_of_a_form_is_written_and_read_with_a_point(kupang: Cast) -> None:
    draft = a_draft(kupang)
    client = visitor(kupang.region_admin)
    client.cookies["django_language"] = "en"
    address = f"/skema/draf/{draft.pk}/"
    client.post(address, fields(draft, attendance_tk="4.5"))
    assert SchemeDraft.objects.get().document["attendance"]["tk"] == "4.5"
    assert 'value="4.5"' in page(client, address)


def test_a_record_is_indonesian_whoever_made_it(month: Month) -> None:
    month.evaluate()
    draft = a_simulated_draft(month.cast)
    with translation.override("en"):
        version = publish_scheme_draft(draft=draft, edition=draft.edition, actor=actor_of(month.cast.region_admin))
        assert version.label.endswith("(version 2)")
    assert str(SchemeVersion.objects.get(number=2)).endswith("(versi 2)")
    assert AuditEvent.objects.filter(action="scheme_published").latest("at").subject.endswith("(versi 2)")
