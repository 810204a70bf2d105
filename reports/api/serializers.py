"""What the API says of an issued document."""

import datetime
from typing import ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agencies.api.examples import shown
from reports.api.examples import A_DOCUMENT
from reports.models import Document
from reports.services.verify.standing import Standing, validity_of


@shown("a scorecard", A_DOCUMENT)
class DocumentSerializer(serializers.ModelSerializer[Document]):
    """One version of a document under its number. ``file_hash`` is the SHA-256 of the file as it was issued."""

    kind_name = serializers.CharField(source="get_kind_display", help_text="in Indonesian")
    period = serializers.CharField(source="period.code", allow_null=True, default=None)
    agency = serializers.CharField(source="agency.code", allow_null=True, default=None, help_text="kode_opd")
    nip = serializers.CharField(source="employee.nip", allow_null=True, default=None)
    name = serializers.CharField(source="employee.name", allow_null=True, default=None)
    standing = serializers.SerializerMethodField()
    ended_at = serializers.SerializerMethodField(help_text="since when it does not hold any more")
    is_signed = serializers.BooleanField()

    class Meta:
        model = Document
        fields: ClassVar = [
            "id",
            "number",
            "version",
            "kind",
            "kind_name",
            "period",
            "agency",
            "nip",
            "name",
            "plan_id",
            "revision",
            "part",
            "made_at",
            "standing",
            "ended_at",
            "is_signed",
            "file_name",
            "pages",
            "size",
            "fingerprint",
            "file_hash",
        ]

    @extend_schema_field(serializers.ChoiceField(choices=[one.value for one in Standing]))
    def get_standing(self, document: Document) -> str:
        """Berlaku, digantikan or dibatalkan."""
        return validity_of(document).standing.value

    def get_ended_at(self, document: Document) -> datetime.datetime | None:
        """A moment, or null while it holds."""
        return validity_of(document).since
