"""Each document as a page of HTML, and the name of its file. Values in, text out."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from appraisal.documents.scorecard import Scorecard
from reports.documents.awaited import awaited_of
from reports.documents.imprint import Imprint
from reports.documents.plan_form import PlanForm
from reports.documents.recap import AgencyRecap
from reports.files import file_name


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


def scorecard_html(card: Scorecard, imprint: Imprint) -> str:
    """The kartu nilai of one evaluation."""
    return page_html("scorecard", imprint, {"card": card, "awaited": awaited_of(card)})


def scorecard_file_name(period_code: str, filing: Filing) -> str:
    """``kartu-nilai_<period>_<nip>_<kode_opd>.pdf``, with plt or plh at the end for an acting post."""
    return evaluation_file_name("kartu-nilai", period_code, filing)


def evaluation_file_name(prefix: str, period_code: str, filing: Filing) -> str:
    """The name of a document of one evaluation."""
    parts = [period_code, filing.nip, filing.agency_code, *([filing.kind] if filing.kind else [])]
    return file_name(prefix, *parts)


def agency_html(recap: AgencyRecap, imprint: Imprint) -> str:
    """The recap of one agency, or one part of it."""
    return page_html("agency", imprint, {"recap": recap})


def agency_file_name(recap: AgencyRecap) -> str:
    """``ringkasan-opd_<period>_<kode_opd>.pdf``, or one file a part."""
    part = [f"bagian-{recap.part}-dari-{recap.parts}"] if recap.parts > 1 else []
    return file_name("ringkasan-opd", recap.period_code, recap.code, *part)


def region_file_name(period_code: str, region_code: str) -> str:
    """``ringkasan-daerah_<period>_<kode wilayah>.pdf``."""
    return file_name("ringkasan-daerah", period_code, region_code)


def plan_form_html(form: PlanForm, imprint: Imprint) -> str:
    """The official form of a plan."""
    return page_html("plan_form", imprint, {"form": form})


def page_html(template: str, imprint: Imprint, context: dict[str, object]) -> str:
    """A print template with what every document knows: its imprint."""
    return render_to_string(f"reports/documents/{template}.html", {"imprint": imprint} | context)
