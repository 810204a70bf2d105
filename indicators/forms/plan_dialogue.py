"""What the two sides of a plan type in the dialogue: other figures of one indicator, and words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.files.errors import ValueRefused, shown_number
from agencies.files.values import NumberRange, read_number, read_target
from indicators.models import Direction, ItemKind, Pattern, PlanVersion
from indicators.services.plans.load_content import PlannedItem
from indicators.services.plans.save_items import ItemValues
from indicators.services.plans.shown_targets import shown_months, shown_weight
from indicators.target_patterns import MONTHS as ALL_MONTHS
from indicators.target_patterns import Shape, copy_value, cut_year

MOST_DECIMALS = 6
"""Of a target, as in files of plans (contract section 4)."""
LONGEST_WORDS = 2000
LONGEST_NUMBER = 80

SAME, WHOLE_YEAR, EACH = "sama", "setahun", "bulan"
"""The ways to say twelve targets: one value for all, one figure for the year to be cut, or each month by itself."""

Target = Decimal | NumberRange | None


def posted_words(data: Mapping[str, str], name: str) -> str:
    """Text as it was typed: single line breaks, without what the database cannot hold; far too long ends are cut."""
    return data.get(name, "").replace("\r\n", "\n").replace("\x00", "")[: LONGEST_WORDS * 2]


class NumberField(forms.CharField):
    """A number or a range as Indonesia writes it, kept as typed."""

    def __init__(
        self, *, label: str, is_range: bool = False, decimals: int = MOST_DECIMALS, help_text: str = ""
    ) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"} | ({} if is_range else {"inputmode": "decimal"}))
        super().__init__(label=label, required=False, max_length=LONGEST_NUMBER, widget=widget, help_text=help_text)
        self.is_range, self.decimals = is_range, decimals

    def clean(self, value: object) -> Target:
        """The number.

        Raises:
            ValidationError: it cannot be read; says how to write it.
        """
        text = str(super().clean(value))
        try:
            if self.is_range:
                return read_target(text, is_range=True, decimals=self.decimals).value
            return read_number(text, decimals=self.decimals).value
        except ValueRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


class ChangeForm(forms.Form):
    """Other figures for one indicator of a plan: its weight, its targets one of three ways, and the reason."""

    def __init__(self, planned: PlannedItem, version: PlanVersion, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, prefix=f"butir-{planned.item.pk}", initial=_initial(planned, version))
        self.planned, self.version = planned, version
        is_range = Direction(planned.direction).takes_a_range
        if planned.item.result.kind == ItemKind.MAIN:
            self.fields["bobot"] = NumberField(label=_("Bobot (%)"), decimals=2)
        self.fields["cara"] = forms.ChoiceField(
            label=_("Target diisi"), choices=list(_ways(planned)), widget=forms.RadioSelect
        )
        hint = _("Rentang, misalnya 80-90. Satuan: %(unit)s.") if is_range else _("Satuan: %(unit)s.")
        self.fields["target"] = NumberField(
            label=_("Target"), is_range=is_range, help_text=hint % {"unit": planned.unit}
        )
        for month in open_months(planned, version):
            self.fields[f"t{month:02}"] = NumberField(label=str(MONTHS[month]), is_range=is_range)
        self.fields["alasan"] = forms.CharField(
            label=_("Alasan"),
            max_length=LONGEST_WORDS,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": _("Tulis alasan singkat mengapa angkanya diubah: pihak lain membacanya.")},
        )

    @property
    def months(self) -> list[tuple[str, forms.BoundField]]:
        """The months that may change, each with its short name."""
        names = ((month, f"t{month:02}") for month in ALL_MONTHS)
        return [(str(MONTHS_3[month]).capitalize(), self[name]) for month, name in names if name in self.fields]

    @property
    def is_each_month(self) -> bool:
        """Whether the months are filled one by one."""
        return bool(self["cara"].value() == EACH)

    def clean(self) -> None:
        """The twelve targets, in one of the three ways; months that may not change keep what is stored."""
        if self.errors:
            return
        said = self.cleaned_data
        months = open_months(self.planned, self.version)
        if said["cara"] == EACH:
            targets: dict[int, Target] = {month: said[f"t{month:02}"] for month in months}
        elif said["target"] is None:
            self.add_error("target", _("Isi target dengan angka, misalnya 12 atau 12,5."))
            return
        else:
            targets = _spread(said["target"], said["cara"], self._filled(months))
        self.values = self._values(targets)

    def _filled(self, months: Sequence[int]) -> Sequence[int]:
        """Those of the months that have a target now; all of them where none has."""
        return [month for month in months if self.planned.item.targets[month - 1] is not None] or months

    def _values(self, targets: Mapping[int, Target]) -> ItemValues:
        item, start = self.planned.item, self.version.from_month
        lows, highs = list(item.targets), list(item.upper_targets or [None] * 12)
        for month in range(start, 13):
            target = targets.get(month)
            lows[month - 1] = target.low if isinstance(target, NumberRange) else target
            highs[month - 1] = target.high if isinstance(target, NumberRange) else None
        is_range = Direction(self.planned.direction).takes_a_range
        return ItemValues(self.cleaned_data.get("bobot"), lows, highs if is_range else None)

    @property
    def typed(self) -> tuple[str, str]:
        """Weight and targets that were typed, in words, for who compares them with what is stored."""
        if self.is_bound and self.is_valid():
            return shown_weight(self.values.weight), shown_months(self.values.targets, self.values.upper_targets)
        return str(self["bobot"].value() or "") if "bobot" in self.fields else "", str(self["target"].value() or "")


def open_months(planned: PlannedItem, version: PlanVersion) -> list[int]:
    """The months in which a target may be said: measured, or with a target now, and not before an addendum."""
    targets = planned.item.targets
    return [
        month for month in range(version.from_month, 13) if month in planned.months or targets[month - 1] is not None
    ]


def _ways(planned: PlannedItem) -> list[tuple[str, object]]:
    ways: list[tuple[str, object]] = [(SAME, gettext_lazy("sama tiap bulan"))]
    if planned.pattern == Pattern.COUNT and not Direction(planned.direction).takes_a_range:
        ways.append((WHOLE_YEAR, gettext_lazy("jumlah setahun, dibagi rata")))
    return [*ways, (EACH, gettext_lazy("per bulan"))]


def _initial(planned: PlannedItem, version: PlanVersion) -> dict[str, str]:
    item = planned.item
    shown = {month: _typed(item.targets[month - 1], _upper(planned, month)) for month in open_months(planned, version)}
    filled = {text for text in shown.values() if text}
    initial = {f"t{month:02}": text for month, text in shown.items()}
    initial["bobot"] = "" if item.weight is None else shown_number(item.weight)
    initial["cara"] = EACH if len(filled) > 1 else SAME
    initial["target"] = filled.pop() if len(filled) == 1 else ""
    return initial


def _upper(planned: PlannedItem, month: int) -> Decimal | None:
    uppers = planned.item.upper_targets
    return None if uppers is None else uppers[month - 1]


def _typed(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return ""
    return shown_number(low) if high is None else f"{shown_number(low)}-{shown_number(high)}"


def _spread(target: Decimal | NumberRange, way: str, months: Sequence[int]) -> dict[int, Target]:
    if way == WHOLE_YEAR and isinstance(target, Decimal):
        return dict(enumerate(cut_year(Shape.EVEN, target, months), start=1))
    if isinstance(target, NumberRange):
        return dict.fromkeys(months, target)
    return dict(enumerate(copy_value(target, months), start=1))
