"""``/audit/``: what was done in the region."""

from django.db.models import Q
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.api.asked import CHANGED_SINCE, asked_choice, asked_moment, asked_text, refuse
from agencies.api.listing import ListView
from agencies.api.serializers import AuditEventSerializer
from agencies.models import ApiScope, AuditEvent
from agencies.services.audit.readable_events import readable_events


class AuditListView(ListView):
    """Events of the region, for its admin and its auditor."""

    read_scope = ApiScope.AUDIT_READ
    orders = {"-at": ("-at", "-id"), "at": ("at", "id")}

    @extend_schema(
        operation_id="audit_list",
        parameters=[
            OpenApiParameter("action", str, enum=AuditEvent.Action.values),
            CHANGED_SINCE,
            OpenApiParameter("until", OpenApiTypes.DATETIME, description="only what was done before this moment"),
            OpenApiParameter("search", str, description="a part of the subject, or of the name of who did it"),
        ],
        responses=AuditEventSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One page, the newest first unless told."""
        rows = readable_events(self.actor)
        if action := asked_choice(request, "action", AuditEvent.Action.values):
            rows = rows.filter(action=action)
        since, until = asked_moment(request), asked_moment(request, "until")
        if since is not None and until is not None and until < since:
            raise refuse("until", _("Batas akhir lebih awal daripada changed_since."))
        if since is not None:
            rows = rows.filter(at__gte=since)
        if until is not None:
            rows = rows.filter(at__lt=until)
        if search := asked_text(request, "search"):
            rows = rows.filter(Q(subject__icontains=search) | Q(actor_name__icontains=search))
        return self.answer(rows, AuditEventSerializer)
