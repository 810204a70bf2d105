"""One row of every region-owned model, for proofs that walk over all models.

A new model needs one line in RECIPES: an unsaved row that differs from every other row of its recipe in its keys.
"""

import datetime
import itertools
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from agencies.models import (
    AccountLink,
    Agency,
    ApiToken,
    AuditEvent,
    Delegation,
    Employee,
    IdentityProvider,
    ImportDraft,
    ImportRow,
    MailAddress,
    Placement,
    RecoveryCode,
    RegionalDay,
    RoleGrant,
    RowHistory,
    SecondFactor,
    SentForm,
    SentRequest,
    SignedInDevice,
)
from agencies.tenancy.base import RegionOwned
from agencies.tenancy.checks import region_owned_models
from appraisal import models as appraisal
from indicators import models as indicators
from reports import models as reports
from tests.factories import a_nip, an_account, an_employee

Rows = dict[type[models.Model], Any]

_numbers = itertools.count(1)


def a_number() -> int:
    """A number nobody has yet."""
    return next(_numbers)


def a_day() -> datetime.date:
    """A first of a month nobody has yet."""
    years, months = divmod(a_number(), 12)
    return datetime.date(2027 + years, months + 1, 1)


def a_document(period: appraisal.Period) -> reports.Document:
    """A document that was reserved and is not made yet."""
    number = str(a_number())
    return reports.Document(
        kind="scorecard",
        period=period,
        subject_key=number,
        content_key=number,
        fingerprint="0" * 64,
        number=number,
        version=1,
        token=number,
        reserved_at=timezone.now(),
    )


RECIPES: dict[type[models.Model], Callable[[Rows], models.Model]] = {
    Agency: lambda _: Agency(code=f"9.{a_number()}", name="Dinas Kesehatan"),
    Employee: lambda _: Employee(nip=a_nip(), name="Budi Santoso", status="PNS", user=an_account(f"akun{a_number()}")),
    Placement: lambda rows: Placement(
        employee=rows[Employee], agency=rows[Agency], kind="plt", position="Camat", first_day=a_day()
    ),
    RoleGrant: lambda rows: RoleGrant(user=an_account(f"akun{a_number()}"), role="agency_admin", agency=rows[Agency]),
    AuditEvent: lambda _: AuditEvent(action="signed_in", actor_name="Budi", subject="Budi"),
    RowHistory: lambda _: RowHistory(table_name="agencies_agency", row_id=a_number(), before={}),
    ImportDraft: lambda rows: ImportDraft(
        kind="indicators", owner=rows[Employee].user, owner_name="Budi", file_name="iku.xlsx", sha256="0", row_count=1
    ),
    ImportRow: lambda rows: ImportRow(draft=rows[ImportDraft], number=a_number(), cells=["1.02"]),
    Delegation: lambda rows: Delegation(
        rater=rows[Employee],
        delegate=an_employee(account=False),
        kind="plh",
        first_day=(day := a_day()),
        last_day=day,
        reason="cuti",
        decided_by=rows[Employee].user,
    ),
    SentForm: lambda rows: SentForm(user=rows[Employee].user, key=uuid.uuid4(), what="rate-employee"),
    RegionalDay: lambda rows: RegionalDay(day=a_day(), name="Hari jadi daerah", decided_by=rows[Employee].user),
    MailAddress: lambda rows: MailAddress(user=rows[Employee].user, address="budi@kupang.example"),
    ApiToken: lambda rows: ApiToken(
        user=rows[Employee].user,
        name="Mesin presensi",
        scopes=["attendance:write"],
        lead="abcd",
        secret_hash=f"{a_number():064}",
        created_by_name="Budi",
        expires_at=timezone.now(),
    ),
    SentRequest: lambda rows: SentRequest(
        user=rows[Employee].user, key=str(a_number()), digest="0" * 64, status=200, answer={}
    ),
    SecondFactor: lambda _: SecondFactor(user=an_account(f"akun{a_number()}"), sealed_secret="x"),
    RecoveryCode: lambda rows: RecoveryCode(user=rows[Employee].user, code_hash=f"{a_number():064}"),
    AccountLink: lambda rows: AccountLink(
        user=rows[Employee].user,
        secret_hash=f"{a_number():064}",
        created_by_name="Budi",
        expires_at=timezone.now(),
    ),
    SignedInDevice: lambda rows: SignedInDevice(
        user=rows[Employee].user, session_key=f"{a_number():032}", way="password", seen_at=timezone.now()
    ),
    IdentityProvider: lambda _: IdentityProvider(name="SSO daerah", issuer="https://sso.kupang.example", client_id="t"),
    indicators.Indicator: lambda rows: indicators.Indicator(agency=rows[Agency], code=f"IKU-{a_number()}"),
    indicators.IndicatorVersion: lambda rows: indicators.IndicatorVersion(
        indicator=rows[indicators.Indicator],
        number=a_number(),
        name="Jumlah pasien terlayani",
        unit="orang",
        direction="higher",
        pattern="count",
        aspect="quantity",
    ),
    indicators.Plan: lambda rows: indicators.Plan(employee=rows[Employee], agency=rows[Agency], year=2000 + a_number()),
    indicators.PlanItem: lambda rows: indicators.PlanItem(
        plan=rows[indicators.Plan],
        indicator=_saved(indicators.Indicator, rows),
        weight=Decimal(50),
        targets=[Decimal(1)] * 12,
    ),
    indicators.CataloguePublication: lambda rows: indicators.CataloguePublication(
        agency=rows[Agency], number=a_number(), valid_from=a_day()
    ),
    indicators.IndicatorDraft: lambda rows: indicators.IndicatorDraft(
        agency=rows[Agency], code=f"IKU-{a_number()}", document={}, edited_by=rows[Employee].user
    ),
    indicators.Contribution: lambda rows: indicators.Contribution(
        agency=rows[Agency], author=rows[Employee].user, author_name="Budi", text="Satuan kurang jelas."
    ),
    indicators.ContributionReply: lambda rows: indicators.ContributionReply(
        contribution=rows[indicators.Contribution], author=rows[Employee].user, author_name="Budi", text="Setuju."
    ),
    indicators.UnitAgreement: lambda rows: indicators.UnitAgreement(agency=rows[Agency], year=2000 + a_number()),
    indicators.UnitAgreementItem: lambda rows: indicators.UnitAgreementItem(
        agreement=rows[indicators.UnitAgreement], indicator=_saved(indicators.Indicator, rows), targets=[None] * 12
    ),
    indicators.PlanVersion: lambda rows: indicators.PlanVersion(
        employee=rows[Employee], agency=rows[Agency], year=2000 + a_number()
    ),
    indicators.PlanResult: lambda rows: indicators.PlanResult(version=rows[indicators.PlanVersion], text="Layanan"),
    indicators.PlanVersionItem: lambda rows: indicators.PlanVersionItem(
        version=rows[indicators.PlanVersion],
        result=rows[indicators.PlanResult],
        indicator=_saved(indicators.Indicator, rows),
        targets=[None] * 12,
    ),
    indicators.BehaviourExpectation: lambda rows: indicators.BehaviourExpectation(
        version=rows[indicators.PlanVersion], value=f"{a_number() % 100:02}", text="Datang lebih awal."
    ),
    indicators.AnnexLine: lambda rows: indicators.AnnexLine(
        version=rows[indicators.PlanVersion], kind="resources", position=a_number(), text="Dua laptop."
    ),
    indicators.DialogueEntry: lambda rows: indicators.DialogueEntry(
        version=rows[indicators.PlanVersion],
        side="employee",
        author=rows[Employee].user,
        author_name="Budi",
        kind="comment",
        text="Target terlalu tinggi.",
    ),
    appraisal.Period: lambda _: _period(a_day()),
    appraisal.Actual: lambda rows: appraisal.Actual(
        employee=rows[Employee], indicator=rows[indicators.Indicator], month=a_day(), value=Decimal(1)
    ),
    appraisal.AttendanceRecap: lambda rows: appraisal.AttendanceRecap(
        employee=rows[Employee], month=a_day(), workdays=20, present=20
    ),
    appraisal.Rubric: lambda _: appraisal.Rubric(name=f"rubrik{a_number()}"),
    appraisal.RubricDimension: lambda rows: appraisal.RubricDimension(
        rubric=rows[appraisal.Rubric], code=f"D{a_number()}"
    ),
    appraisal.RubricVersion: lambda rows: appraisal.RubricVersion(
        rubric=rows[appraisal.Rubric], number=a_number(), title="Kompetensi guru", dimensions=[]
    ),
    appraisal.Rating: lambda rows: appraisal.Rating(
        employee=rows[Employee],
        rater=an_employee(account=False),
        period=rows[appraisal.Period],
        role="supervisor",
        dimension=rows[appraisal.RubricDimension],
        level=3,
    ),
    appraisal.RatingOverride: lambda rows: appraisal.RatingOverride(
        period=rows[appraisal.Period],
        plan=_saved(indicators.Plan, rows),
        axis="result",
        rating="above",
        reason="capaian luar biasa",
        decided_by=rows[Employee].user,
    ),
    appraisal.SchemeVersion: lambda _: appraisal.SchemeVersion(
        name="nasional-1", number=a_number(), valid_from=a_day(), document={}, fingerprint="0" * 64
    ),
    appraisal.SchemeDraft: lambda rows: appraisal.SchemeDraft(
        agency=_saved(Agency, rows), document={}, edited_by=rows[Employee].user
    ),
    appraisal.Delivery: lambda rows: appraisal.Delivery(
        period=rows[appraisal.Period],
        plan=rows[indicators.Plan],
        revision=a_number(),
        fingerprint="0" * 64,
        recommendation="Ikuti pelatihan pelayanan prima.",
        delivered_by_account=rows[Employee].user,
        delivered_at=timezone.now(),
    ),
    appraisal.Verification: lambda rows: appraisal.Verification(
        actual=rows[appraisal.Actual], outcome="accepted", decided_by=rows[Employee].user, decided_by_name="Sari"
    ),
    appraisal.Evidence: lambda rows: appraisal.Evidence(
        employee=rows[Employee],
        name="foto.jpg",
        media_type="image/jpeg",
        size=1,
        sha256="0" * 64,
        uploaded_by=rows[Employee].user,
    ),
    appraisal.ActualEvidence: lambda rows: appraisal.ActualEvidence(
        actual=_saved(appraisal.Actual, rows), evidence=rows[appraisal.Evidence]
    ),
    appraisal.FeedbackRequest: lambda rows: appraisal.FeedbackRequest(
        employee=rows[Employee], asked=an_employee(account=False), question="Apa yang dapat saya perbaiki?"
    ),
    appraisal.Feedback: lambda rows: appraisal.Feedback(
        employee=rows[Employee],
        author=an_account(f"akun{a_number()}"),
        author_name="Sari",
        month=a_day(),
        strength="Laporan selesai lebih awal.",
    ),
    appraisal.CheckIn: lambda rows: appraisal.CheckIn(
        plan=rows[indicators.Plan], held_on=a_day(), opened_by=rows[Employee].user
    ),
    appraisal.NextStep: lambda rows: appraisal.NextStep(
        check_in=rows[appraisal.CheckIn], text="Lengkapi bukti.", owner="employee"
    ),
    appraisal.RaterNomination: lambda rows: appraisal.RaterNomination(
        period=rows[appraisal.Period],
        employee=rows[Employee],
        rater=an_employee(account=False),
        role="peer",
        proposed_by=rows[Employee].user,
    ),
    appraisal.RatingChange: lambda rows: appraisal.RatingChange(
        period=rows[appraisal.Period],
        plan=rows[indicators.Plan],
        made_by=rows[Employee].user,
        made_by_name="Sari",
        before={},
        after={},
    ),
    appraisal.SentRating: lambda rows: appraisal.SentRating(
        period=rows[appraisal.Period],
        plan=_saved(indicators.Plan, rows),
        version="0" * 64,
        sent_by=rows[Employee].user,
        sent_by_name="Sari",
    ),
    appraisal.Exclusion: lambda rows: appraisal.Exclusion(
        employee=rows[Employee],
        kind="leave",
        first_day=a_day(),
        reason="cuti melahirkan",
        decided_by=rows[Employee].user,
        decided_by_name="Admin",
    ),
    appraisal.Reminder: lambda rows: appraisal.Reminder(
        period=rows[appraisal.Period],
        employee=rows[Employee],
        stage="report",
        day=a_day(),
        sent_by=rows[Employee].user,
        sent_by_name="Admin",
    ),
    appraisal.Evaluation: lambda rows: appraisal.Evaluation(
        period=rows[appraisal.Period],
        plan=rows[indicators.Plan],
        revision=a_number(),
        employee=rows[Employee],
        agency=rows[Agency],
        placement_kind="definitive",
        position="Camat",
        scheme=rows[appraisal.SchemeVersion],
        plan_days=31,
        complete=False,
        snapshot="{}",
        fingerprint="0" * 64,
    ),
    appraisal.EvaluationItem: lambda rows: appraisal.EvaluationItem(
        period=rows[appraisal.Period],
        plan=rows[indicators.Plan],
        revision=a_number(),
        plan_item=rows[indicators.PlanItem],
        indicator_version=rows[indicators.IndicatorVersion],
        kind="main",
        state="measured",
    ),
    appraisal.EvaluationRun: lambda rows: appraisal.EvaluationRun(
        period=rows[appraisal.Period], agency=_saved(Agency, rows)
    ),
    appraisal.EvaluationChunk: lambda rows: appraisal.EvaluationChunk(
        run=rows[appraisal.EvaluationRun], number=a_number(), plan_ids=[]
    ),
    appraisal.EvaluationFailure: lambda rows: appraisal.EvaluationFailure(
        run=rows[appraisal.EvaluationRun], plan=_saved(indicators.Plan, rows), reason="skema tidak ada"
    ),
    appraisal.StaleInput: lambda rows: appraisal.StaleInput(
        employee=rows[Employee], first_day=(day := a_day()), last_day=day
    ),
    appraisal.PeriodRule: lambda _: appraisal.PeriodRule(kind=f"k{a_number() % 100_000}", begins_on=a_day()),
    appraisal.ScheduledStep: lambda _: appraisal.ScheduledStep(
        period_code=f"{2000 + a_number()}", kind="year", step="open", due_on=a_day()
    ),
    appraisal.PeriodExtension: lambda rows: appraisal.PeriodExtension(
        period=rows[appraisal.Period],
        agency=_saved(Agency, rows),
        report_until=a_day(),
        reason="banjir",
        decided_by=rows[Employee].user,
        decided_by_name="Admin",
    ),
    appraisal.OrganisationRating: lambda rows: appraisal.OrganisationRating(
        period=rows[appraisal.Period],
        agency=_saved(Agency, rows),
        predicate="baik",
        source="Capaian perjanjian kinerja",
        reason="Target tercapai.",
        decided_by=rows[Employee].user,
        decided_by_name="Wali Kota",
    ),
    appraisal.DistributionReason: lambda rows: appraisal.DistributionReason(
        period=rows[appraisal.Period],
        agency=_saved(Agency, rows),
        reason="Semua target terlampaui.",
        decided_by=rows[Employee].user,
        decided_by_name="Ratna",
    ),
    appraisal.FinalJudgement: lambda rows: appraisal.FinalJudgement(
        period=rows[appraisal.Period],
        plan=_saved(indicators.Plan, rows),
        note="Konsisten sepanjang tahun.",
        fingerprint="0" * 64,
        judged_by=rows[Employee].user,
        judged_by_name="Ratna",
    ),
    appraisal.Digest: lambda rows: appraisal.Digest(user=rows[Employee].user, day=a_day(), reminders=1),
    reports.Letterhead: lambda _: reports.Letterhead(government="Pemerintah Kota Kupang"),
    reports.DocumentSeries: lambda _: reports.DocumentSeries(kind="scorecard", year=2000 + a_number()),
    reports.Document: lambda rows: a_document(rows[appraisal.Period]),
    reports.DocumentSignature: lambda rows: reports.DocumentSignature(
        document=rows[reports.Document],
        number=a_number(),
        provider="local",
        signed_by=rows[Employee].user,
        signed_by_name="Ratna",
        signed_at=timezone.now(),
    ),
    reports.DocumentRequest: lambda rows: reports.DocumentRequest(
        kind="scorecard", period=rows[appraisal.Period], content_key=str(a_number()), requested_at=timezone.now()
    ),
    reports.ReportRun: lambda rows: reports.ReportRun(kind="scorecard", period=rows[appraisal.Period]),
    reports.ReportPart: lambda rows: reports.ReportPart(run=rows[reports.ReportRun], number=a_number(), subject_ids=[]),
}

#: What else must change in a row before one of its references can be set; other references stand on their own.
SIDE_CONDITIONS: dict[str, dict[str, object]] = {
    "agencies.Delegation.ended_by": {"ended_at": timezone.now()},
    "appraisal.SentRating.reopened_by": {"reopened_at": timezone.now(), "reopen_reason": "salah baris"},
    "appraisal.Rating.rater_account": {"rater": None},
    "appraisal.PeriodExtension.ended_by": {"ended_at": timezone.now()},
    "reports.Document.revoked_by": {"revoked_at": timezone.now(), "revoke_reason": "salah cetak"},
}


def one_of_each() -> Rows:
    """A saved row of every region-owned model, in the region in scope."""
    rows: Rows = {}
    for model in RECIPES:
        rows[model] = _saved(model, rows)
    return rows


def models_without_recipe() -> list[str]:
    """Region-owned models that RECIPES does not know."""
    return [model._meta.label for model in region_owned_models() if model not in RECIPES]


def is_append_only(model: type[RegionOwned]) -> bool:
    """Whether the model says that its rows are never changed."""
    return not model.rows_may_change


def _saved(model: type[models.Model], rows: Rows) -> Any:
    row = RECIPES[model](rows)
    row.save(force_insert=True)
    return row


def _period(first_day: datetime.date) -> appraisal.Period:
    return appraisal.Period(
        code=f"{first_day:%Y-%m}",
        kind="month",
        first_day=first_day,
        last_day=first_day + datetime.timedelta(days=27),
    )
