"""``/documents/``: the register, with the rows of its screen and of *Dokumen saya*."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.api.asked import (
    AGENCY,
    CHANGED_SINCE,
    NIP,
    asked_agency,
    asked_choice,
    asked_text,
    is_asked,
)
from agencies.api.listing import ListView
from agencies.api.problems import ConflictError, ProblemSerializer
from agencies.api.views import ApiView
from agencies.models import ApiScope
from agencies.problem_details import MEDIA_TYPE
from agencies.views.access import fetch_visible
from agencies.views.attachment import attachment
from appraisal.api.asked import PERIOD, asked_period
from reports.api.serializers import DocumentSerializer
from reports.models import Document, DocumentKind
from reports.services.register.find_documents import Asked, find_documents, with_subjects
from reports.services.register.read_file import FileRefusedError, read_file
from reports.services.register.visible_documents import may_read_file, visible_documents
from reports.services.verify.standing import Standing, issued_documents
from reports.views.documents import PDF
from reports.views.register import FILE_REFUSAL, ONE_REFUSAL

STANDINGS = [one.value for one in Standing]


class DocumentListView(ListView):
    """Issued documents whose subject the account may read."""

    read_scope = ApiScope.DOCUMENTS_READ
    orders = {"-made_at": ("-made_at", "-id"), "made_at": ("made_at", "id"), "number": ("number", "version", "id")}

    @extend_schema(
        operation_id="documents_list",
        parameters=[
            PERIOD,
            AGENCY,
            NIP,
            OpenApiParameter("kind", str, enum=DocumentKind.values),
            OpenApiParameter("standing", str, enum=STANDINGS),
            OpenApiParameter("number", str, description="a whole number like KN-2026-000123, or a part of it"),
            CHANGED_SINCE,
        ],
        responses=DocumentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page, the newest first unless told; ``changed_since`` asks when it was issued."""
        standing = asked_choice(request, "standing", STANDINGS)
        asked = Asked(
            kind=asked_choice(request, "kind", DocumentKind.values),
            period=asked_period(request) if is_asked(request, "period") else None,
            agency_ids=asked_agency(request),
            standing=Standing(standing) if standing else None,
            number=asked_text(request, "number"),
        )
        rows = find_documents(visible_documents(self.actor, timezone.localdate()), asked)
        rows = self.narrowed(rows, nip="employee__nip", changed="made_at")
        return self.answer(with_subjects(rows), DocumentSerializer)


class DocumentView(ApiView):
    """One issued document."""

    read_scope = ApiScope.DOCUMENTS_READ

    @extend_schema(operation_id="documents_retrieve", responses=DocumentSerializer)
    def get(self, request: Request, document_id: int) -> HttpResponse:
        """What the register knows of it."""
        del request
        return Response(DocumentSerializer(self._found(document_id)).data)

    def _found(self, document_id: int) -> Document:
        visible = visible_documents(self.actor, timezone.localdate()).filter(pk=document_id)
        issued = issued_documents().filter(pk=document_id)
        return fetch_visible(issued, with_subjects(visible), refusal=str(ONE_REFUSAL))


class AcceptsPdf(JSONRenderer):
    """For who accepts a PDF alone; refusals are problem details all the same."""

    media_type = PDF
    format = "pdf"


class DocumentFileView(DocumentView):
    """The file of an issued document, as it was issued or last signed."""

    renderer_classes = (AcceptsPdf, JSONRenderer)

    @extend_schema(
        operation_id="documents_file",
        parameters=[
            OpenApiParameter(
                "Content-Disposition",
                str,
                OpenApiParameter.HEADER,
                response=[200],
                description="with the name of the file",
            )
        ],
        responses={
            (200, PDF): OpenApiTypes.BINARY,
            (409, MEDIA_TYPE): OpenApiResponse(
                ProblemSerializer, description="revoked, not kept any more, or not the file that was issued"
            ),
        },
    )
    def get(self, request: Request, document_id: int) -> HttpResponse:
        """The PDF, once its bytes were found to be the registered ones. Superseded versions are kept only if they were
        signed; the file of a revoked one is not handed out any more.
        """
        del request
        found = self._found(document_id)
        if not may_read_file(self.actor, found):
            raise PermissionDenied(FILE_REFUSAL)
        try:
            content = read_file(found)
        except FileRefusedError as refused:
            raise ConflictError(str(refused)) from refused
        return attachment(found.file_name, PDF, content)
