"""The dialogue on a plan: versions that both sides work on until they agree (PermenPANRB 6/2022, Art. 7, 9-14).

A version is a working copy. What counts for evaluation are :class:`indicators.models.Plan` and its items, which the
agreement writes: so nothing that is still being discussed can touch a score.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agencies.models import PlacementKind
from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey
from indicators.models.plan import ItemKind
from indicators.querysets import PlanVersionQuerySet


class VersionState(models.TextChoices):
    """Where the dialogue stands. An agreed version that a later one has followed is shown as revised."""

    DRAFT = "draft", "draf"
    DISCUSSED = "discussed", "dibahas"
    AGREED = "agreed", "disepakati"
    WITHDRAWN = "withdrawn", "ditarik"


class Side(models.TextChoices):
    """The two who agree."""

    EMPLOYEE = "employee", "pegawai"
    SUPERVISOR = "supervisor", "pejabat penilai"


class Approach(models.TextChoices):
    """How results are measured (pendekatan): one for the whole plan (PermenPANRB 6/2022, Art. 9)."""

    QUANTITATIVE = "quantitative", "kuantitatif"
    QUALITATIVE = "qualitative", "kualitatif"


class PlanVersion(OwnedByRegionWithId):
    """A version of the year plan (SKP) of an employee in one agency and kind of placement.

    Number 1 is the plan, later ones are addenda: they change the months from ``from_month`` on and leave the earlier
    ones untouched. It is agreed when both sides have said so of the same content; whatever changes takes back both
    words. ``edition`` rises with every change, ``turn`` says who is awaited.
    """

    employee = RegionForeignKey("agencies.Employee", related_name="plan_versions", db_index=False)
    agency = RegionForeignKey("agencies.Agency", related_name="plan_versions", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")
    placement_kind = models.CharField(max_length=10, choices=PlacementKind, default=PlacementKind.DEFINITIVE)
    plan = RegionForeignKey("indicators.Plan", null=True, blank=True, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField("versi", default=1)
    from_month = models.PositiveSmallIntegerField("mulai bulan", default=1)
    state = models.CharField("status", max_length=10, choices=VersionState, default=VersionState.DRAFT)
    turn = models.CharField("giliran", max_length=10, choices=Side, default=Side.EMPLOYEE)
    approach = models.CharField("pendekatan", max_length=12, choices=Approach, default=Approach.QUANTITATIVE)
    reason = models.TextField("alasan", blank=True)
    edition = models.PositiveIntegerField("suntingan", default=1)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    edited_at = models.DateTimeField("disunting", auto_now=True)
    submitted_at = models.DateTimeField("diajukan", null=True, blank=True)
    supervisor = RegionForeignKey("agencies.Employee", null=True, blank=True, related_name="+", db_index=False)
    employee_agreed_at = models.DateTimeField("disepakati pegawai", null=True, blank=True)
    supervisor_agreed_at = models.DateTimeField("disepakati pejabat penilai", null=True, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["year", "employee", "number"]
        verbose_name = "versi SKP"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "employee", "year", "agency", "placement_kind", "number"], name="plan_version_number"
            ),
            models.UniqueConstraint(
                fields=["region", "employee", "year", "agency", "placement_kind"],
                condition=Q(state__in=["draft", "discussed"]),
                name="plan_version_one_is_open",
            ),
            models.CheckConstraint(condition=Q(from_month__range=(1, 12)), name="plan_version_begins_with_a_month"),
            models.CheckConstraint(
                condition=~Q(state="agreed")
                | Q(plan__isnull=False, employee_agreed_at__isnull=False, supervisor_agreed_at__isnull=False),
                name="plan_version_agreed_by_both",
            ),
        ]
        indexes = [models.Index(fields=["region", "year", "agency"], name="plan_version_of_an_agency")]

    def __str__(self) -> str:
        return f"SKP {self.year} versi {self.number}"


class PlanResult(OwnedByRegionWithId):
    """A planned result (rencana hasil kerja, RHK) in a version.

    ``key`` stays the same through all versions of a plan. ``supports`` is the key of the superior's result that this
    one serves, and ``supports_text`` what that one said when they were linked: the form prints it.
    """

    class Perspective(models.TextChoices):
        """Whom the result of a high leader (JPT) looks at."""

        CUSTOMER = "customer", "Penerima Layanan"
        PROCESS = "process", "Proses Bisnis"
        STRENGTH = "strength", "Penguatan Internal"
        BUDGET = "budget", "Anggaran"

    version = RegionForeignKey(PlanVersion, related_name="results", on_delete=models.CASCADE, db_index=False)
    key = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField("nomor", default=1)
    kind = models.CharField("jenis", max_length=10, choices=ItemKind, default=ItemKind.MAIN)
    text = models.TextField("rencana hasil kerja")
    supports = models.UUIDField(null=True, blank=True)
    supports_text = models.TextField(blank=True)
    perspective = models.CharField("perspektif", max_length=8, choices=Perspective, blank=True)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["version", "kind", "position", "id"]
        verbose_name = "rencana hasil kerja"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "version", "key"], name="plan_result_once_a_version"),
        ]
        indexes = [
            models.Index(fields=["region", "supports"], name="plan_result_supports"),
            models.Index(fields=["region", "key"], name="plan_result_key"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class PlanVersionItem(OwnedByRegionWithId):
    """An indicator under a result of a version, as it stands on the table.

    Weight and targets are as in :class:`PlanItem`, yet may still be missing. The ``origin_`` fields say what it began
    with (the unit's agreement, or the plan in force): who reads only the differences compares with them. Whoever
    changes an item agrees with it and takes back the other side's agreement.
    """

    version = RegionForeignKey(PlanVersion, related_name="items", on_delete=models.CASCADE, db_index=False)
    result = RegionForeignKey(PlanResult, related_name="items", on_delete=models.CASCADE, db_index=False)
    indicator = RegionForeignKey("indicators.Indicator", related_name="plan_version_items")
    weight = models.DecimalField("bobot", max_digits=5, decimal_places=2, null=True, blank=True)
    targets = ArrayField(models.DecimalField(max_digits=36, decimal_places=18, null=True), size=12)
    upper_targets = ArrayField(models.DecimalField(max_digits=36, decimal_places=18, null=True), size=12, null=True)
    measure = models.TextField("ukuran keberhasilan", blank=True)
    origin_weight = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    origin_targets = ArrayField(models.DecimalField(max_digits=36, decimal_places=18, null=True), size=12, null=True)
    origin_upper_targets = ArrayField(
        models.DecimalField(max_digits=36, decimal_places=18, null=True), size=12, null=True
    )
    employee_agrees = models.BooleanField(default=False)
    supervisor_agrees = models.BooleanField(default=False)

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["version", "id"]
        verbose_name = "butir versi SKP"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "version", "indicator"], name="plan_version_item_once"),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0, weight__lte=100), name="plan_version_item_weight"
            ),
            models.CheckConstraint(
                condition=Q(targets__len=12) & (Q(upper_targets__isnull=True) | Q(upper_targets__len=12)),
                name="plan_version_item_has_twelve_months",
            ),
        ]

    def __str__(self) -> str:
        return f"butir {self.pk} versi SKP"


class BehaviourExpectation(OwnedByRegionWithId):
    """The leader's special expectation (ekspektasi khusus pimpinan) for one of the seven core values."""

    version = RegionForeignKey(PlanVersion, related_name="expectations", on_delete=models.CASCADE, db_index=False)
    value = models.CharField("nilai dasar", max_length=2)
    text = models.TextField("ekspektasi khusus pimpinan")

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["version", "id"]
        verbose_name = "ekspektasi khusus pimpinan"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "version", "value"], name="expectation_once_a_value"),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.text[:60]}"


class AnnexKind(models.TextChoices):
    """The three annexes of a plan (PermenPANRB 6/2022, Art. 7, 11-13)."""

    RESOURCES = "resources", "dukungan sumber daya"
    ACCOUNTABILITY = "accountability", "skema pertanggungjawaban"
    CONSEQUENCES = "consequences", "konsekuensi"


class AnnexLine(OwnedByRegionWithId):
    """A numbered line of an annex."""

    version = RegionForeignKey(PlanVersion, related_name="annex_lines", on_delete=models.CASCADE, db_index=False)
    kind = models.CharField("lampiran", max_length=14, choices=AnnexKind)
    position = models.PositiveSmallIntegerField("nomor")
    text = models.TextField("isi")

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["version", "kind", "position"]
        verbose_name = "baris lampiran SKP"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "version", "kind", "position"], name="annex_line_once"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class EntryKind(models.TextChoices):
    """What was done in the dialogue."""

    COMMENT = "comment", "komentar"
    PROPOSAL = "proposal", "usulan"
    ACCEPTANCE = "acceptance", "persetujuan"
    SUBMISSION = "submission", "pengajuan"
    RETURN = "return", "pengembalian"
    AGREEMENT = "agreement", "kesepakatan"


class DialogueEntry(OwnedByRegionWithId):
    """A word in the dialogue on a version, about one indicator or about the whole. Never changed.

    ``changes`` of a proposal: field -> [before, after], as people read them.
    """

    version = RegionForeignKey(PlanVersion, related_name="entries", db_index=False)
    indicator = RegionForeignKey("indicators.Indicator", null=True, blank=True, related_name="+", db_index=False)
    side = models.CharField(max_length=10, choices=Side)
    author = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    author_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=EntryKind)
    text = models.TextField(blank=True)
    changes = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    rows_may_change = False

    class Meta(OwnedByRegionWithId.Meta):
        ordering = ["at", "id"]
        verbose_name = "percakapan SKP"
        constraints = [*OwnedByRegionWithId.Meta.constraints]
        indexes = [models.Index(fields=["region", "version", "at"], name="dialogue_of_a_version")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.author_name}"
