"""Each document as a page of HTML under its file name, ready to be printed. Values in, text out."""

import hashlib
from dataclasses import dataclass

from django.template.loader import render_to_string

from appraisal.documents.scorecard import Scorecard
from reports.documents.awaited import awaited_of
from reports.documents.plan_form import PlanForm
from reports.documents.printing import STYLESHEET
from reports.documents.summaries import AgencySummary, RegionSummary
from reports.files import file_name


@dataclass(frozen=True, slots=True)
class Page:
    """A document before it is printed."""

    file_name: str
    html: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every document of one run says of itself: whose it is, and when it was made (with the time zone)."""

    government: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Filing:
    """By what a scorecard's file is found: codes as they are stored, ``kind`` only for an acting post."""

    nip: str
    agency_code: str
    kind: str = ""


def government_of(code: str, name: str) -> str:
    """The head of the letter: `Pemerintah Kota Kupang`. A two-digit code is a province's."""
    is_bare_province = "." not in code and not name.casefold().startswith("provinsi")
    return f"Pemerintah {'Provinsi ' if is_bare_province else ''}{name}"


def scorecard_page(card: Scorecard, filing: Filing, imprint: Imprint) -> Page:
    """The kartu nilai of one evaluation."""
    context = {"card": card, "awaited": awaited_of(card)}
    return Page(scorecard_file_name(card.identity.period_code, filing), _html("scorecard", imprint, context))


def scorecard_file_name(period_code: str, filing: Filing) -> str:
    """``kartu-nilai_<period>_<nip>_<kode_opd>.pdf``, with plt or plh at the end for an acting post."""
    parts = [period_code, filing.nip, filing.agency_code, *([filing.kind] if filing.kind else [])]
    return file_name("kartu-nilai", *parts)


def agency_page(summary: AgencySummary, period_code: str, imprint: Imprint) -> Page:
    """``ringkasan-opd_<period>_<kode_opd>.pdf``, or one file a part."""
    part = [f"bagian-{summary.part}-dari-{summary.parts}"] if summary.parts > 1 else []
    name = file_name("ringkasan-opd", period_code, summary.code, *part)
    return Page(name, _html("agency", imprint, {"summary": summary}))


def region_page(summary: RegionSummary, period_code: str, region_code: str, imprint: Imprint) -> Page:
    """``ringkasan-daerah_<period>_<kode wilayah>.pdf``."""
    name = file_name("ringkasan-daerah", period_code, region_code)
    return Page(name, _html("region", imprint, {"summary": summary}))


def plan_form_page(form: PlanForm, paper: str, imprint: Imprint) -> str:
    """The official form of a plan on a sheet (`a4`, `f4`), as HTML."""
    return _html("plan_form", imprint, {"form": form, "paper": paper})


def content_key(card: Scorecard, government: str) -> str:
    """The digest of all that a scorecard shows, its look included, but for the moment of printing.

    The fingerprint alone would not do: names, the lock of the period and the template change without it.
    """
    page = scorecard_page(card, Filing(nip="", agency_code=""), Imprint(government, made_at=""))
    return hashlib.sha256(STYLESHEET.read_bytes() + page.html.encode()).hexdigest()


def _html(template: str, imprint: Imprint, context: dict[str, object]) -> str:
    known = {"government": imprint.government, "made_at": imprint.made_at}
    return render_to_string(f"reports/documents/{template}.html", known | context)
