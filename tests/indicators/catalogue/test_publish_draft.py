"""A draft comes into force: from when, under which version of the catalogue, and what stands in the way."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import AuditEvent
from indicators.models import Contribution, Direction, Indicator, IndicatorDraft, IndicatorVersion, Outcome
from indicators.models.indicator import SINCE_ALWAYS
from indicators.services.catalogue.publish_catalogue import open_publication
from indicators.services.catalogue.publish_draft import DraftNotReadyError, obstacles_of
from indicators.services.catalogue.read_draft import read_draft
from indicators.services.catalogue.save_draft import DraftChangedError
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.catalogue.drafts import (
    a_draft,
    a_publication,
    a_used_indicator,
    coming_month,
    published,
    this_month,
)


def obstacles(draft: IndicatorDraft) -> str:
    """What stands in the way, as one text."""
    return " ".join(obstacles_of(draft, read_draft(draft), timezone.localdate()))


def newest(indicator: Indicator) -> IndicatorVersion:
    """Its last version."""
    return IndicatorVersion.objects.filter(indicator=indicator).latest("number")


def test_a_new_indicator_counts_for_every_period(kupang: Cast) -> None:
    publication = a_publication(kupang)
    version = IndicatorVersion.objects.get(indicator__code="IKU-9")
    assert (version.number, version.valid_from, version.publication) == (1, SINCE_ALWAYS, publication)
    assert (publication.number, publication.valid_from) == (1, coming_month())


def test_publishing_ends_the_draft_and_is_recorded(kupang: Cast) -> None:
    a_publication(kupang)
    assert not IndicatorDraft.objects.exists()
    event = AuditEvent.objects.get(action=AuditEvent.Action.CATALOGUE_PUBLISHED)
    assert event.details["version"] == 1


def test_another_text_counts_from_its_month_on(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    a_publication(kupang, indicator=indicator, direction="higher", months=["3", "6"])
    version = newest(indicator)
    assert (version.number, version.valid_from, version.months) == (2, coming_month(), [3, 6])
    assert IndicatorVersion.objects.all().in_force_on(timezone.localdate()).get().number == 1


def test_the_next_publication_of_an_agency_has_the_next_number(kupang: Cast) -> None:
    a_publication(kupang)
    assert open_publication(agency=kupang.dinas, valid_from=coming_month()).number == 2
    assert open_publication(agency=kupang.puskesmas, valid_from=coming_month()).number == 1


def test_a_running_month_keeps_its_version_where_plans_were_agreed(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    draft = a_draft(kupang, indicator=indicator, direction="higher", valid_from=f"{this_month():%Y-%m}")
    assert "bulan berjalan tetap memakai versi" in obstacles(draft)


def test_nobody_waits_for_an_indicator_that_no_plan_uses(kupang: Cast) -> None:
    draft = a_draft(kupang, indicator=an_indicator(kupang.dinas), valid_from=f"{this_month():%Y-%m}")
    assert obstacles(draft) == ""


def test_it_does_not_begin_before_the_newest_version(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    a_publication(kupang, indicator=indicator)
    draft = a_draft(kupang, indicator=indicator, name="Lain", valid_from=f"{this_month():%Y-%m}")
    assert "Versi terbaru baru berlaku mulai" in obstacles(draft)


def test_numbers_become_no_ranges_while_plans_hold_targets(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    assert "tidak dapat dipertukarkan" in obstacles(a_draft(kupang, indicator=indicator, direction=Direction.RANGE))


def test_it_waits_for_the_end_of_the_comments(kupang: Cast) -> None:
    draft = a_draft(kupang)
    draft.comments_until = timezone.localdate()
    draft.save()
    assert "Masa masukan terbuka sampai" in obstacles(draft)
    draft.comments_until = timezone.localdate() - datetime.timedelta(days=1)
    assert obstacles(draft) == ""


def comment_on(draft: IndicatorDraft, cast: Cast) -> Contribution:
    """Citra says something."""
    return Contribution.objects.create(
        agency=draft.agency, draft=draft, author=cast.citra.user, author_name="Citra", text="Satuannya?"
    )


def test_it_waits_for_answers_and_hands_contributions_over(kupang: Cast) -> None:
    draft = a_draft(kupang)
    comment = comment_on(draft, kupang)
    with pytest.raises(DraftNotReadyError, match="1 masukan atas draf ini belum dijawab"):
        published(kupang, draft)
    comment.outcome, comment.answer, comment.answered_at = Outcome.TAKEN, "Menit.", timezone.now()
    comment.save()
    published(kupang, draft)
    comment.refresh_from_db()
    assert (comment.draft, comment.indicator) == (None, Indicator.objects.get(code="IKU-9"))


def test_the_same_text_again_is_no_publication(kupang: Cast) -> None:
    a_publication(kupang)
    draft = a_draft(kupang, indicator=Indicator.objects.get(code="IKU-9"))
    assert "sama dengan versi terbaru" in obstacles(draft)


def test_what_is_still_wrong_is_not_published(kupang: Cast) -> None:
    with pytest.raises(DraftNotReadyError, match="Pilih arah"):
        a_publication(kupang, direction="")


def test_another_edition_is_not_published_unseen(kupang: Cast) -> None:
    draft = a_draft(kupang)
    draft.edition = 7
    with pytest.raises(DraftChangedError):
        published(kupang, draft)


def test_a_retired_indicator_is_measured_by_again(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    indicator.retired_from = this_month()
    indicator.save()
    a_publication(kupang, indicator=indicator)
    indicator.refresh_from_db()
    assert indicator.retired_from is None
