"""Taking back an import of plans."""

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agencies.models import Employee
from agencies.services.take_back import TakeBackRefused, changed_since, referenced_ids, some_names
from agencies.tenancy.bulk import incoming_rows, merge_rows
from indicators.models import Plan, PlanItem, PlanState, PlanVersion

MEND = "Perbaiki dengan berkas baru yang berisi SKP itu selengkapnya, atau lewat adendum."


@dataclass(frozen=True, slots=True)
class PlansToTakeBack:
    """The plans of an import, for those who may object: what was published ``since`` then."""

    plan_ids: frozenset[int]
    since: datetime.datetime


Objection = Callable[[PlansToTakeBack], str | None]
"""Why these plans must stay as they are, as a sentence; None when nothing stands against it."""

_objections: list[Objection] = []


def ask_before_taking_back(objection: Objection) -> None:
    """Let an app above object, for what it alone knows; from ``AppConfig.ready``."""
    _objections.append(objection)


Json = list[Any]


@dataclass(frozen=True, slots=True)
class PlansBefore:
    """What an import found, fit for JSON: the agreed plans that it names and all their items, exactly as stored.

    ``agreed`` has a plan's number and when it was agreed; ``items`` hold the values of ITEM_KEY and ITEM_COLUMNS.
    """

    agreed: Sequence[Json]
    items: Sequence[Json]


ITEM_KEY = ("plan_id", "indicator_id")
ITEM_COLUMNS = ("kind", "weight", "targets", "upper_targets", "month_weights", "last_month")


def remember_plans(plan_ids: Collection[int]) -> PlansBefore:
    """These plans as they are now. Two queries."""
    agreed = Plan.objects.filter(id__in=plan_ids).order_by("id").values_list("id", "agreed_at")
    items = PlanItem.objects.filter(plan_id__in=plan_ids).order_by("id").values_list(*ITEM_KEY, *ITEM_COLUMNS)
    return PlansBefore(
        agreed=[[number, moment and moment.isoformat()] for number, moment in agreed],
        items=[[_as_json(value) for value in item] for item in items],
    )


def _as_json(value: object) -> object:
    if isinstance(value, list):
        return [_as_json(one) for one in value]
    return str(value) if isinstance(value, Decimal) else value


def take_back_plans(*, before: PlansBefore, new_ids: Collection[int], since: datetime.datetime) -> None:
    """Make plans what they were before the import of ``since``, to the letter: weights of single months too.

    ``new_ids`` are the plans that the import added: they go, or stay as empty drafts where they were evaluated since,
    so that the next evaluation finds them without an agreement.

    Raises:
        TakeBackRefused: a plan was changed or used since.
        IntegrityError: targets of a locked month would change.
    """
    old_ids = [number for number, _agreed_at in before.agreed]
    why_not = next(_reasons(frozenset({*old_ids, *new_ids}), since), None)
    if why_not:
        raise TakeBackRefused(why_not)
    used = referenced_ids(Plan, new_ids, by_work_only=True)
    if used:
        raise TakeBackRefused(f"SKP baru ini sudah dipakai: {_people(used)}. {MEND}")
    # The weights of an agreed plan sum to 100 at any moment: it is a draft while its items are being written.
    Plan.objects.filter(id__in=[*old_ids, *new_ids]).update(state=PlanState.DRAFT, agreed_at=None)
    PlanItem.objects.filter(plan_id__in=new_ids).delete()
    Plan.objects.filter(id__in=set(new_ids) - referenced_ids(Plan, new_ids)).delete()
    with incoming_rows(PlanItem, key=ITEM_KEY, columns=ITEM_COLUMNS, rows=before.items) as incoming:
        incoming.remove_absent("plan_id")
        incoming.merge()
    merge_rows(
        Plan,
        key=["id"],
        columns=["state", "agreed_at"],
        rows=((number, PlanState.AGREED, agreed_at) for number, agreed_at in before.agreed),
    )


def _reasons(plan_ids: frozenset[int], since: datetime.datetime) -> Iterator[str]:
    items = PlanItem.objects.filter(plan_id__in=plan_ids).values_list("id", flat=True)
    if changed_since(PlanItem, list(items), since) or _agreed_since(plan_ids, since):
        yield f"SKP dari impor ini sudah disepakati atau diubah lagi sesudahnya. {MEND}"
    if _amended_since(plan_ids, since):
        yield "Adendum atas SKP dari impor ini sudah dimulai. Minta adendum itu ditarik, lalu batalkan impornya."
    for objection in _objections:
        sentence = objection(PlansToTakeBack(plan_ids, since))
        if sentence:
            yield sentence


def _agreed_since(plan_ids: Collection[int], since: datetime.datetime) -> bool:
    return PlanVersion.objects.filter(plan_id__in=plan_ids, state="agreed", edited_at__gt=since).exists()


def _amended_since(plan_ids: Collection[int], since: datetime.datetime) -> bool:
    """Whether an addendum was begun on what the import said: agreed later, it would bring that back."""
    return PlanVersion.objects.all().open().filter(plan_id__in=plan_ids, created_at__gt=since).exists()


def _people(plan_ids: Collection[int]) -> str:
    return some_names(Employee.objects.filter(plans__id__in=plan_ids).values_list("name", flat=True))
