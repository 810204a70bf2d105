"""A publication is taken back within a day, as long as nothing follows from it."""

import datetime

import pytest
from django.utils import timezone

from indicators.models import CataloguePublication, Indicator, IndicatorVersion
from indicators.models.indicator import SINCE_ALWAYS
from indicators.services.catalogue.undo_publication import PublicationStandsError, undo_publication
from tests.appraisal.factories import an_actual
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.catalogue.drafts import a_publication, a_used_indicator, actor, coming_month


def undo(cast: Cast, publication: CataloguePublication) -> CataloguePublication:
    """The agency's admin takes it back."""
    return undo_publication(publication=publication, actor=actor(cast.agency_admin))


def in_force(indicator: Indicator) -> IndicatorVersion:
    """What counts from next month on."""
    return IndicatorVersion.objects.filter(indicator=indicator).in_force_on(coming_month()).get()


def test_what_was_changed_says_again_what_it_said(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    publication = undo(kupang, a_publication(kupang, indicator=indicator, direction="higher"))
    version = in_force(indicator)
    assert (version.number, version.name, version.valid_from) == (3, "Jumlah pasien terlayani", coming_month())
    assert publication.undone_at is not None


def test_what_was_brought_in_is_hidden(kupang: Cast) -> None:
    undo(kupang, a_publication(kupang))
    assert Indicator.objects.get(code="IKU-9").retired_from == SINCE_ALWAYS


def test_its_code_can_be_published_again(kupang: Cast) -> None:
    undo(kupang, a_publication(kupang))
    a_publication(kupang, name="Lain")
    indicator = Indicator.objects.get(code="IKU-9")
    assert (indicator.retired_from, in_force(indicator).name) == (None, "Lain")
    assert in_force(indicator).valid_from == SINCE_ALWAYS


def test_one_that_came_back_is_hidden_again(kupang: Cast) -> None:
    undo(kupang, a_publication(kupang))
    undo(kupang, a_publication(kupang, name="Lain"))
    assert Indicator.objects.get(code="IKU-9").retired_from == SINCE_ALWAYS


def test_it_is_taken_back_once(kupang: Cast) -> None:
    publication = undo(kupang, a_publication(kupang))
    with pytest.raises(PublicationStandsError, match="sudah dibatalkan"):
        undo(kupang, publication)


def test_after_a_day_it_stands(kupang: Cast) -> None:
    publication = a_publication(kupang)
    old = timezone.now() - datetime.timedelta(hours=24, minutes=1)
    CataloguePublication.objects.filter(pk=publication.pk).update(published_at=old)
    with pytest.raises(PublicationStandsError, match="24 jam"):
        undo(kupang, publication)


def test_once_reported_on_it_stands(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    publication = a_publication(kupang, indicator=indicator, direction="higher")
    an_actual(kupang.budi, indicator, "2026-01", "95")
    with pytest.raises(PublicationStandsError, match="Realisasi sudah dilaporkan"):
        undo(kupang, publication)


def test_what_was_reported_before_it_does_not_matter(kupang: Cast) -> None:
    indicator = a_used_indicator(kupang, an_indicator(kupang.dinas))
    an_actual(kupang.budi, indicator, "2026-01", "95")
    assert undo(kupang, a_publication(kupang, indicator=indicator, direction="higher")).undone_at is not None


def test_a_new_indicator_in_an_agreed_plan_stands(kupang: Cast) -> None:
    publication = a_publication(kupang)
    a_used_indicator(kupang, Indicator.objects.get(code="IKU-9"))
    with pytest.raises(PublicationStandsError, match="sudah ada dalam SKP yang disepakati"):
        undo(kupang, publication)


def test_the_later_one_goes_first(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    first = a_publication(kupang, indicator=indicator)
    second = a_publication(kupang, indicator=indicator, name="Lain lagi")
    with pytest.raises(PublicationStandsError, match="Batalkan yang itu dahulu"):
        undo(kupang, first)
    undo(kupang, second)
    undo(kupang, first)
    assert in_force(indicator).name == "Jumlah pasien terlayani"
