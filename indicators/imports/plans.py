"""Plans and targets on the road of an import."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.files.errors import ValueRefused, shown_number
from agencies.files.values import read_number
from agencies.imports.kinds import Affected, ImportKind, Mend, Template
from agencies.imports.taken_back import published_at, whole_or_refused
from agencies.models import Agency, PlacementKind, Role
from agencies.services.own_people import is_limited
from indicators.models import Indicator, ItemKind, Plan
from indicators.plan_weights import distribute_remainder
from indicators.resources import MONTHS, PlanResource
from indicators.services.stored_plans import StoredPlan, stored_plans
from indicators.services.take_back_plans import PlansBefore, remember_plans, take_back_plans

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from django.utils.functional import _StrPromise

    from agencies.files.errors import RowError
    from agencies.models import ImportDraft
    from agencies.permissions import Actor
    from agencies.resources import CheckedResource
    from indicators.services.plan_rows import PlanItemRow

MOST_INDICATORS = 500
"""A list to choose from; a region with more knows its codes."""


class PlansKind(ImportKind):
    """SKP dan target."""

    code = "plans"
    title: ClassVar[_StrPromise] = gettext_lazy("SKP dan target")
    resource = PlanResource

    def may_import(self, actor: Actor) -> bool:
        """Admins of the region and of agencies."""
        return Role.REGION_ADMIN in actor.roles or bool(actor.admin_agency_ids)

    def stored(self, rows: Sequence[PlanItemRow]) -> Mapping[tuple[object, ...], PlanItemRow]:
        """All items of the plans that the rows name, also those that the rows no longer mention. Five queries."""
        return {_key(item): item for plan in stored_plans(rows) for item in plan.items}

    def template(self, actor: Actor) -> Template:
        """The own units, and the indicators that plans in them may name: their own and those above."""
        units = Agency.objects.order_by("code")
        codes = list(_own(units, actor).values_list("code", flat=True))
        indicators = Indicator.objects.filter(retired_from__isnull=True).order_by("agency__code", "code")
        pairs = list(indicators.values_list("agency__code", "code")[:MOST_INDICATORS])
        return Template(
            choices={
                "kode_opd": list(dict.fromkeys(agency for agency, _code in pairs)),
                "kode_indikator": list(dict.fromkeys(code for _agency, code in pairs)),
                "jenis": [str(kind.label) for kind in ItemKind],
                "opd_penempatan": codes,
            },
            example=_example(pairs),
            hints=_hints(),
        )

    def affected(self, rows: Sequence[PlanItemRow]) -> Affected:
        """Whose plans are new, and whose agreed ones are replaced."""
        plans = stored_plans(rows, with_items=False)
        return Affected(len({plan.key.nip for plan in plans}), tuple(_sentences(plans)))

    def mend(self, errors: Sequence[RowError], rows: Mapping[int, Mapping[str, object]]) -> Mend | None:
        """Weights that do not sum to 100 keep their proportions and get what is missing."""
        if any(error.column != "bobot" or error.value is not None for error in errors):
            return None
        plans = _weights_by_plan(rows)
        plan_of = {number: weights for weights in plans for number in weights}
        changes: dict[int, Mapping[str, str]] = {}
        for error in errors:
            changes |= _distributed(plan_of.get(error.row or 0, {}))
        return Mend(_("Bagikan sisa hingga tepat 100,00"), changes) if changes else None

    def prepare(
        self,
        resource: CheckedResource[Any],
        rows: Sequence[PlanItemRow],  # noqa: ARG002 - see below
        *,
        valid_from: datetime.date | None,  # noqa: ARG002 - plans have a year
        note: str,  # noqa: ARG002 - as above
        actor: Actor,  # noqa: ARG002 - as above
    ) -> Mapping[str, Any]:
        """Keep what the undo must know, of all rows and not only of those that change: a file may just drop an item."""
        kept: dict[str, Any] = {}
        resource.remember = lambda all_rows: kept.update(_kept(stored_plans(all_rows, with_items=False)))
        return kept

    def take_back(
        self,
        *,
        draft: ImportDraft,
        added: Sequence[PlanItemRow],  # noqa: ARG002 - plans are replaced as a whole
        before: Sequence[PlanItemRow],  # noqa: ARG002 - as above
        actor: Actor,  # noqa: ARG002 - the undo itself is recorded
        now: datetime.datetime,
    ) -> None:
        """The plans as they were, item by item; new ones go while nobody worked with them."""
        kept = draft.outcome["kind"]
        with whole_or_refused():
            take_back_plans(
                before=PlansBefore(kept["agreed"], kept["items"]),
                new_ids=_plan_ids(kept["new"]),
                since=published_at(draft, now),
            )


def _key(row: PlanItemRow) -> tuple[object, ...]:
    return row.nip, row.year, row.agency_code, row.indicator_code, row.placement_agency_code


def _own(units: Any, actor: Actor) -> Any:
    return units.filter(id__in=actor.admin_agency_ids) if is_limited(actor) else units


def _example(pairs: Sequence[tuple[str, str]]) -> dict[str, object]:
    agency_code, code = pairs[0] if pairs else ("", "")
    return {
        "nip": "199001012015011001",
        "tahun": timezone.localdate().year,
        "kode_opd": agency_code,
        "kode_indikator": code,
        "jenis": "utama",
        "bobot": "33,34",
        **dict.fromkeys(MONTHS, "100"),
    }


def _hints() -> dict[str, str]:
    months = {month: _("Target bulan itu: angka, atau rentang 80-90. Kosong berarti tidak diukur.") for month in MONTHS}
    return {
        "nip": _("NIP pegawai, wajib. SKP yang disebut diganti seluruhnya: tulis semua butirnya."),
        "tahun": _("Tahun SKP, wajib, misalnya 2026."),
        "kode_opd": _("Kode perangkat daerah pemilik indikator, wajib."),
        "kode_indikator": _("Kode indikator dari katalog, wajib."),
        "jenis": _("utama (berbobot) atau tambahan (tanpa bobot), wajib."),
        "bobot": _("Persen, paling banyak dua desimal. Bobot utama satu SKP berjumlah tepat 100,00."),
        "opd_penempatan": _("Kode unit penempatan. Wajib hanya bila pegawai punya beberapa penempatan pada tahun itu."),
        **months,
    }


def _sentences(plans: Sequence[StoredPlan]) -> Iterator[str]:
    new = [plan for plan in plans if not plan.is_agreed]
    replaced = [plan for plan in plans if plan.is_agreed]
    if new:
        yield _("%(count)s SKP baru, langsung berstatus disepakati.") % {"count": len(new)}
    if replaced:
        yield _("%(count)s SKP yang sudah disepakati diganti.") % {"count": len(replaced)}


def _weights_by_plan(rows: Mapping[int, Mapping[str, object]]) -> list[dict[int, Decimal]]:
    """The main weights of each plan by row number. Rows without ``opd_penempatan`` are of the person's only plan."""
    plans: dict[tuple[str, str], dict[str, dict[int, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for number, cells in rows.items():
        nip, year, place, kind = (_text(cells.get(name)) for name in ("nip", "tahun", "opd_penempatan", "jenis"))
        weight = _weight(cells.get("bobot"))
        if kind == ItemKind.MAIN.label and weight is not None:
            plans[nip, year][place][number] = weight
    found: list[dict[int, Decimal]] = []
    for places in plans.values():
        if "" in places:
            found.append({number: weight for of_place in places.values() for number, weight in of_place.items()})
        else:
            found += places.values()
    return found


def _text(cell: object) -> str:
    return "".join(str(cell if cell is not None else "").split()).casefold().strip("-")


def _weight(cell: object) -> Decimal | None:
    try:
        return read_number(cell, decimals=2).value
    except ValueRefused:
        return None


def _distributed(weights: Mapping[int, Decimal]) -> dict[int, Mapping[str, str]]:
    """The cells that change when these weights, by row number, are brought to 100.00."""
    try:
        shares = distribute_remainder(list(weights.values()))
    except ValueError:
        return {}
    changed = zip(weights.items(), shares, strict=True)
    return {number: {"bobot": shown_number(share)} for (number, weight), share in changed if share != weight}


def _kept(plans: Sequence[StoredPlan]) -> dict[str, Any]:
    """The agreed plans as they are, and the keys of the others: a plan without agreement counts as not there, since
    nothing was evaluated by it.
    """
    before = remember_plans([plan.id for plan in plans if plan.is_agreed and plan.id])
    keys = (plan.key for plan in plans if not plan.is_agreed)
    return {
        "agreed": before.agreed,
        "items": before.items,
        "new": [[key.nip, key.year, key.post.agency_code, key.post.kind.value] for key in keys],
    }


def _plan_ids(keys: Iterable[Sequence[Any]]) -> set[int]:
    """The numbers of plans by NIP, year, agency and kind of placement."""
    wanted = {(nip, year, code, PlacementKind(kind)) for nip, year, code, kind in keys}
    plans = Plan.objects.filter(employee__nip__in={nip for nip, *_ in wanted}).order_by()
    facts = plans.values_list("id", "employee__nip", "year", "agency__code", "placement_kind")
    return {number for number, nip, year, code, kind in facts if (nip, year, code, PlacementKind(kind)) in wanted}
