"""The official form of a plan as PDF, of a version or of a plan that came from a file."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.views.access import RegionRequest, fetch_visible
from indicators.models import Plan, PlanVersion, VersionState
from reports.models import Paper
from reports.services.compose.head import load_paper
from reports.services.compose.plan_forms import compose_plan_form
from reports.views.documents import Shown, document_file, document_page

REFUSAL = gettext_lazy("SKP ini untuk pegawai itu, pejabat penilainya, atasan pejabat penilai, dan admin.")


def _of_version(request: RegionRequest, version_id: int) -> Shown:
    rows = PlanVersion.objects.filter(pk=version_id).select_related("employee", "agency", "supervisor")
    version = fetch_visible(rows, rows.visible_to(request.actor, timezone.localdate()), refusal=str(REFUSAL))
    return _shown(request, version, "plan-document", reverse("plan", args=[version_id]))


def _of_plan(request: RegionRequest, plan_id: int) -> Shown:
    rows = Plan.objects.filter(pk=plan_id, state="agreed").select_related("employee", "agency")
    plan = fetch_visible(rows, rows.visible_to(request.actor, timezone.localdate()), refusal=str(REFUSAL))
    return _shown(request, plan, "agreed-plan-document", reverse("my-plans"))


def _shown(request: RegionRequest, subject: PlanVersion | Plan, name: str, back: str) -> Shown:
    asked = request.POST.get("kertas") or request.GET.get("kertas")
    paper = Paper(asked if asked in Paper.values else load_paper())
    here = reverse(name, args=[subject.pk])
    values = {"year": subject.year, "name": subject.employee.name}
    intro = _("Formulir resmi beserta lampirannya, dalam bahasa Indonesia.")
    if isinstance(subject, PlanVersion) and subject.state != VersionState.AGREED:
        intro = _("SKP ini belum disepakati: formulirnya bertanda %(status)s.") % {
            "status": f"{subject.get_state_display().upper()}, belum berlaku"
        }
    return Shown(
        compose=lambda: compose_plan_form(subject, paper),
        title=_("Formulir SKP %(year)s %(name)s") % values,
        subtitle=subject.agency.name,
        intro=intro,
        here=f"{here}?kertas={paper.value}",
        file=f"{reverse(name + '-file', args=[subject.pk])}?kertas={paper.value}",
        back=(_("Kembali ke SKP"), back),
        is_own=subject.employee_id == request.actor.employee_id,
        fields=(("kertas", paper.value),),
        choices_label=_("Ukuran kertas"),
        choices=(
            (_("A4"), f"{here}?kertas=a4", paper == Paper.A4),
            (_("F4 (folio)"), f"{here}?kertas=f4", paper == Paper.F4),
        ),
    )


plan_document_file = document_file(_of_version)
plan_document = document_page(_of_version)
agreed_plan_document_file = document_file(_of_plan)
agreed_plan_document = document_page(_of_plan)
