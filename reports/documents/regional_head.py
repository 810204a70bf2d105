"""Who stands above the heads of agencies (domain 1.5), as the official forms name that one."""

import re

from reports.documents.imprint import Signatory
from reports.documents.plan_form import FormPerson

_LEADS_REGION = re.compile(
    r"((pj|pjs|plt|plh)\.?\s+|penjabat\s+(sementara\s+)?)?(gubernur|bupati|wali\s?kota)\b", re.IGNORECASE
)
"""How the title of a regional head begins; a deputy, or who signs `a.n. Wali Kota`, is somebody else."""
_FIRST_CITY = 71
"""Within a province the Kemendagri numbers regencies from 01 and cities from 71 on."""


def regional_head_of(code: str, name: str, government: str, signatory: Signatory) -> FormPerson:
    """The regional head with the post that the kind of region has; with name and NIP where the letterhead's signatory
    is that one. Unknown names are left free to be written by hand; most regional heads have no NIP.
    """
    if not _LEADS_REGION.match(signatory.title.strip()):
        signatory = Signatory(title=_post_of(code, name))
    return FormPerson(signatory.name, signatory.nip, "", signatory.title.strip(), government)


def _post_of(code: str, name: str) -> str:
    """`Gubernur Lampung`, `Bupati Kupang`, `Wali Kota Kupang`."""
    _province, _mark, rest = code.partition(".")
    if not rest:
        return f"Gubernur {name.removeprefix('Provinsi ')}"
    if name.startswith("Kota ") or (rest.isdecimal() and int(rest) >= _FIRST_CITY):
        return f"Wali Kota {name.removeprefix('Kota ')}"
    return f"Bupati {name.removeprefix('Kabupaten ')}"
