"""What a value would do to the score, by the engine itself; nothing is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from appraisal.scoring.card import ItemResult, ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.rounding import plain
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import Direction, Item, ItemKind, MonthEntry, Sheet
from appraisal.scoring.wording import number, score_text
from appraisal.services.reporting.due_items import DueItem, MonthReport

MOST_PLAUSIBLE = 500
"""In percent of the target: beyond it, asking whether the unit is right costs a reader less than a wrong report."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """``counted`` says how the value is counted, ``effect`` what the score becomes; either may have nothing to say."""

    counted: str
    effect: str
    warnings: tuple[str, ...]


def foresee_actual(*, report: MonthReport, item: DueItem, value: Decimal) -> Foreseen:
    """The effect on the first plan that has the item: the definitive one where there are several. No query."""
    plan = next(plan for plan in report.plans if item.key in plan.item_ids)
    card = score(_with_value(plan.sheet, item.key, value), plan.scheme.rules)
    result = next(one for one in card.indicators.items if one.key == item.key)
    return Foreseen(_counted(item, value, result, plan.scheme.rules), _effect(card), warnings_of(item, value))


def _with_value(sheet: Sheet, key: str, value: Decimal) -> Sheet:
    """The sheet as it is once the value is reported; of an additional task once it is accepted."""
    items = tuple(_reported(item, value) if item.key == key else item for item in sheet.items)
    return sheet.having(items=items)


def _reported(item: Item, value: Decimal) -> Item:
    """The item of a single month with this value."""
    months = tuple(MonthEntry(entry.month, entry.target, value, verified=True) for entry in item.months)
    return Item(item.key, item.kind, item.direction, item.pattern, item.weight, months)


def _counted(item: DueItem, value: Decimal, result: ItemResult, scheme: Scheme) -> str:
    values = {"value": number(value), "unit": item.unit, "target": item.target_words}
    if item.kind is ItemKind.ADDITIONAL:
        return _("Dihitung: tugas tambahan menambah %(points)s poin setelah diterima, berapa pun nilainya.") % {
            "points": number(scheme.additional.points)
        }
    if result.attainment is None:
        return _("Dihitung: %(value)s %(unit)s; capaian belum dapat dihitung dari target %(target)s.") % values
    values["percent"] = score_text(result.attainment)
    if item.target and item.target.high is None and result.direction is Direction.HIGHER:
        text = _("Dihitung: %(value)s dari %(target)s = %(percent)s%%.") % values
    else:
        text = _("Dihitung: %(value)s %(unit)s terhadap target %(target)s = %(percent)s%%.") % values
    if result.attainment == scheme.cap:
        text = f"{text[:-1]} {_('(batas atas).')}"
    return text


def _effect(card: ScoreCard) -> str:
    if card.final is not None:
        values = {"score": score_text(card.final)}
        if card.complete:
            return _("Nilai Anda akan menjadi sekitar %(score)s.") % values
        return _("Nilai sementara Anda akan menjadi sekitar %(score)s, dari yang sudah dilaporkan.") % values
    if card.indicators.score is not None:
        return _("Nilai hasil kerja Anda akan menjadi sekitar %(score)s. Perilaku kerja bulan ini belum dinilai.") % {
            "score": score_text(card.indicators.score)
        }
    return ""


def warnings_of(item: DueItem, value: Decimal) -> tuple[str, ...]:
    """What is worth a second look, never a reason to refuse."""
    return tuple(_warnings(item, value))


def _warnings(item: DueItem, value: Decimal) -> Iterator[str]:
    bound = None if item.target is None else item.target.high or item.target.low
    if value < 0 and (bound is None or bound >= 0):
        yield _("Realisasi ini di bawah nol. Periksa kembali, atau jelaskan di catatan.")
    if bound is not None and bound > 0:
        percent = Fraction(plain(value)) / Fraction(plain(bound)) * 100
        if percent >= MOST_PLAUSIBLE:
            yield _("Realisasi %(percent)s%% dari target. Periksa kembali satuannya, atau jelaskan di catatan.") % {
                "percent": number(Decimal(int(percent)))
            }
