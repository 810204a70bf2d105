"""The official form of a plan (SKP), ready to be printed."""

import datetime

from django.utils import timezone

from indicators.models import Plan, PlanVersion
from reports.documents.pages import plan_form_html
from reports.files import file_name
from reports.models import DocumentKind, DocumentRequest, Paper
from reports.services.compose.head import load_head
from reports.services.compose.senders import Senders
from reports.services.issue.composed import Composed, Subject
from reports.services.official_forms.load_plan_form import load_imported_form, load_plan_form


def compose_plan_form(subject: PlanVersion | Plan, paper: Paper, day: datetime.date | None = None) -> Composed:
    """The form of a version, or of a plan that came from a file, as it is on a day (today); of the region in scope."""
    day = day or timezone.localdate()
    if isinstance(subject, PlanVersion):
        form, plan_id, version_id = load_plan_form(version=subject, day=day), None, subject.pk
    else:
        form, plan_id, version_id = load_imported_form(plan=subject, day=day), subject.pk, None
    return Composed(
        subject=Subject(
            kind=DocumentKind.PLAN_FORM,
            paper=paper.value,
            agency_id=subject.agency_id,
            employee_id=subject.employee_id,
            plan_id=plan_id,
            version_id=version_id,
        ),
        file_name=file_name("skp", str(form.year), form.employee.nip, form.number, paper.value),
        head=Senders.load(load_head(paper=paper.value)).head_of(subject.agency_id),
        html=lambda imprint: plan_form_html(form, imprint),
    )


def requested_plan_form(request: DocumentRequest) -> Composed:
    """The form that was asked for."""
    subject: PlanVersion | Plan
    if request.version_id is not None:
        subject = PlanVersion.objects.select_related("employee", "agency", "supervisor").get(pk=request.version_id)
    else:
        subject = Plan.objects.select_related("employee", "agency").get(pk=request.plan_id or 0)
    return compose_plan_form(subject, Paper(request.paper))
