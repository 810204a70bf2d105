"""Actuals on the road of an import."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.imports.kinds import Affected, ImportKind, Template
from agencies.imports.taken_back import published_at, whole_or_refused
from appraisal.imports.inputs import FIRST_EXAMPLE_NIP, affected_people
from appraisal.models import Actual, ActualState
from appraisal.period_codes import parse_period_code
from appraisal.permissions import may_bring_inputs
from appraisal.resources import NOT_APPLICABLE, ActualResource
from appraisal.services.inputs.save_inputs import Input
from appraisal.services.inputs.stored_inputs import indicator_numbers, numbers_of, stored_actuals
from appraisal.services.inputs.take_back_inputs import take_back_inputs
from indicators.models import Indicator

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrPromise

    from agencies.models import ImportDraft
    from agencies.permissions import Actor
    from agencies.resources import CheckedResource
    from appraisal.services.inputs.import_actuals import ActualRow

MOST_INDICATORS = 500
"""A list to choose from; a region with more knows its codes."""


class ActualsKind(ImportKind):
    """Realisasi."""

    code = "actuals"
    title: ClassVar[_StrPromise] = gettext_lazy("Realisasi")
    resource = ActualResource

    def may_import(self, actor: Actor) -> bool:
        """Admins of the region and of agencies."""
        return may_bring_inputs(actor)

    def stored(self, rows: Sequence[ActualRow]) -> Mapping[tuple[object, ...], ActualRow]:
        """The actuals as they are. One query."""
        return {key: actual.row for key, actual in stored_actuals(rows).items()}

    def template(self, actor: Actor) -> Template:  # noqa: ARG002 - plans may name indicators of any agency
        """The indicators in use."""
        indicators = Indicator.objects.filter(retired_from__isnull=True).order_by("agency__code", "code")
        pairs = list(indicators.values_list("agency__code", "code")[:MOST_INDICATORS])
        agency_code, code = pairs[0] if pairs else ("", "")
        return Template(
            choices={
                "kode_opd": list(dict.fromkeys(agency for agency, _code in pairs)),
                "kode_indikator": list(dict.fromkeys(code for _agency, code in pairs)),
                "status": [NOT_APPLICABLE],
            },
            example={
                "nip": FIRST_EXAMPLE_NIP,
                "periode": f"{timezone.localdate():%Y-%m}",
                "kode_opd": agency_code,
                "kode_indikator": code,
                "nilai": "95",
            },
            hints={
                "nip": _("NIP pegawai, wajib."),
                "periode": _("Bulan, wajib, misalnya 2026-01."),
                "kode_opd": _("Kode perangkat daerah pemilik indikator, wajib."),
                "kode_indikator": _("Kode indikator dalam SKP pegawai itu, wajib."),
                "nilai": _("Angka dalam satuan indikator; 0 bukan kosong. Kosongkan hanya bila ada status."),
                "status": _("Kosong, atau tidak_berlaku bila bulan itu tidak dinilai."),
                "catatan": _("Alasan; wajib bila status tidak_berlaku."),
            },
        )

    def affected(self, rows: Sequence[ActualRow]) -> Affected:
        """Whose months change."""
        return affected_people({row.nip for row in rows}, {row.period for row in rows})

    def prepare(
        self,
        resource: CheckedResource[Any],
        rows: Sequence[ActualRow],  # noqa: ARG002 - see below
        *,
        valid_from: datetime.date | None,  # noqa: ARG002 - rows have months of their own
        note: str,  # noqa: ARG002 - as above
        actor: Actor,  # noqa: ARG002 - as above
    ) -> Mapping[str, Any]:
        """Keep each actual with its state: what an employee had reported must not come back as verified."""
        kept: dict[str, Any] = {}
        resource.remember = lambda all_rows: kept.update(_kept(all_rows))
        return kept

    def take_back(
        self,
        *,
        draft: ImportDraft,
        added: Sequence[ActualRow],  # noqa: ARG002 - kept by this kind itself, with states
        before: Sequence[ActualRow],  # noqa: ARG002 - as above
        actor: Actor,  # noqa: ARG002 - the undo itself is recorded
        now: datetime.datetime,
    ) -> None:
        """Actuals as they were, with their states; new ones go. Not once a month is locked or its result delivered."""
        kept = draft.outcome["kind"]
        keys = [*(key for key, *_facts in kept["before"]), *kept["added"]]
        people = numbers_of(nip for nip, *_rest in keys)
        indicators = indicator_numbers(agency for _nip, _period, agency, _code in keys)
        spans = {period: parse_period_code(period) for _nip, period, *_indicator in keys}

        def number(key: Sequence[str]) -> tuple[object, ...]:
            nip, period, agency, code = key
            return people.get(nip), spans[period].first_day, indicators.get((agency, code))

        with whole_or_refused():
            take_back_inputs(
                stored=Actual.objects.filter(
                    employee_id__in=people.values(), month__in={span.first_day for span in spans.values()}
                ),
                key=("employee_id", "month", "indicator_id"),
                columns=("value", "state", "note"),
                before=[
                    Input(2 + place, spans[key[1]], number(key), (value and Decimal(value), state, note))
                    for place, (key, value, state, note) in enumerate(kept["before"])
                ],
                added={number(key): spans[key[1]] for key in kept["added"]},
                since=published_at(draft, now),
                touched_at="updated_at",
            )


def _kept(rows: Sequence[ActualRow]) -> dict[str, list[Any]]:
    """The keys of rows that are new, and what is stored under the others where the file says something else."""
    stored = stored_actuals(rows)
    added, before = [], []
    for row in rows:
        key = (row.nip, row.period, row.agency_code, row.indicator_code)
        was = stored.get(key)
        state = ActualState.VERIFIED if row.status is None else ActualState.NOT_APPLICABLE
        if was is None:
            added.append(key)
        elif (was.value, was.state, was.note) != (row.value, state, row.note):
            before.append((key, None if was.value is None else str(was.value), was.state.value, was.note))
    return {"added": added, "before": before}
