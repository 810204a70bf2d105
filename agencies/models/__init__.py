"""Who: regions, agencies, employees, placements, accounts, and the record of what was done."""

from agencies.models.agency import Agency
from agencies.models.audit import AuditEvent, InstallationEvent, RowHistory
from agencies.models.calendar import MailAddress, RegionalDay
from agencies.models.delegation import Delegation, DelegationKind
from agencies.models.employee import Employee, EmploymentStatus
from agencies.models.import_draft import ImportDraft, ImportRow, ImportState
from agencies.models.placement import Placement, PlacementKind
from agencies.models.region import Region
from agencies.models.role_grant import Role, RoleGrant
from agencies.models.sent_form import SentForm
from agencies.models.user import User

__all__ = [
    "Agency",
    "AuditEvent",
    "Delegation",
    "DelegationKind",
    "Employee",
    "EmploymentStatus",
    "ImportDraft",
    "ImportRow",
    "ImportState",
    "InstallationEvent",
    "MailAddress",
    "Placement",
    "PlacementKind",
    "Region",
    "RegionalDay",
    "Role",
    "RoleGrant",
    "RowHistory",
    "SentForm",
    "User",
]
