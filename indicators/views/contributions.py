"""The part that staff take in what is measured: proposals, comments, threads, answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency
from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from indicators.forms.contributions import AnswerForm, ContributionForm, ProposalForm, ReplyForm
from indicators.models import Contribution, Indicator, Outcome
from indicators.permissions import Circle, may_configure, may_propose, may_reply, may_take_part
from indicators.services.catalogue.save_draft import CodeRefusedError
from indicators.services.participation.answer_contribution import (
    AlreadyAnsweredError,
    MayNotAnswerError,
    answer_contribution,
    refuse_who_may_not_answer,
)
from indicators.services.participation.comment_indicator import comment_indicator
from indicators.services.participation.draft_contribution import draft_contribution, may_become_draft
from indicators.services.participation.find_contributions import tally_contributions, visible_contributions
from indicators.services.participation.find_open_drafts import find_open_drafts
from indicators.services.participation.list_contributions import (
    Shelf,
    contributions_on,
    count_on,
    shelves_of,
    threads_by_unit,
)
from indicators.services.participation.load_circle import load_circle
from indicators.services.participation.load_threads import load_threads
from indicators.services.participation.participation_share import ParticipationShare, participation_share
from indicators.services.participation.propose_indicator import PROPOSED_FIELDS, propose_indicator
from indicators.services.participation.record_contribution import (
    ContributionRefusedError,
    NotConcernedError,
)
from indicators.services.participation.reply_contribution import reply_contribution
from indicators.views.indicator import indicator_page

UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
@for_people_of_a_region
def contributions(request: RegionRequest) -> HttpResponse:
    """One of the lists that the reader has, fifty a page, and how much taking part there was."""
    day, actor, tree = timezone.localdate(), request.actor, load_agency_tree()
    circle = load_circle(actor=actor, day=day, tree=tree)
    offered = shelves_of(actor)
    asked = request.GET.get("lihat", "")
    shelf = Shelf(asked) if asked in offered else offered[0]
    tally = tally_contributions(actor, circle)
    page = page_of(contributions_on(shelf, actor, circle), request.GET)
    context = {
        "shelf": shelf,
        "shelves": [(one, f"?lihat={one}", one == shelf, count_on(one, tally)) for one in offered],
        "page": page,
        "address": address_of_pages(request.GET),
        "groups": threads_by_unit(list(page), actor=actor, circle=circle, day=day),
        "drafts": find_open_drafts(actor=actor, circle=circle, day=day),
        "may_propose": bool(_proposable(actor, circle, tree)),
        "share": _share(actor, circle),
    }
    return render(request, "indicators/contributions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def propose(request: RegionRequest) -> HttpResponse:
    """The form for an indicator that is not there yet."""
    day, tree = timezone.localdate(), load_agency_tree()
    circle = load_circle(actor=request.actor, day=day, tree=tree)
    units = _proposable(request.actor, circle, tree)
    if not units:
        raise PermissionDenied(_("Indikator diusulkan oleh pegawai untuk unitnya sendiri, dan oleh admin."))
    if request.method != "POST":
        chosen = {"opd": _preselected(request.GET.get("opd", ""), units, circle)}
        return render(
            request, "indicators/contributions_propose.html", {"form": ProposalForm(units=units, initial=chosen)}
        )
    form = ProposalForm(request.POST, units=units, initial={})
    if not form.is_valid():
        return render(request, "indicators/contributions_propose.html", {"form": form}, status=UNPROCESSABLE)
    said = form.cleaned_data
    made = propose_indicator(
        agency=Agency.objects.get(code=said["opd"]),
        proposed={field: said[field] for field in PROPOSED_FIELDS},
        reason=said["reason"],
        actor=request.actor,
        day=day,
    )
    messages.success(
        request, _("Usulan terkirim kepada admin %(unit)s. Jawabannya muncul di Masukan.") % {"unit": made.agency.name}
    )
    return redirect("contribution", made.pk)


@require_POST
@for_people_of_a_region
def comment(request: RegionRequest, indicator_id: int) -> HttpResponse:
    """A comment on an indicator, or a proposal to change it; refused input comes back on the indicator's page."""
    found = get_object_or_404(Indicator.objects.select_related("agency"), pk=indicator_id)
    circle = load_circle(actor=request.actor, day=timezone.localdate())
    if not may_take_part(request.actor, circle, found.agency_id, found.pk):
        raise PermissionDenied(str(NotConcernedError()))
    form = ContributionForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            comment_indicator(
                indicator=found,
                text=said["text"],
                change=said["change"],
                actor=request.actor,
                day=timezone.localdate(),
            )
        except ContributionRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Masukan terkirim. Admin %(unit)s menjawabnya.") % {"unit": found.agency.name})
            return redirect(f"{reverse('indicator', args=[found.pk])}#masukan")
    return indicator_page(request, found, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def contribution(request: RegionRequest, contribution_id: int) -> HttpResponse:
    """A thread with its answer; POST replies."""
    day = timezone.localdate()
    circle = load_circle(actor=request.actor, day=day)
    found = _fetch(request.actor, circle, contribution_id)
    if request.method != "POST":
        return _thread_page(request, found, circle)
    if not may_reply(request.actor, circle, found):
        raise PermissionDenied(str(NotConcernedError()))
    form = ReplyForm(request.POST, prefix="balas")
    if not form.is_valid():
        return _thread_page(request, found, circle, reply=form, status=UNPROCESSABLE)
    reply_contribution(contribution=found, text=form.cleaned_data["text"], actor=request.actor, day=day)
    messages.success(request, _("Balasan terkirim."))
    return redirect("contribution", found.pk)


@require_POST
@for_people_of_a_region
def answer(request: RegionRequest, contribution_id: int) -> HttpResponse:
    """The answer of an admin, once."""
    circle = load_circle(actor=request.actor, day=timezone.localdate())
    found = _fetch(request.actor, circle, contribution_id)
    try:
        refuse_who_may_not_answer(request.actor, found)
    except MayNotAnswerError as error:
        raise PermissionDenied(str(error)) from error
    form = AnswerForm(request.POST, prefix="jawab")
    if not form.is_valid():
        return _thread_page(request, found, circle, answer=form, status=UNPROCESSABLE)
    said = form.cleaned_data
    try:
        answer_contribution(
            contribution=found, outcome=Outcome(said["outcome"]), answer=said["answer"], actor=request.actor
        )
    except AlreadyAnsweredError as error:
        typed = ReplyForm(initial={"text": said["answer"]}, prefix="balas")
        return _thread_page(request, error.contribution, circle, reply=typed, refusal=str(error), status=CONFLICT)
    messages.success(request, _("Jawaban terkirim kepada %(name)s.") % {"name": found.author_name.removesuffix(".")})
    return redirect("contribution", found.pk)


@require_POST
@for_people_of_a_region
def draft_of_contribution(request: RegionRequest, contribution_id: int) -> HttpResponse:
    """A proposal that was taken becomes the draft of an indicator."""
    circle = load_circle(actor=request.actor, day=timezone.localdate())
    found = _fetch(request.actor, circle, contribution_id)
    try:
        draft = draft_contribution(contribution=found, actor=request.actor)
    except MayNotAnswerError as error:
        raise PermissionDenied(str(error)) from error
    except (ContributionRefusedError, CodeRefusedError) as error:
        return _thread_page(request, found, circle, refusal=str(error), status=CONFLICT)
    messages.success(request, _("Draf dimulai dengan isi usulan. Lengkapi kode, pola, dan rumusnya."))
    return redirect("indicator-draft", draft.pk)


def _fetch(actor: Actor, circle: Circle, contribution_id: int) -> Contribution:
    rows = Contribution.objects.filter(pk=contribution_id)
    visible = visible_contributions(actor, circle).filter(pk=contribution_id)
    return fetch_visible(rows, visible, refusal=_("Masukan ini untuk pegawai unit yang dituju dan adminnya."))


def _thread_page(
    request: RegionRequest,
    found: Contribution,
    circle: Circle,
    *,
    reply: ReplyForm | None = None,
    answer: AnswerForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    day = timezone.localdate()
    configures = may_configure(request.actor, found.agency_id)
    [thread] = load_threads([found], actor=request.actor, circle=circle, day=day)
    context = {
        "thread": thread,
        "reply": reply or ReplyForm(prefix="balas"),
        "answer": answer or AnswerForm(prefix="jawab"),
        "refusal": refusal,
        "is_configurable": configures,
        "may_draft": configures and may_become_draft(found),
    }
    return render(request, "indicators/contribution.html", context, status=status)


def _proposable(actor: Actor, circle: Circle, tree: AgencyTree) -> list[AgencyNode]:
    """The units that somebody may propose an indicator for."""
    return [node for node in tree.nodes if may_propose(actor, circle, node.id)]


def _preselected(asked: str, units: list[AgencyNode], circle: Circle) -> str:
    """The unit that the address names, else the own one, else the first."""
    if any(unit.code == asked for unit in units):
        return asked
    own = next((unit for unit in units if unit.id in circle.own_unit_ids), units[0])
    return own.code


def _share(actor: Actor, circle: Circle) -> ParticipationShare | None:
    """Of the region for its readers, of the administered units for their admins, else of the own unit."""
    day = timezone.localdate()
    if actor.reads_region:
        return participation_share(agency_ids=None, day=day)
    return participation_share(agency_ids=actor.admin_agency_ids or circle.own_unit_ids, day=day)
