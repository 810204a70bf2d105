"""Writing new scoring rules: begin, edit, upload, discard. For the region admin alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from agencies.dates import moment
from agencies.files.errors import FileRefused, refuse_file
from agencies.models import Agency
from agencies.permissions import Actor
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.clash import Clash
from appraisal.forms.scheme_data import form_data, scheme_document, scheme_fields, storable, without_nul
from appraisal.forms.schemes import (
    ComponentForm,
    NewDraftForm,
    SchemeForm,
    SchemeUploadForm,
    component_choices,
    component_forms,
    label_of,
    problems_of,
    weight_note,
)
from appraisal.models import SchemeDraft, SchemeVersion
from appraisal.permissions import may_write_rules
from appraisal.scheme_file import LARGEST_SCHEME, read_scheme
from appraisal.scoring.types import Axis
from appraisal.services.rubrics.load_rubrics import rubrics_on
from appraisal.services.schemes.discard_scheme_draft import discard_scheme_draft
from appraisal.services.schemes.load_draft_changes import changes_of_draft
from appraisal.services.schemes.read_scheme_draft import read_document
from appraisal.services.schemes.save_scheme_draft import DraftChangedError, save_scheme_draft
from appraisal.services.schemes.start_scheme_draft import DraftExistsError, start_scheme_draft

REFUSAL = gettext_lazy("Skema penilaian ditulis oleh admin daerah. Anda dapat membaca skema yang berlaku.")


@require_POST
@for_people_of_a_region
def draft_scheme(request: RegionRequest, number: int) -> HttpResponse:
    """Begin new rules from a published version, for the region or an agency."""
    version = get_object_or_404(SchemeVersion, number=number)
    require_writer(request.actor)
    form = NewDraftForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["opd"][0]))
        return redirect("scheme", number)
    try:
        draft = start_scheme_draft(
            document=version.document, agency=form.cleaned_data["opd"], actor=request.actor, source=str(version)
        )
    except DraftExistsError as error:
        messages.warning(request, str(error))
        return redirect("scheme-draft", error.draft.pk)
    return redirect("scheme-draft", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def scheme_draft(request: RegionRequest, draft_id: int) -> HttpResponse:
    """The form of every setting; POST saves what was typed, right or wrong."""
    draft = writable_draft(request.actor, draft_id)
    if request.method != "POST":
        return _draft_page(request, draft, form_data(draft.document))
    data = {name: without_nul(text) for name, text in request.POST.dict().items()}
    try:
        edition = posted_edition(data)
        saved = save_scheme_draft(draft=draft, edition=edition, document=scheme_document(data), actor=request.actor)
    except DraftChangedError as error:
        return _draft_page(request, error.draft, data, is_stale=True)
    messages.success(request, _("Draf tersimpan."))
    return redirect("simulate-scheme" if "lanjut" in data else "scheme-draft", saved.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def upload_scheme(request: RegionRequest) -> HttpResponse:
    """A TOML file, or its text, becomes a draft of whom it names; one that is there is replaced only when asked."""
    require_writer(request.actor)
    if request.method != "POST":
        return render(request, "appraisal/scheme_upload.html", {"form": SchemeUploadForm()})
    form = SchemeUploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            draft = _draft_of_file(form, request.actor)
        except FileRefused as error:
            form.add_error(None, str(error))
        except DraftExistsError as error:
            form.add_error(
                "replace",
                _("Sudah ada draf untuk %(whose)s. Centang untuk mengganti isinya, atau lanjutkan draf itu.")
                % {"whose": whose(error.draft)},
            )
        else:
            messages.success(request, _("Isi berkas menjadi draf. Periksa, lalu jalankan simulasi."))
            return redirect("scheme-draft", draft.pk)
    return render(request, "appraisal/scheme_upload.html", {"form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def discard_draft(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Asks once more, then throws the draft away."""
    draft = writable_draft(request.actor, draft_id)
    if request.method != "POST":
        return render(request, "appraisal/scheme_discard.html", {"draft": draft, "whose": whose(draft)})
    try:
        discard_scheme_draft(draft=draft, edition=posted_edition(request.POST.dict()), actor=request.actor)
    except DraftChangedError as error:
        context = {"draft": error.draft, "whose": whose(error.draft), "stale": str(error)}
        return render(request, "appraisal/scheme_discard.html", context, status=409)
    messages.success(request, _("Draf dibuang. Skema yang berlaku tidak berubah."))
    return redirect("schemes")


def require_writer(actor: Actor) -> None:
    """Only the region admin goes on.

    Raises:
        PermissionDenied: it is somebody else.
    """
    if not may_write_rules(actor):
        raise PermissionDenied(REFUSAL)


def writable_draft(actor: Actor, draft_id: int) -> SchemeDraft:
    """A draft of the region, for who may write it."""
    drafts = SchemeDraft.objects.select_related("agency", "edited_by").filter(pk=draft_id)
    return fetch_visible(drafts, drafts if may_write_rules(actor) else drafts.none(), refusal=str(REFUSAL))


def posted_edition(data: Mapping[str, str]) -> int:
    """The edition that was on the screen; a form without one cannot be the stored one."""
    typed = data.get("edition", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def whose(draft: SchemeDraft) -> str:
    """For whom the rules are to be."""
    return draft.agency.name if draft.agency else _("Seluruh daerah")


@dataclass(frozen=True, slots=True)
class AxisRows:
    """The components of an axis, and what their weights sum to."""

    rows: list[ComponentForm]
    note: str


def _draft_page(
    request: RegionRequest, draft: SchemeDraft, data: Mapping[str, str], *, is_stale: bool = False
) -> HttpResponse:
    form = SchemeForm({**data, "edition": str(draft.edition)})
    reading = read_document(scheme_document(data), draft.agency)
    choices = component_choices(rubrics_on(timezone.localdate()))
    context = {
        "draft": draft,
        "whose": whose(draft),
        "form": form,
        "axes": {str(axis): _axis_rows(data, axis, choices) for axis in Axis},
        "axis_note": weight_note([data.get("result_weight", ""), data.get("behaviour_weight", "")]),
        "problems": list(problems_of(reading.findings, form)),
        "reading": reading,
        "changes": changes_of_draft(draft, reading.scheme) if reading.scheme else None,
        "clashes": _clashes(form, data, form_data(draft.document)) if is_stale else (),
        "is_stale": is_stale,
        "edited": moment(draft.edited_at),
    }
    return render(request, "appraisal/scheme_draft.html", context, status=409 if is_stale else 200)


def _axis_rows(data: Mapping[str, str], axis: Axis, choices: list[tuple[str, str]]) -> AxisRows:
    rows = component_forms(data, axis, choices)
    return AxisRows(rows, weight_note([data.get(f"{axis}-{place}-weight", "") for place in range(len(rows))]))


def _clashes(form: SchemeForm, mine: Mapping[str, str], stored: Mapping[str, str]) -> list[Clash]:
    """What was typed and what is stored, where they differ."""
    both = scheme_fields(mine), scheme_fields(stored)
    return [
        Clash(label_of(name, form), both[0].get(name, ""), both[1].get(name, ""))
        for name in {**both[1], **both[0]}
        if both[0].get(name, "") != both[1].get(name, "")
    ]


def _draft_of_file(form: SchemeUploadForm, actor: Actor) -> SchemeDraft:
    content = form.content()
    if len(content) > LARGEST_SCHEME:
        raise refuse_file(_("Berkas terlalu besar untuk sebuah skema. Periksa apakah berkasnya benar."))
    document = {without_nul(key): storable(value) for key, value in read_scheme(content).items()}
    agency = _named_agency(document.get("kode_opd"))
    source = form.cleaned_data["file"].name if form.cleaned_data["file"] else "teks yang ditempel"  # for the record
    try:
        return start_scheme_draft(document=document, agency=agency, actor=actor, source=source)
    except DraftExistsError as error:
        if not form.cleaned_data["replace"]:
            raise
        return save_scheme_draft(draft=error.draft, edition=error.draft.edition, document=document, actor=actor)


def _named_agency(code: object) -> Agency | None:
    if code is None:
        return None
    agency = Agency.objects.filter(code=str(code)).first()
    if agency is None:
        raise refuse_file(_("kode_opd %(code)s tidak ada di daerah ini. Periksa kodenya.") % {"code": code})
    return agency
