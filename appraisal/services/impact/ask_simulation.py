"""Simulations that take too long to wait for: the worker computes them, and the cache keeps them for a day.

They are worth nothing once the draft is published or changed, and computed again at any time: no rows of their own.
"""

from collections.abc import Mapping
from typing import Any

from celery import current_app
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.tenancy.scope import current_region_id
from appraisal.models import Period
from appraisal.services.impact.simulate_indicator import period_of, proof_of, simulate_indicator
from indicators.models import IndicatorDraft
from indicators.services.catalogue.impact import FigureChange, ImpactState, figure_change
from indicators.services.catalogue.read_draft import read_draft
from indicators.services.catalogue.save_draft import DraftChangedError
from indicators.services.catalogue.versions import newest_version

TASK = "appraisal.simulate_indicator"

KEPT_SECONDS = 24 * 3600

Stored = Mapping[str, Any]


class NothingToSimulateError(ValueError):
    """No stored figure follows from the draft; the text says so."""


def change_of(draft: IndicatorDraft) -> FigureChange | None:
    """How the stored draft would score otherwise than the version that it follows. At most three queries."""
    before = newest_version(draft.indicator) if draft.indicator else None
    return figure_change(draft, read_draft(draft), before)


def ask_simulation(*, draft: IndicatorDraft, edition: int) -> None:
    """Let the worker simulate the draft once this transaction is committed; asking again begins anew.

    Raises:
        DraftChangedError: somebody saved another edition meanwhile.
        NothingToSimulateError: it changes no figure, or nothing was evaluated by it.
    """
    if draft.edition != edition:
        raise DraftChangedError(draft)
    change = change_of(draft)
    period = period_of(change) if change else None
    if change is None or period is None:
        raise NothingToSimulateError(_("Tidak ada nilai yang bergantung pada perubahan ini, jadi tidak ada simulasi."))
    keep(change, period, {"state": ImpactState.WAITING})
    arguments = {"region_id": current_region_id(), "draft_id": draft.pk, "edition": edition}
    transaction.on_commit(lambda: current_app.send_task(TASK, kwargs=arguments), robust=True)


def simulate_waiting_change(*, draft_id: int, edition: int) -> None:
    """The worker's part; a draft that was edited or published meanwhile is left alone."""
    drafts = IndicatorDraft.objects.select_related("agency", "indicator")
    draft = drafts.filter(pk=draft_id, edition=edition).first()
    change = change_of(draft) if draft else None
    period = period_of(change) if change else None
    if change is None or period is None:
        return
    try:
        with transaction.atomic():
            outcome = simulate_indicator(change, period)
    except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must read it
        keep(change, period, {"state": ImpactState.FAILED, "error": str(error)})
    else:
        keep(change, period, {"state": ImpactState.DONE, **outcome})


def keep(change: FigureChange, period: Period, outcome: Stored) -> None:
    """Remember how far a simulation has come."""
    cache.set(_key(change, period), {**outcome, "at": timezone.now()}, KEPT_SECONDS)


def kept(change: FigureChange, period: Period) -> Stored | None:
    """How far it has come, if it was asked for within the last day."""
    found: Stored | None = cache.get(_key(change, period))
    return found


def _key(change: FigureChange, period: Period) -> str:
    installation = connection.settings_dict["NAME"]  # two of them may share a cache, and number their rows alike
    return f"indicator-impact:{installation}:{current_region_id()}:{change.edition}:{proof_of(change, period)}"
