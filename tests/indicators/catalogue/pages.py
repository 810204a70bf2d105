"""The screens of the catalogue with something on each, for what holds for every screen."""

from collections.abc import Mapping

from indicators.models import CataloguePublication, Indicator, IndicatorDraft
from tests.cast import Cast
from tests.indicators.catalogue.drafts import a_draft, a_publication


def catalogue_pages(cast: Cast, indicator: Indicator) -> Mapping[str, str]:
    """Names and addresses, with a draft of an indicator and a publication; the same ones when asked again."""
    draft = IndicatorDraft.objects.filter(indicator=indicator).first() or a_draft(
        cast, indicator=indicator, unit="", source="", direction="higher"
    )
    publication = CataloguePublication.objects.first() or a_publication(cast, code="IKU-88")
    return {
        "new indicator": "/indikator/baru/?opd=1.02",
        "unit of a new indicator": "/indikator/baru/",
        "draft of an indicator": f"/indikator/draf/{draft.pk}/",
        "publication of an indicator": f"/indikator/draf/{draft.pk}/terbitkan/",
        "impact of an indicator": f"/indikator/draf/{draft.pk}/akibat/",
        "people of an indicator": f"/indikator/draf/{draft.pk}/akibat/?daftar=semua",
        "discarding an indicator": f"/indikator/draf/{draft.pk}/buang/",
        "catalogue": "/indikator/katalog/1.02/",
        "version of a catalogue": f"/indikator/penerbitan/{publication.pk}/",
        "end of an indicator": f"/indikator/{indicator.pk}/henti/",
    }
