"""Drafts and publications of tests, in the region that is in scope."""

import datetime
from typing import Any

from django.utils import timezone

from agencies.models import User
from agencies.permissions import Actor, actor_of
from indicators.models import CataloguePublication, Indicator, IndicatorDraft
from indicators.services.catalogue.publish_draft import publish_draft
from indicators.services.catalogue.save_draft import start_draft
from indicators.services.catalogue.versions import next_month
from tests.cast import Cast
from tests.factories import a_plan

SAID: dict[str, object] = {
    "name": "Waktu tunggu rawat jalan",
    "unit": "menit",
    "direction": "lower",
    "pattern": "position",
    "aspect": "time",
    "kind": "process",
    "definition": "Dari pendaftaran sampai diperiksa.",
    "formula": "Jumlah menit dibagi jumlah pasien.",
    "source": "Register pelayanan",
    "publisher": "",
    "months": [],
}


def this_month() -> datetime.date:
    """The first day of the region's current month."""
    return timezone.localdate().replace(day=1)


def coming_month() -> datetime.date:
    """The first month that another text of a used indicator may begin with."""
    return next_month(timezone.localdate())


def typed(**said: object) -> dict[str, Any]:
    """The whole form as the browser sends it, with some fields typed over."""
    month = f"{coming_month():%Y-%m}"
    return {**SAID, "code": "IKU-9", "edition": "1", "valid_from": month, **said}


def document(**said: object) -> dict[str, Any]:
    """The same as a draft keeps it."""
    return {name: value for name, value in typed(**said).items() if name != "edition"}


def actor(user: User) -> Actor:
    """Who does it."""
    return actor_of(user)


def a_draft(cast: Cast, *, indicator: Indicator | None = None, **said: Any) -> IndicatorDraft:
    """A draft of the dinas, by its admin."""
    code = indicator.code if indicator else said.pop("code", "IKU-9")
    return start_draft(
        agency=indicator.agency if indicator else cast.dinas,
        document=document(code=code, **said),
        actor=actor(cast.agency_admin),
        indicator=indicator,
    )


def a_publication(cast: Cast, *, indicator: Indicator | None = None, **said: Any) -> CataloguePublication:
    """A draft that was published at once."""
    return published(cast, a_draft(cast, indicator=indicator, **said))


def published(cast: Cast, draft: IndicatorDraft, note: str = "") -> CataloguePublication:
    """The publication of a draft."""
    return publish_draft(draft=draft, edition=draft.edition, note=note, actor=actor(cast.agency_admin))


def a_used_indicator(cast: Cast, indicator: Indicator) -> Indicator:
    """In Budi's agreed plan of this year."""
    a_plan(cast.budi, cast.puskesmas, {indicator: ("100", "100")}, year=timezone.localdate().year)
    return indicator
