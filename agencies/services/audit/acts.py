"""The acts of the audit trail by what they are about, as the screen groups them. Every act is in exactly one group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.models import AuditEvent

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

A = AuditEvent.Action


@dataclass(frozen=True, slots=True)
class Group:
    """Acts about one thing. ``code`` is its word in an address."""

    code: str
    label: _StrPromise
    acts: tuple[AuditEvent.Action, ...]


GROUPS = (
    Group(
        "akun",
        _("Akun dan cara masuk"),
        (
            A.SIGNED_IN,
            A.SIGNED_OUT_ELSEWHERE,
            A.PASSWORD_CHANGED,
            A.SECOND_FACTOR_SET,
            A.SECOND_FACTOR_REMOVED,
            A.RECOVERY_CODE_USED,
            A.MAIL_ADDRESS_CHANGED,
            A.ACCOUNT_CREATED,
            A.ACCOUNT_SWITCHED,
            A.ACCOUNT_LINK_GIVEN,
            A.ROLE_GRANTED,
            A.ROLE_TAKEN,
        ),
    ),
    Group(
        "pengaturan",
        _("Pengaturan daerah"),
        (
            A.REGION_CREATED,
            A.IDENTITY_CHANGED,
            A.IDENTITY_PROVIDER_CHANGED,
            A.TOKEN_ISSUED,
            A.TOKEN_REVOKED,
            A.LETTERHEAD_CHANGED,
            A.SCHEME_DRAFTED,
            A.SCHEME_DRAFT_DISCARDED,
            A.SCHEME_PUBLISHED,
            A.RUBRIC_PUBLISHED,
            A.REGIONAL_DAY_CHANGED,
            A.PERSON_REDACTED,
        ),
    ),
    Group("organisasi", _("Unit dan penempatan"), (A.AGENCY_CHANGED, A.PLACEMENT_CHANGED)),
    Group(
        "data-masuk",
        _("Data lewat berkas dan API"),
        (A.FILE_IMPORTED, A.IMPORT_UPLOADED, A.IMPORT_DISCARDED, A.IMPORT_PUBLISHED, A.IMPORT_UNDONE, A.ROWS_SENT),
    ),
    Group(
        "indikator",
        _("Indikator dan perjanjian kinerja"),
        (
            A.INDICATOR_DRAFTED,
            A.INDICATOR_DRAFT_DISCARDED,
            A.CATALOGUE_PUBLISHED,
            A.CATALOGUE_UNDONE,
            A.INDICATOR_RETIRED,
            A.INDICATOR_REVIVED,
            A.COMMENTS_OPENED,
            A.CONTRIBUTION_MADE,
            A.CONTRIBUTION_ANSWERED,
            A.AGREEMENT_SAVED,
        ),
    ),
    Group("skp", _("SKP"), (A.PLAN_DRAFTED, A.PLAN_SUBMITTED, A.PLAN_RETURNED, A.PLAN_WITHDRAWN, A.PLAN_AGREED)),
    Group(
        "realisasi",
        _("Realisasi dan bukti"),
        (
            A.ACTUAL_REPORTED,
            A.ACTUAL_WITHDRAWN,
            A.ACTUAL_ACCEPTED,
            A.ACTUAL_RETURNED,
            A.MONTH_DECLARED,
            A.VERIFICATION_TAKEN_BACK,
            A.EVIDENCE_STORED,
            A.EVIDENCE_REMOVED,
        ),
    ),
    Group("dialog", _("Umpan balik dan dialog kinerja"), (A.FEEDBACK_GIVEN, A.FEEDBACK_ASKED, A.CHECK_IN_KEPT)),
    Group(
        "penilaian",
        _("Penilaian"),
        (
            A.RATINGS_GIVEN,
            A.RATING_OVERRIDDEN,
            A.RATING_UNDONE,
            A.RATINGS_SENT,
            A.RATINGS_REOPENED,
            A.PEER_RATING_SENT,
            A.RATER_NOMINATED,
            A.NOMINATION_DECIDED,
            A.DELEGATION_MADE,
            A.DELEGATION_ENDED,
            A.RATING_TAKEN_OVER,
            A.EXCLUSION_MADE,
            A.EXCLUSION_ENDED,
            A.ORGANISATION_RATED,
            A.DISTRIBUTION_EXPLAINED,
            A.YEAR_JUDGED,
            A.REMINDERS_SENT,
        ),
    ),
    Group(
        "periode",
        _("Periode, jadwal, dan evaluasi"),
        (
            A.PERIOD_OPENED,
            A.PERIOD_LOCKED,
            A.PERIOD_UNLOCKED,
            A.PERIOD_EVALUATED,
            A.EVALUATION_STEERED,
            A.SCHEDULE_CHANGED,
            A.SCHEDULE_STEP_CHANGED,
            A.SCHEDULE_STEP_DONE,
            A.EXTENSION_GIVEN,
            A.EXTENSION_ENDED,
            A.ENTRY_CLOSED,
            A.SCORING_CLOSED,
            A.CLOSING_TAKEN_BACK,
        ),
    ),
    Group(
        "hasil",
        _("Hasil, dokumen, dan unduhan"),
        (
            A.EVALUATION_DELIVERED,
            A.EVALUATION_ACKNOWLEDGED,
            A.RESULTS_DELIVERED,
            A.DOCUMENTS_RENDERED,
            A.DOCUMENTS_STEERED,
            A.DOCUMENT_REVOKED,
            A.DOCUMENT_SIGNED,
            A.TABLE_EXPORTED,
        ),
    ),
)
OF_GROUP = {group.code: group.acts for group in GROUPS}


def acts_named(word: str) -> tuple[str, ...]:
    """The acts that a word of the address names: a group's, or the one act; none for no word.

    Raises:
        ValueError: no group and no act.
    """
    if not word:
        return ()
    return OF_GROUP.get(word) or (A(word),)
