"""Dialog SKP: both sides read the differences, answer them, and give their word."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.views.access import RegionRequest, for_people_of_a_region
from indicators.core_values import CORE_VALUES
from indicators.forms.plan_dialogue import ChangeForm, posted_words
from indicators.models import PlanVersion, Side, VersionState
from indicators.services.plans.agree_plan import agree_plan
from indicators.services.plans.answer_item import accept_item, comment_on_plan
from indicators.services.plans.load_plan_dialogue import (
    Dialogue,
    DiscussedItem,
    Said,
    load_plan_dialogue,
    proposals_since,
)
from indicators.services.plans.plan_errors import NotYourTurn, PlanChanged, PlanRefused
from indicators.services.plans.save_items import save_items
from indicators.services.plans.submit_plan import return_plan
from indicators.views.plan_access import CONFLICT, UNPROCESSABLE, posted_edition, readable_version

ACCEPT, CHANGE, COMMENT = "setuju", "ubah", "komentar"
"""What a form of the page does (`aksi`)."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a step was not taken, with all that was typed: in an item (None: in the whole plan).

    ``seen`` is what an item said on the screen that was answered, ``mine`` the figures that were typed.
    """

    status: int
    sentence: str
    action: str
    item_id: int | None = None
    words: str = ""
    seen: str = ""
    mine: tuple[str, str] = ("", "")
    form: ChangeForm | None = None

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else was faster."""
        return self.status == CONFLICT


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def plan_dialogue(request: RegionRequest, version_id: int) -> HttpResponse:
    """The dialogue, with the indicator unfolded that the address names (`?buka=`); POST answers one indicator."""
    version = readable_version(request, version_id)
    if request.method != "POST":
        return _page(request, _load(request, version, _number(request.GET.get("buka", ""))))
    dialogue = _load(request, version)
    if dialogue.side is None:
        raise PermissionDenied(_("SKP ini dibahas oleh pegawai dan pejabat penilainya. Anda dapat membacanya."))
    return _Answer(request, dialogue).given()


@require_POST
@for_people_of_a_region
def agree(request: RegionRequest, version_id: int) -> HttpResponse:
    """The word of one's side; the second one makes the plan count."""
    dialogue = _of_a_side(request, version_id)
    try:
        with transaction.atomic():
            agreed = agree_plan(
                version=dialogue.version,
                edition=posted_edition(request.POST.dict()),
                actor=request.actor,
                day=_today(),
            )
    except (PlanChanged, PlanRefused, NotYourTurn) as error:
        return _refused(request, dialogue, _trouble_with(error, "sepakati"))
    if agreed.state == VersionState.AGREED:
        messages.success(request, _("SKP disepakati oleh kedua pihak. Mulai sekarang SKP ini yang dievaluasi."))
    else:
        messages.success(
            request,
            _("Kesepakatan Anda tercatat. SKP berlaku setelah %(name)s juga sepakat.") % {"name": dialogue.other_name},
        )
    return redirect("plan-dialogue", agreed.pk)


@require_POST
@for_people_of_a_region
def return_to_employee(request: RegionRequest, version_id: int) -> HttpResponse:
    """The supervisor hands the plan back and says what is asked for."""
    dialogue = _of_a_side(request, version_id)
    if dialogue.side != Side.SUPERVISOR:
        raise PermissionDenied(_("SKP dikembalikan oleh pejabat penilai. Pegawai dapat menarik naskahnya."))
    reason = posted_words(request.POST.dict(), "alasan")
    try:
        with transaction.atomic():
            returned = return_plan(
                version=dialogue.version,
                edition=posted_edition(request.POST.dict()),
                actor=request.actor,
                day=_today(),
                reason=reason,
            )
    except (PlanChanged, PlanRefused, NotYourTurn) as error:
        return _refused(request, dialogue, _trouble_with(error, "kembalikan", words=reason))
    messages.success(
        request, _("SKP dikembalikan kepada %(name)s.") % {"name": dialogue.name_of(Side.EMPLOYEE).removesuffix(".")}
    )
    return redirect("plan-dialogue", returned.pk)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What somebody sends about one indicator, or about the whole plan."""

    request: RegionRequest
    dialogue: Dialogue

    def given(self) -> HttpResponse:
        """Take the step, and show what follows from it."""
        data = self.request.POST.dict()
        action = data.get("aksi", "")
        item_id = _number(data.get("butir", ""))
        item = self.dialogue.find(item_id) if item_id is not None else None
        if action == COMMENT and not data.get("butir"):
            return self._comment(data, None)
        if item is None:
            sentence = _("Indikator itu sudah tidak ada dalam SKP ini. Isian Anda belum disimpan.")
            words = posted_words(data, "teks") or posted_words(data, f"butir-{item_id}-alasan")
            return _refused(self.request, self.dialogue, Trouble(CONFLICT, sentence, action, None, words))
        if action == ACCEPT:
            return self._accept(data, item)
        if action == CHANGE:
            return self._change(data, item)
        return self._comment(data, item)

    def _accept(self, data: Mapping[str, str], item: DiscussedItem) -> HttpResponse:
        try:
            with transaction.atomic():
                accept_item(
                    version=self.dialogue.version,
                    edition=posted_edition(data),
                    item=item.planned.item,
                    actor=self.request.actor,
                    day=_today(),
                )
        except (PlanChanged, NotYourTurn, PlanRefused) as error:
            seen = posted_words(data, "terlihat")[:300]
            return self._refused(_trouble_with(error, ACCEPT, item=item, seen=seen))
        return self._taken(item, _("%(name)s: disetujui.") % {"name": item.planned.name})

    def _comment(self, data: Mapping[str, str], item: DiscussedItem | None) -> HttpResponse:
        words = posted_words(data, "teks")
        try:
            with transaction.atomic():
                comment_on_plan(
                    version=self.dialogue.version,
                    indicator=item.planned.item.indicator if item else None,
                    text=words,
                    actor=self.request.actor,
                    day=_today(),
                )
        except (NotYourTurn, PlanRefused) as error:
            return self._refused(_trouble_with(error, COMMENT, item=item, words=words))
        return self._taken(
            item, _("Komentar terkirim kepada %(name)s.") % {"name": self.dialogue.other_name.removesuffix(".")}
        )

    def _change(self, data: Mapping[str, str], item: DiscussedItem) -> HttpResponse:
        form = ChangeForm(item.planned, self.dialogue.version, data)
        if not form.is_valid():
            sentence = _("Angka belum disimpan. Perbaiki isian yang ditandai.")
            return self._refused(Trouble(UNPROCESSABLE, sentence, CHANGE, item.pk, form=form))
        try:
            with transaction.atomic():
                save_items(
                    version=self.dialogue.version,
                    edition=posted_edition(data),
                    values={item.pk: form.values},
                    actor=self.request.actor,
                    day=_today(),
                    reason=form.cleaned_data["alasan"],
                )
        except (PlanChanged, NotYourTurn, PlanRefused) as error:
            return self._refused(_trouble_with(error, CHANGE, item=item, form=form))
        return self._taken(
            item, _("%(name)s: usulan Anda tersimpan.") % {"name": item.planned.name}, is_whole_page=True
        )

    def _taken(self, item: DiscussedItem | None, sentence: str, *, is_whole_page: bool = False) -> HttpResponse:
        version = self.dialogue.version
        if self.request.htmx and item is not None and not is_whole_page:  # type: ignore[attr-defined]
            fresh = _load(self.request, readable_version(self.request, version.pk), item.pk)
            return _card(self.request, fresh, item.pk, saved=sentence)
        messages.success(self.request, sentence)
        place = f"#butir-{item.pk}" if item else "#umum"
        return redirect(f"{reverse('plan-dialogue', args=[version.pk])}{place}")

    def _refused(self, trouble: Trouble) -> HttpResponse:
        if self.request.htmx and trouble.item_id is not None:  # type: ignore[attr-defined]
            fresh = _load(self.request, readable_version(self.request, self.dialogue.version.pk), trouble.item_id)
            if fresh.find(trouble.item_id) is not None:
                return _card(self.request, fresh, trouble.item_id, trouble=trouble)
        return _refused(self.request, self.dialogue, trouble)


def _trouble_with(
    error: Exception,
    action: str,
    *,
    item: DiscussedItem | None = None,
    words: str = "",
    seen: str = "",
    form: ChangeForm | None = None,
) -> Trouble:
    """What was refused wrongly typed is 422; what somebody else did meanwhile is 409."""
    status = UNPROCESSABLE if isinstance(error, PlanRefused) else CONFLICT
    mine = form.typed if form else ("", "")
    return Trouble(status, str(error), action, item.pk if item else None, words, seen, mine, form)


def _refused(request: RegionRequest, dialogue: Dialogue, trouble: Trouble) -> HttpResponse:
    """The page as it is now, with what was typed and, after a conflict, what the others changed meanwhile."""
    version = readable_version(request, dialogue.version.pk)
    return _page(request, _load(request, version, trouble.item_id), trouble)


def _page(request: RegionRequest, dialogue: Dialogue, trouble: Trouble | None = None) -> HttpResponse:
    changed: tuple[tuple[str, Said], ...] = ()
    since = parse_datetime(request.POST.get("dilihat", "")) if trouble and trouble.is_conflict else None
    if since is not None and timezone.is_aware(since):
        changed = proposals_since(dialogue, since, dialogue.side)
    context = _context(dialogue, trouble) | {
        "changed": changed,
        "core_values": CORE_VALUES,
        "plan_id": _agreed_plan_of(dialogue.version),
    }
    return render(request, "indicators/plan_dialogue.html", context, status=trouble.status if trouble else 200)


def _card(
    request: RegionRequest, dialogue: Dialogue, item_id: int, *, saved: str = "", trouble: Trouble | None = None
) -> HttpResponse:
    """One indicator for the page to put in its place, and what follows from it elsewhere."""
    item = dialogue.find(item_id)
    result = next(one for one in dialogue.results if item in one.items)
    context = _context(dialogue, trouble) | {"item": item, "result": result, "saved": saved}
    return render(request, "indicators/_plan_answer.html", context, status=trouble.status if trouble else 200)


def _context(dialogue: Dialogue, trouble: Trouble | None) -> dict[str, object]:
    forms = {
        item.pk: ChangeForm(item.planned, dialogue.version)
        for item in dialogue.items
        if item.is_unfolded and dialogue.may_edit
    }
    if trouble and trouble.form and trouble.item_id in forms:
        forms[trouble.item_id] = trouble.form
    return {"dialogue": dialogue, "forms": forms, "trouble": trouble, "shown_at": timezone.now().isoformat()}


def _load(request: RegionRequest, version: PlanVersion, asked_item: int | None = None) -> Dialogue:
    return load_plan_dialogue(version=version, actor=request.actor, day=_today(), asked_item=asked_item)


def _of_a_side(request: RegionRequest, version_id: int) -> Dialogue:
    dialogue = _load(request, readable_version(request, version_id))
    if dialogue.side is None:
        raise PermissionDenied(_("SKP ini dibahas oleh pegawai dan pejabat penilainya. Anda dapat membacanya."))
    return dialogue


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _today() -> datetime.date:
    return timezone.localdate()


def _agreed_plan_of(version: PlanVersion) -> int | None:
    """The plan that an agreed version wrote, to which an addendum can be begun."""
    return version.plan_id if version.state == VersionState.AGREED else None
