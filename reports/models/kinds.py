"""The kinds of documents, and what all that is known of a document says of what it is about."""

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class DocumentKind(models.TextChoices):
    """What the product prints. The value is also the folder of the files and part of the subject's key."""

    SCORECARD = "scorecard", "kartu nilai"
    EVALUATION_FORM = "evaluation_form", "formulir evaluasi kinerja"
    EVALUATION_DOCUMENT = "evaluation_document", "dokumen evaluasi kinerja pegawai"
    PLAN_FORM = "plan_form", "formulir SKP"
    AGENCY_SUMMARY = "agency_summary", "rekap perangkat daerah"
    REGION_SUMMARY = "region_summary", "ringkasan daerah"
    REGION_ANNEX = "region_annex", "lampiran ringkasan daerah"


class Paper(models.TextChoices):
    """The sheet: A4, or the longer F4 (folio, 215 x 330 mm) of many offices."""

    A4 = "a4", "A4"
    F4 = "f4", "F4"


class AboutSubject(OwnedByRegionWithId):
    """What a document is about. Which of the references are set follows from its kind.

    An evaluation is named by period, plan and revision, without a constraint as its own references (docs/adr/0004); the
    form of a plan by its version, or by the plan where it came from a file. ``part`` counts from 1 where a long list
    comes in several documents.
    """

    kind = models.CharField("jenis", max_length=20, choices=DocumentKind)
    paper = models.CharField("kertas", max_length=2, choices=Paper, default=Paper.A4)
    period = RegionForeignKey("appraisal.Period", related_name="+", null=True, blank=True, db_index=False)
    agency = RegionForeignKey("agencies.Agency", related_name="+", null=True, blank=True, db_index=False)
    employee = RegionForeignKey("agencies.Employee", related_name="+", null=True, blank=True, db_index=False)
    plan_id = models.BigIntegerField(null=True, blank=True)
    version_id = models.BigIntegerField(null=True, blank=True)
    revision = models.PositiveSmallIntegerField("revisi", null=True, blank=True)
    part = models.PositiveSmallIntegerField("bagian", default=1)

    class Meta(OwnedByRegionWithId.Meta):
        abstract = True
