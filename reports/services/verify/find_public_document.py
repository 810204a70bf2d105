"""A document by the secret of its address, for anybody: what the contract lets strangers know, and nothing more."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

from agencies.files.nip import masked_nip
from agencies.models import Employee, Region
from agencies.tenancy.scope import region_scope
from appraisal.period_codes import parse_period_code
from indicators.models import Plan, PlanVersion
from reports.models import Document, DocumentKind, DocumentSignature
from reports.services.verify.masking import masked_name
from reports.services.verify.standing import Validity, issued_documents, validity_of

_TOKEN = re.compile(r"(?P<region>[1-9][0-9]{0,8})-[A-Za-z0-9_-]{22}", re.ASCII)
"""As `reserve_documents.new_token` makes them: the region's id, and 128 random bits in 22 characters."""

_NUMBER = re.compile(r"[A-Z]{2,3}-?\d{4}-?\d+", re.ASCII | re.IGNORECASE)

IN_PARTS = frozenset({DocumentKind.AGENCY_SUMMARY, DocumentKind.REGION_ANNEX})
"""Long lists, which come in several documents; of other kinds a part is another sheet, not a piece."""


@dataclass(frozen=True, slots=True)
class ShownSignature:
    """Who signed, and the SHA-256 of the file since then. The name is an official's, who signs in public."""

    name: str
    title: str
    signed_at: datetime.datetime
    certificate: str
    issuer: str
    serial: str
    is_test: bool
    file_hash: str


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """What `/v/` shows. A person is masked; a unit or the region stands under its name. ``file_hash`` is the SHA-256 of
    the file as it was issued; whoever holds a signed one finds its hash at the signature. ``has_printed_fingerprint``:
    the paper itself names ``fingerprint`` (a card whose figures do not wait).
    """

    region: Region
    kind: str
    number: str
    version: int
    made_at: datetime.datetime
    period: str
    person: str
    nip: str
    agency: str
    part: int
    validity: Validity
    fingerprint: str
    has_printed_fingerprint: bool
    file_hash: str
    signatures: tuple[ShownSignature, ...]

    @property
    def hashes(self) -> str:
        """Of every file that is this document, for the comparison in the browser."""
        return " ".join((self.file_hash, *(one.file_hash for one in self.signatures)))


def token_in(text: str) -> str:
    """The token in what somebody typed, pasted or scanned: bare, or in its whole address; empty where there is none."""
    path = "".join(text.split()).split("?")[0].split("#")[0]
    last = path.rstrip("/").rpartition("/")[2]
    return last if _TOKEN.fullmatch(last) else ""


def is_number(text: str) -> bool:
    """Whether somebody typed the number of a document, by which nobody finds one: numbers run on."""
    return _NUMBER.match("".join(text.split())) is not None


def find_public_document(token: str) -> PublicDocument | None:
    """The issued document with a token. Nothing for any other text, whether or not the region that it names exists.

    Opens the scope of the region by itself, so the caller stands in none.
    """
    parsed = _TOKEN.fullmatch(token)
    if parsed is None:
        return None
    region_id = int(parsed["region"])
    with region_scope(region_id):
        document = issued_documents().select_related("period", "agency", "employee").filter(token=token).first()
        return _public(document, Region.objects.get(pk=region_id)) if document else None


def _public(document: Document, region: Region) -> PublicDocument:
    assert document.made_at is not None  # noqa: S101 - issued_documents selects no other
    person = document.employee
    of_unit = person is None and document.agency is not None
    return PublicDocument(
        region=region,
        kind=str(DocumentKind(document.kind).label),
        number=document.number,
        version=document.version,
        made_at=document.made_at,
        period=period_of(document),
        person=_masked(person) if person else "",
        nip=masked_nip(person.nip) if person and person.redacted_at is None else "",
        agency=document.agency.name if of_unit and document.agency else "",
        part=document.part if document.kind in IN_PARTS else 1,
        validity=validity_of(document),
        fingerprint=document.fingerprint,
        has_printed_fingerprint=document.kind == DocumentKind.SCORECARD
        and document.fingerprint != document.content_key,
        file_hash=document.file_hash,
        signatures=tuple(map(shown_signature, document.signatures.all())),
    )


def _masked(person: Employee) -> str:
    """What stands for somebody whose data were erased is no name, and stands as it is."""
    return person.name if person.redacted_at else masked_name(person.name)


def period_of(document: Document) -> str:
    """`Januari 2026`; of the form of a plan its year. One query for such a form."""
    if document.period is not None:
        return parse_period_code(document.period.code).label
    plans = (
        PlanVersion.objects.filter(pk=document.version_id)
        if document.version_id
        else Plan.objects.filter(pk=document.plan_id or 0)
    )
    year = plans.values_list("year", flat=True).first()
    return parse_period_code(str(year)).label if year else ""


def shown_signature(signature: DocumentSignature) -> ShownSignature:
    """As its readers see it, in the register and in public."""
    return ShownSignature(
        name=signature.signed_by_name,
        title=signature.signed_by_title,
        signed_at=timezone.localtime(signature.signed_at),
        certificate=signature.certificate_subject,
        issuer=signature.certificate_issuer,
        serial=signature.certificate_serial,
        is_test=signature.provider == "local",
        file_hash=signature.file_hash,
    )
