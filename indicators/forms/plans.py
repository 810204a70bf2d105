"""What is typed while a plan is made: results, words, reasons. Whether it can be is for the services to say."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.core_values import CORE_VALUES
from indicators.models import AnnexKind, Approach, ItemKind, PlanResult

LONGEST = 2000
_SHORT = {"rows": 3}
_LONG = {"rows": 5}


class NewPlanForm(forms.Form):
    """The post and the year of a plan that begins."""

    placement = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    year = forms.TypedChoiceField(coerce=int)

    def __init__(self, data: Mapping[str, Any] | None = None, *, years: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """A planned result in own words; a high leader (JPT) also says whom it looks at."""

    text = forms.CharField(
        label=gettext_lazy("Rencana hasil kerja"),
        help_text=gettext_lazy("Tulis keadaan yang dicapai, misalnya “Layanan perizinan selesai tepat waktu”."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=_SHORT),
        error_messages={"required": gettext_lazy("Tulis rencana hasil kerjanya.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=[
            (ItemKind.MAIN.value, gettext_lazy("Utama, berbobot")),
            (ItemKind.ADDITIONAL.value, gettext_lazy("Tugas tambahan, tanpa bobot")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    perspective = forms.ChoiceField(
        label=gettext_lazy("Perspektif"),
        choices=[
            ("", gettext_lazy("(pilih perspektif)")),
            (PlanResult.Perspective.CUSTOMER.value, gettext_lazy("Penerima Layanan")),
            (PlanResult.Perspective.PROCESS.value, gettext_lazy("Proses Bisnis")),
            (PlanResult.Perspective.STRENGTH.value, gettext_lazy("Penguatan Internal")),
            (PlanResult.Perspective.BUDGET.value, gettext_lazy("Anggaran")),
        ],
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, result: PlanResult | None = None, has_perspective: bool
    ) -> None:
        initial: dict[str, object] = {"kind": ItemKind.MAIN.value}
        if result is not None:
            initial = {"text": result.text, "perspective": result.perspective}
        prefix = "baru" if result is None else f"hasil-{result.pk}"
        super().__init__(data, initial=initial, prefix=prefix)
        if result is not None:
            del self.fields["kind"]
        if not has_perspective:
            del self.fields["perspective"]

    @property
    def said(self) -> dict[str, Any]:
        """What it says, as :func:`write_result` takes it."""
        said: dict[str, Any] = {
            "text": self.cleaned_data["text"],
            "perspective": self.cleaned_data.get("perspective", ""),
        }
        return said | ({"kind": ItemKind(self.cleaned_data["kind"])} if self.cleaned_data.get("kind") else {})


class AnnexForm(forms.Form):
    """The three annexes, one line each line."""

    resources = forms.CharField(
        label=gettext_lazy("Dukungan sumber daya"),
        help_text=gettext_lazy("Satu baris satu dukungan: anggaran, pegawai, peralatan, pendampingan pimpinan."),
        required=False,
        widget=forms.Textarea(attrs=_LONG),
    )
    accountability = forms.CharField(
        label=gettext_lazy("Skema pertanggungjawaban"),
        help_text=gettext_lazy("Satu baris satu cara melapor: kapan, kepada siapa, dalam bentuk apa."),
        required=False,
        widget=forms.Textarea(attrs=_LONG),
    )
    consequences = forms.CharField(
        label=gettext_lazy("Konsekuensi"),
        help_text=gettext_lazy(
            "Satu baris satu akibat bila tercapai atau tidak: penghargaan, pembinaan, tambahan tugas."
        ),
        required=False,
        widget=forms.Textarea(attrs=_LONG),
    )

    @property
    def lines(self) -> dict[str, list[str]]:
        """The lines of each annex."""
        return {kind: str(self.cleaned_data[kind]).splitlines() for kind in map(str, AnnexKind.values)}


def annex_texts(annexes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Stored lines as they are typed."""
    return {kind: "\n".join(annexes.get(kind, ())) for kind in map(str, AnnexKind.values)}


class ExpectationsForm(forms.Form):
    """The leader's special expectation for each core value; empty is none."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        for value in CORE_VALUES:
            self.fields[value.code] = forms.CharField(
                label=_("Ekspektasi khusus pimpinan"),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(
                    attrs={**_SHORT, "aria-label": f"{value.name}: {_('Ekspektasi khusus pimpinan')}"}
                ),
            )


class ApproachForm(forms.Form):
    """How results are measured."""

    approach = forms.ChoiceField(
        label=gettext_lazy("Pendekatan"),
        choices=[
            (Approach.QUANTITATIVE.value, gettext_lazy("Kuantitatif: target angka")),
            (Approach.QUALITATIVE.value, gettext_lazy("Kualitatif: ditambah ukuran keberhasilan dengan kata-kata")),
        ],
        widget=forms.RadioSelect,
    )


class SubmissionForm(forms.Form):
    """A reason for each figure that differs from where the plan began, and a word along with it."""

    note = forms.CharField(
        label=gettext_lazy("Catatan untuk pejabat penilai"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=_SHORT),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, reasons_for: Mapping[int, str]) -> None:
        """``reasons_for``: the indicators that ask for a reason, by number, with their names."""
        super().__init__(data)
        self.asked = tuple(reasons_for)
        for pk, name in reasons_for.items():
            self.fields[f"alasan_{pk}"] = forms.CharField(
                label=_("Alasan usulan"),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2, "aria-label": f"{_('Alasan usulan')}: {name}"}),
                error_messages={"required": _("Tulis alasan usulan untuk “%(name)s”.") % {"name": name}},
            )

    @property
    def reasons(self) -> dict[int, str]:
        """The reasons, by indicator."""
        return {pk: str(self.cleaned_data[f"alasan_{pk}"]) for pk in self.asked}


class WithdrawalForm(forms.Form):
    """Why a version is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs=_SHORT)
    )


class AddendumForm(forms.Form):
    """From which month on a plan shall change, and why."""

    from_month = forms.TypedChoiceField(
        label=gettext_lazy("Berlaku mulai bulan"),
        help_text=gettext_lazy("Target dan bobot bulan sebelumnya tidak berubah."),
        coerce=int,
        error_messages={"required": gettext_lazy("Pilih bulan mulai adendum.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan adendum"),
        help_text=gettext_lazy("Misalnya penugasan baru, perubahan anggaran, atau dukungan yang tidak tersedia."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=_SHORT),
        error_messages={"required": gettext_lazy("Tulis alasan adendum.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, year: int, day: datetime.date) -> None:
        super().__init__(data)
        first = day.month if year == day.year else 1
        months = range(first, 13) if year >= day.year else ()
        self.fields["from_month"].choices = [  # type: ignore[attr-defined]
            (month, f"{MONTHS[month]!s} {year}") for month in months
        ]


def chosen_keys(typed: Iterable[str]) -> list[uuid.UUID]:
    """The results that were ticked; what is no key at all was never on the screen."""
    keys = []
    for text in typed:
        try:
            keys.append(uuid.UUID(text))
        except ValueError:
            continue
    return keys


class NewItemForm(forms.Form):
    """An indicator of the catalogue under a result of the plan."""

    result = forms.TypedChoiceField(
        label=gettext_lazy("Untuk hasil kerja"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Pilih hasil kerjanya."),
            "invalid_choice": gettext_lazy("Hasil kerja itu sudah tidak ada. Pilih yang lain."),
        },
    )
    indicator = forms.TypedChoiceField(
        label=gettext_lazy("Indikator dari katalog"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Pilih indikatornya."),
            "invalid_choice": gettext_lazy("Indikator itu tidak dapat dipilih. Pilih yang lain."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        results: Sequence[tuple[int, str]],
        catalogue: Sequence[tuple[str, Sequence[tuple[int, str]]]],
        result: int | None = None,
    ) -> None:
        """``catalogue``: the units, each with its indicators by number and name."""
        super().__init__(data, prefix="tambah", initial={"result": result or (results[0][0] if results else None)})
        self.fields["result"].choices = list(results)  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [("", _("(pilih indikator)")), *catalogue]  # type: ignore[attr-defined]
