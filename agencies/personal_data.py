"""What each text of this app's tables holds about people, and what the erasure of a person does to it.

Every app has such a list. A test compares them with the models: a new column needs a line before it can be merged.
The reasons, the law and how long things are kept stand in docs/personal-data.md.
"""

from collections.abc import Mapping
from enum import StrEnum


class Held(StrEnum):
    """What a column holds about people."""

    IDENTITY = "identity"
    """Says who somebody is; replaced by a stand-in."""
    COPIED_NAME = "copied name"
    """A name beside the account that acted; replaced wherever the account is the person's."""
    ABOUT = "about"
    """Words by or about one person, found by reference; replaced as a whole."""
    MENTIONS = "mentions"
    """May speak of anybody; name and number of the person are replaced in it."""
    ACCESS = "access"
    """How somebody gets in; the row goes with the account."""
    NOTHING = "nothing"
    """Codes, choices, digests, and what the region itself is made of."""


Columns = Mapping[str, Held]

COLUMNS: Columns = {
    "Agency.code": Held.NOTHING,
    "Agency.name": Held.NOTHING,
    "Agency.kind": Held.NOTHING,
    "ApiToken.name": Held.ACCESS,
    "ApiToken.scopes": Held.NOTHING,
    "ApiToken.lead": Held.ACCESS,
    "ApiToken.secret_hash": Held.ACCESS,
    "ApiToken.created_by_name": Held.MENTIONS,
    "SentRequest.key": Held.ACCESS,
    "SentRequest.digest": Held.NOTHING,
    "SentRequest.answer": Held.MENTIONS,
    "AuditEvent.actor_name": Held.COPIED_NAME,
    "AuditEvent.subject": Held.MENTIONS,
    "AuditEvent.details": Held.MENTIONS,
    "AuditEvent.reason": Held.ABOUT,
    "RowHistory.table_name": Held.NOTHING,
    "RowHistory.before": Held.MENTIONS,
    "RowHistory.changed_by": Held.NOTHING,
    "InstallationEvent.action": Held.NOTHING,
    "InstallationEvent.reason": Held.NOTHING,
    "RegionalDay.name": Held.NOTHING,
    "MailAddress.address": Held.ACCESS,
    "Delegation.reason": Held.ABOUT,
    "Employee.nip": Held.IDENTITY,
    "Employee.name": Held.IDENTITY,
    "Employee.grade": Held.IDENTITY,
    "ImportDraft.kind": Held.NOTHING,
    "ImportDraft.owner_name": Held.COPIED_NAME,
    "ImportDraft.file_name": Held.MENTIONS,
    "ImportDraft.sha256": Held.NOTHING,
    "ImportDraft.sheet": Held.MENTIONS,
    "ImportDraft.headers": Held.MENTIONS,
    "ImportDraft.columns": Held.MENTIONS,
    "ImportDraft.note": Held.MENTIONS,
    "ImportDraft.outcome": Held.MENTIONS,
    "ImportDraft.before": Held.MENTIONS,
    "ImportRow.cells": Held.MENTIONS,
    "Placement.position": Held.NOTHING,
    "Placement.position_kind": Held.NOTHING,
    "Region.code": Held.NOTHING,
    "Region.name": Held.NOTHING,
    "Region.time_zone": Held.NOTHING,
    "SentForm.what": Held.ACCESS,
    "SecondFactor.sealed_secret": Held.ACCESS,
    "RecoveryCode.code_hash": Held.ACCESS,
    "AccountLink.secret_hash": Held.ACCESS,
    "AccountLink.created_by_name": Held.MENTIONS,
    "SignedInDevice.session_key": Held.ACCESS,
    "SignedInDevice.agent": Held.ACCESS,
    "SignedInDevice.address": Held.ACCESS,
    "IdentityProvider.name": Held.NOTHING,
    "IdentityProvider.issuer": Held.NOTHING,
    "IdentityProvider.client_id": Held.NOTHING,
    "IdentityProvider.sealed_secret": Held.NOTHING,
    "IdentityProvider.login_claim": Held.NOTHING,
    "User.password": Held.ACCESS,
    "User.login": Held.IDENTITY,
}
