"""The paper of the region in scope."""

import base64

from agencies.models import Region
from agencies.tenancy.scope import current_region_id
from appraisal.models import Period
from reports.documents.imprint import Head, Signatory
from reports.documents.pages import government_of
from reports.models import DocumentRequest, Letterhead, Paper


def load_head(*, paper: str = "") -> Head:
    """The letterhead and the sheet of the region; ``paper`` where the reader chose one. Two queries."""
    letterhead = Letterhead.objects.first() or Letterhead()
    region = Region.objects.get(pk=current_region_id())
    return Head(
        government=government_on(letterhead, region),
        lines=tuple(line.strip() for line in letterhead.lines.splitlines() if line.strip()),
        logo=_data_address(bytes(letterhead.logo)) if letterhead.logo else "",
        paper=paper or letterhead.paper,
        place=letterhead.place,
    )


def load_paper() -> str:
    """The sheet of the region, without its letterhead. One query."""
    return Letterhead.objects.values_list("paper", flat=True).first() or Paper.A4.value


def load_region_signatory() -> Signatory:
    """Who signs what speaks for the whole region. One query."""
    return signatory_of(Letterhead.objects.defer("logo").first() or Letterhead())


def government_on(letterhead: Letterhead, region: Region) -> str:
    """The head of the letter: as the region wrote it, else by its name and code."""
    return letterhead.government or government_of(region.code, region.name)


def signatory_of(letterhead: Letterhead) -> Signatory:
    """Who signs for the region by its letterhead."""
    return Signatory(letterhead.signatory_title, letterhead.signatory_name, letterhead.signatory_nip)


def requested_period(request: DocumentRequest) -> Period:
    """The period of a document that has one. One query."""
    return Period.objects.get(pk=request.period_id or 0)


def _data_address(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
