"""Who: regions, agencies, employees, placements, accounts, and the record of what was done."""

from agencies.models.agency import Agency
from agencies.models.api_token import ApiScope, ApiToken, SentRequest
from agencies.models.audit import AuditEvent, InstallationEvent, RowHistory
from agencies.models.calendar import MailAddress, RegionalDay
from agencies.models.delegation import Delegation, DelegationKind
from agencies.models.employee import Employee, EmploymentStatus
from agencies.models.import_draft import ImportDraft, ImportRow, ImportState
from agencies.models.placement import Placement, PlacementKind
from agencies.models.region import Accent, Region
from agencies.models.role_grant import Role, RoleGrant
from agencies.models.sent_form import SentForm
from agencies.models.sign_in import AccountLink, IdentityProvider, RecoveryCode, SecondFactor, SignedInDevice
from agencies.models.user import User

__all__ = [
    "Accent",
    "AccountLink",
    "Agency",
    "ApiScope",
    "ApiToken",
    "AuditEvent",
    "Delegation",
    "DelegationKind",
    "Employee",
    "EmploymentStatus",
    "IdentityProvider",
    "ImportDraft",
    "ImportRow",
    "ImportState",
    "InstallationEvent",
    "MailAddress",
    "Placement",
    "PlacementKind",
    "RecoveryCode",
    "Region",
    "RegionalDay",
    "Role",
    "RoleGrant",
    "RowHistory",
    "SecondFactor",
    "SentForm",
    "SentRequest",
    "SignedInDevice",
    "User",
]
