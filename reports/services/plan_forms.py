"""The form of a plan as PDF: is it there, have it made, make it. The worker prints; the browser gets the file."""

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from agencies.dates import moment
from agencies.files.whole import write_whole
from agencies.models import AuditEvent, Region
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from appraisal.models import ChunkState
from indicators.models import Plan, PlanVersion
from reports.documents.pages import Imprint, government_of, plan_form_page
from reports.documents.plan_form import PlanForm
from reports.documents.printing import print_pdf
from reports.files import file_name, kept_plan_form
from reports.models import Paper, PlanFormRequest
from reports.services.document_state import DocumentState, document_state
from reports.services.load_plan_form import load_imported_form, load_plan_form
from reports.services.print_once import print_once

TASK = "reports.print_plan_form"


@dataclass(frozen=True, slots=True)
class FoundPlanForm:
    """The form with just what the plan says now. ``path`` exists when it is made; ``error`` says why it failed."""

    form: PlanForm
    paper: Paper
    content_key: str
    file_name: str
    path: Path
    state: DocumentState
    error: str


def find_plan_form(*, subject: PlanVersion | Plan, paper: Paper, day: datetime.date) -> FoundPlanForm:
    """Where the form stands. The caller has read the plan under the policy."""
    form = _form_of(subject, day)
    key = hashlib.sha256(_html(form, paper, made_at="").encode()).hexdigest()
    path = kept_plan_form(current_region_id(), key)
    state, error = document_state(PlanFormRequest, key, path)
    name = file_name("skp", str(form.year), form.employee.nip, form.number, paper.value)
    return FoundPlanForm(form, paper, key, name, path, state, error)


def request_plan_form(
    *, subject: PlanVersion | Plan, paper: Paper, day: datetime.date, actor: Actor
) -> PlanFormRequest:
    """Ask the worker for the form; asking again for the same content asks the worker again."""
    found = find_plan_form(subject=subject, paper=paper, day=day)
    facts = {
        "version": subject if isinstance(subject, PlanVersion) else None,
        "plan": subject if isinstance(subject, Plan) else None,
        "paper": paper,
        "state": ChunkState.WAITING,
        "error": "",
        "requested_at": timezone.now(),
    }
    request, _is_new = PlanFormRequest.objects.update_or_create(content_key=found.content_key, defaults=facts)
    record_event(
        action=AuditEvent.Action.DOCUMENTS_RENDERED,
        subject=f"formulir SKP, {found.file_name}",
        actor=actor,
        details={"kind": "plan_form", "documents": 1},
    )
    arguments = {"region_id": current_region_id(), "request_id": request.pk}
    transaction.on_commit(lambda: current_app.send_task(TASK, kwargs=arguments), robust=True)
    return request


def print_requested_plan_form(*, request_id: int) -> None:
    """Print what was asked for, in the task's one transaction; what is printed already is left alone."""
    print_once(PlanFormRequest, request_id, _print)


def plan_form_pdf(*, subject: PlanVersion | Plan, paper: Paper, day: datetime.date) -> bytes:
    """The form as PDF, printed in this process."""
    return print_pdf(_html(_form_of(subject, day), paper, made_at=_now()))


def _print(request: PlanFormRequest) -> None:
    day = timezone.localdate()
    subject = request.version or request.plan
    if subject is None:
        msg = "a request without a plan: the database forbids it"
        raise ValueError(msg)
    found = find_plan_form(subject=subject, paper=Paper(request.paper), day=day)
    write_whole(found.path, print_pdf(_html(found.form, found.paper, made_at=_now())))


def _form_of(subject: PlanVersion | Plan, day: datetime.date) -> PlanForm:
    with translation.override(settings.LANGUAGE_CODE):  # paper is Indonesian for every reader
        if isinstance(subject, PlanVersion):
            return load_plan_form(version=subject, day=day)
        return load_imported_form(plan=subject, day=day)


def _html(form: PlanForm, paper: Paper, *, made_at: str) -> str:
    region = Region.objects.get(pk=current_region_id())
    with translation.override(settings.LANGUAGE_CODE):
        return plan_form_page(form, paper.value, Imprint(government_of(region.code, region.name), made_at))


def _now() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return moment(timezone.now())
