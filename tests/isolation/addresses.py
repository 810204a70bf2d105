"""Who may ask each address of the product. A new address needs one line in ADDRESSES; test_every_url proves it.

``public``: anybody. ``signed_in``: anybody with an account, or only some of the region. ``of_object``: names a row, so
that another region must get 404, and whoever of the own region may not see it 403.
"""

from tests.agencies.accounts.named import a_person_without_account, a_role_of_the_region
from tests.agencies.imports import files as imports
from tests.api.programs import a_token
from tests.appraisal.runs.situations import NO_RUN, a_named_run
from tests.appraisal.schedule.named import NO_EXTENSION, NO_STEP, a_step_that_waits, an_extension_of_the_dinas
from tests.isolation.address import (
    Address,
    agency_admin,
    auditor,
    budi,
    citra,
    dewi,
    of_object,
    operator,
    public,
    ratna,
    region_admin,
    sari,
    signed_in,
)
from tests.isolation.address_kinds import (
    NO_CONTRIBUTION,
    NO_EVALUATION,
    NO_NOMINATION,
    of_a_configured_indicator,
    of_a_discussed_plan,
    of_a_draft,
    of_a_kind_of_file,
    of_a_led_unit,
    of_a_period,
    of_a_person,
    of_a_rubric,
    of_a_scheme,
    of_a_unit_in_a_month,
    of_an_account,
    of_an_import,
    of_an_indicator_draft,
    of_budis_actual,
    of_budis_draft,
    of_budis_evaluation,
    of_budis_plan,
)
from tests.isolation.named_devices import a_device_of_budi
from tests.isolation.named_documents import NO_DOCUMENT, a_card_of_budi
from tests.isolation.named_events import NO_EVENT, an_event
from tests.isolation.named_evidence import (
    NO_CLAIM,
    NO_FILE,
    NO_MONTH,
    a_claim_of_budi,
    a_file_of_budi,
    a_month_of_budi,
)
from tests.isolation.named_nominations import a_nomination_by_budi, a_task_of_citra
from tests.isolation.named_rows import (
    a_delegation_of_sari,
    a_draft_open_for_comments,
    a_locked_period,
    a_person_of_the_dinas,
    a_plan_that_both_agreed,
    a_proposal_of_budi,
    a_publication_of_the_dinas,
    a_reminder_of_budi,
    a_silent_rater,
    a_taken_proposal,
    a_unit_of_its_own,
    an_agreement_of_its_own,
    an_exclusion_of_budi,
    an_indicator_of_the_dinas,
    an_open_period,
    budis_january,
    budis_own_indicator,
    january_of_a_rater,
)
from tests.isolation.named_talks import (
    a_feedback_to_budi,
    a_plan_to_talk_about,
    a_request_to_sari,
    a_talk_of_budi,
)
from tests.isolation.named_years import NO_YEAR, a_year_of_a_rater, budis_year
from tests.reports.agency.named import january_of_a_unit_of_its_own
from tests.reports.packages.named import NO_PACKAGE, a_package_of_the_dinas, january_of_the_region

ADDRESSES = {
    "live": public(),
    "ready": public(),
    "metrics": public(),
    "ui": signed_in(allowed=citra),
    "sign-in": public(),
    "sign-in-provider": public("post"),
    "sign-in-provider-return": public(),
    "sign-out": signed_in("post", allowed=citra),
    "sign-in-code": signed_in("get", "post", allowed=citra),
    "second-factor": signed_in("get", "post", allowed=citra),
    "second-factor-app": signed_in("get", "post", allowed=citra),
    "recovery-codes": signed_in("get", "post", allowed=citra),
    "second-factor-off": signed_in("get", "post", allowed=citra),
    "start": signed_in(allowed=citra),
    "account": signed_in(allowed=citra),
    "display-settings": signed_in("post", allowed=citra),
    "mail-address": signed_in("post", allowed=citra),
    "change-password": signed_in("get", "post", allowed=citra),
    "devices": signed_in(allowed=citra),
    "end-device": of_object(
        "post", existing=a_device_of_budi, missing={"device_id": 999_999_999}, allowed=budi, forbidden=citra
    ),
    "end-other-devices": signed_in("post", allowed=citra),
    "account-link": Address(is_public=True, methods=("get", "post"), arguments={"region_id": 1, "secret": "A" * 43}),
    "choose-role": signed_in("post", allowed=citra),
    "help": public(),
    "glossary": public(),
    "search": signed_in(allowed=citra),
    "my-performance": signed_in(allowed=citra, forbidden=region_admin),
    "my-history": signed_in(allowed=citra, forbidden=region_admin),
    "my-history-file": signed_in(allowed=citra, forbidden=region_admin),
    "what-if": signed_in(allowed=citra, forbidden=region_admin),
    "outbox": signed_in(allowed=citra),
    "my-actuals": signed_in(allowed=citra, forbidden=region_admin),
    "report-actual": of_budis_actual("get", "post"),
    "preview-actual": of_budis_actual(),
    "withdraw-actual": of_budis_actual("post"),
    "my-indicator": of_object(
        existing=budis_own_indicator, missing={"indicator_id": 999_999_999}, allowed=budi, forbidden=citra
    ),
    "indicators": signed_in(allowed=citra),
    "indicator": of_object(
        existing=an_indicator_of_the_dinas, missing={"indicator_id": 999_999_999}, allowed=citra, forbidden=None
    ),
    "comment-indicator": of_object(
        "post",
        existing=an_indicator_of_the_dinas,
        missing={"indicator_id": 999_999_999},
        allowed=citra,
        forbidden=auditor,
    ),
    "draft-contributions": of_object(
        "get",
        "post",
        existing=a_draft_open_for_comments,
        missing={"draft_id": 999_999_999},
        allowed=citra,
        forbidden=dewi,
    ),
    "contributions": signed_in(allowed=citra),
    "propose-indicator": signed_in("get", "post", allowed=citra, forbidden=auditor),
    "contribution": of_object(
        "get", "post", existing=a_proposal_of_budi, missing=NO_CONTRIBUTION, allowed=citra, forbidden=dewi
    ),
    "answer-contribution": of_object(
        "post", existing=a_proposal_of_budi, missing=NO_CONTRIBUTION, allowed=region_admin, forbidden=budi
    ),
    "draft-of-contribution": of_object(
        "post", existing=a_taken_proposal, missing=NO_CONTRIBUTION, allowed=region_admin, forbidden=budi
    ),
    "method": signed_in(allowed=citra),
    "new-indicator": signed_in("get", "post", allowed=region_admin, forbidden=citra),
    "change-indicator": of_a_configured_indicator("post"),
    "retire-indicator": of_a_configured_indicator("get", "post"),
    "indicator-draft": of_an_indicator_draft("get", "post"),
    "publish-indicator-draft": of_an_indicator_draft("get", "post"),
    "indicator-impact": of_an_indicator_draft("get", "post"),
    "open-draft-comments": of_an_indicator_draft("post"),
    "discard-indicator-draft": of_an_indicator_draft("get", "post"),
    "catalogue": of_object(
        existing=a_unit_of_its_own, missing={"agency_code": "0.00"}, allowed=region_admin, forbidden=citra
    ),
    "catalogue-publication": of_object(
        "get",
        "post",
        existing=a_publication_of_the_dinas,
        missing={"publication_id": 999_999_999},
        allowed=region_admin,
        forbidden=citra,
    ),
    "region-overview": signed_in(allowed=region_admin, forbidden=citra),
    "comparison": signed_in(allowed=region_admin, forbidden=citra),
    "export-table": of_object(
        existing=lambda cast: {"table": "unit", "ending": "csv", **an_open_period(cast)},
        missing={"table": "unit", "code": "1999-01", "ending": "csv"},
        allowed=region_admin,
        forbidden=citra,
    ),
    "agency-overview": of_object(
        existing=a_unit_of_its_own, missing={"agency_code": "0.00"}, allowed=region_admin, forbidden=citra
    ),
    "agency-document": of_object(
        "get",
        "post",
        existing=january_of_a_unit_of_its_own,
        missing={"agency_code": "0.00", "code": "2026-01"},
        allowed=region_admin,
        forbidden=citra,
    ),
    "agency-document-file": of_object(
        existing=january_of_a_unit_of_its_own,
        missing={"agency_code": "0.00", "code": "2026-01"},
        allowed=region_admin,
        forbidden=citra,
    ),
    "agreements": signed_in(allowed=citra),
    "agreement": of_object(
        "get",
        "post",
        existing=an_agreement_of_its_own,
        missing={"agency_code": "0.00", "year": 2026},
        allowed=region_admin,
        forbidden=citra,
    ),
    "evaluations": signed_in(allowed=region_admin, forbidden=citra),
    "scorecard": of_budis_evaluation(),
    "deliver-evaluation": of_object(
        "get", "post", existing=budis_january, missing=NO_EVALUATION, allowed=sari, forbidden=budi
    ),
    "acknowledge-evaluation": of_object(
        "post", existing=budis_january, missing=NO_EVALUATION, allowed=budi, forbidden=sari
    ),
    "evidence-library": signed_in("get", "post", allowed=citra, forbidden=region_admin),
    "evidence": of_object(existing=a_file_of_budi, missing=NO_FILE, allowed=sari, forbidden=citra),
    "evidence-file": of_object(existing=a_file_of_budi, missing=NO_FILE, allowed=sari, forbidden=citra),
    "remove-evidence": of_object("post", existing=a_file_of_budi, missing=NO_FILE, allowed=budi, forbidden=sari),
    "verifications": signed_in(allowed=sari, forbidden=citra),
    "accept-actuals": signed_in("get", "post", allowed=sari, forbidden=citra),
    "verification": of_object("get", "post", existing=a_claim_of_budi, missing=NO_CLAIM, allowed=sari, forbidden=citra),
    "take-back-verification": of_object(
        "post", existing=a_claim_of_budi, missing=NO_CLAIM, allowed=sari, forbidden=citra
    ),
    "declare-month": of_object(
        "get", "post", existing=a_month_of_budi, missing=NO_MONTH, allowed=sari, forbidden=citra
    ),
    "peer-raters": signed_in("get", "post", allowed=budi, forbidden=region_admin),
    "nominations": signed_in("get", "post", allowed=sari, forbidden=citra),
    "decide-nomination": of_object(
        "post", existing=a_nomination_by_budi, missing=NO_NOMINATION, allowed=sari, forbidden=citra
    ),
    "withdraw-nomination": of_object(
        "post", existing=a_nomination_by_budi, missing=NO_NOMINATION, allowed=budi, forbidden=sari
    ),
    "peer-tasks": signed_in(allowed=citra, forbidden=region_admin),
    "peer-rating": of_object(
        "get", "post", existing=a_task_of_citra, missing=NO_NOMINATION, allowed=citra, forbidden=budi
    ),
    "rating-tasks": signed_in(allowed=sari, forbidden=region_admin),
    "rating-sheet": of_object(existing=january_of_a_rater, missing={"code": "1999-01"}, allowed=sari, forbidden=citra),
    "judgements": of_object(existing=a_year_of_a_rater, missing={"code": "1999"}, allowed=sari, forbidden=citra),
    "judge-plan": of_object("get", "post", existing=budis_year, missing=NO_YEAR, allowed=sari, forbidden=citra),
    "rate-employee": of_object(
        "get", "post", existing=budis_january, missing=NO_EVALUATION, allowed=sari, forbidden=citra
    ),
    "feedback": signed_in(allowed=citra, forbidden=region_admin),
    "ask-feedback": signed_in("get", "post", allowed=citra, forbidden=region_admin),
    "give-feedback": signed_in("get", "post", allowed=citra, forbidden=region_admin),
    "feedback-request": of_object(
        "get", "post", existing=a_request_to_sari, missing={"request_id": 999_999_999}, allowed=sari, forbidden=citra
    ),
    "read-feedback": of_object(
        "post", existing=a_feedback_to_budi, missing={"feedback_id": 999_999_999}, allowed=budi, forbidden=sari
    ),
    "check-ins": signed_in(allowed=citra, forbidden=region_admin),
    "new-check-in": of_object(
        "get", "post", existing=a_plan_to_talk_about, missing={"plan_id": 999_999_999}, allowed=sari, forbidden=citra
    ),
    "check-in": of_object(
        "get", "post", existing=a_talk_of_budi, missing={"check_in_id": 999_999_999}, allowed=budi, forbidden=citra
    ),
    "undo-rating": of_object(
        "post", existing=january_of_a_rater, missing={"code": "1999-01"}, allowed=sari, forbidden=citra
    ),
    "send-ratings": of_object(
        "get", "post", existing=january_of_a_rater, missing={"code": "1999-01"}, allowed=sari, forbidden=citra
    ),
    "rating-panel": of_object(existing=budis_january, missing=NO_EVALUATION, allowed=sari, forbidden=citra),
    "reopen-rating": of_object(
        "get", "post", existing=budis_january, missing=NO_EVALUATION, allowed=sari, forbidden=citra
    ),
    "scorecard-file": of_budis_evaluation(),
    "scorecard-document": of_budis_evaluation("get", "post"),
    "evaluation-form-file": of_budis_evaluation(),
    "evaluation-form": of_budis_evaluation("get", "post"),
    "evaluation-document-file": of_budis_evaluation(),
    "evaluation-document": of_budis_evaluation("get", "post"),
    "my-documents": signed_in(allowed=citra, forbidden=region_admin),
    "documents": signed_in(allowed=region_admin, forbidden=citra),
    "document": of_object(existing=a_card_of_budi, missing=NO_DOCUMENT, allowed=budi, forbidden=citra),
    "document-file": of_object(existing=a_card_of_budi, missing=NO_DOCUMENT, allowed=budi, forbidden=citra),
    "revoke-document": of_object(
        "get", "post", existing=a_card_of_budi, missing=NO_DOCUMENT, allowed=region_admin, forbidden=sari
    ),
    "sign-document": of_object(
        "get", "post", existing=a_card_of_budi, missing=NO_DOCUMENT, allowed=sari, forbidden=budi
    ),
    "verify-start": public(),
    "verify": Address(is_public=True, arguments={"token": "1-AAAAAAAAAAAAAAAAAAAAAA"}),
    "delegations": signed_in(allowed=citra),
    "new-delegation": signed_in("get", "post", allowed=sari, forbidden=citra),
    "end-delegation": of_object(
        "post",
        existing=a_delegation_of_sari,
        missing={"delegation_id": 999_999_999},
        allowed=sari,
        forbidden=budi,
    ),
    "take-over": of_object(
        "get",
        "post",
        existing=a_silent_rater,
        missing={"code": "1999-01", "rater_id": 999_999_999},
        allowed=ratna,
        forbidden=sari,
    ),
    "team": signed_in(allowed=sari, forbidden=region_admin),
    "team-member": of_object(
        existing=a_person_of_the_dinas, missing={"employee_id": 999_999_999}, allowed=sari, forbidden=citra
    ),
    "organisation": signed_in(allowed=agency_admin, forbidden=citra),
    "new-agency": signed_in("get", "post", allowed=region_admin, forbidden=agency_admin),
    "edit-agency": of_object(
        "get",
        "post",
        existing=a_unit_of_its_own,
        missing={"agency_code": "0.00"},
        allowed=region_admin,
        forbidden=agency_admin,
    ),
    "employees": signed_in(allowed=agency_admin, forbidden=citra),
    "employee": of_a_person(),
    "change-supervisor": of_a_person("get", "post"),
    "transfer-employee": of_a_person("get", "post"),
    "periods": signed_in(allowed=agency_admin, forbidden=citra),
    "open-period": signed_in("post", allowed=region_admin, forbidden=agency_admin),
    "period": of_object(existing=an_open_period, missing={"code": "1999-01"}, allowed=agency_admin, forbidden=citra),
    "evaluate-period": of_object(
        "get",
        "post",
        existing=an_open_period,
        missing={"code": "1999-01"},
        allowed=agency_admin,
        forbidden=auditor,
    ),
    "evaluation-runs": signed_in(allowed=agency_admin, forbidden=citra),
    "evaluation-run": of_object(existing=a_named_run, missing={"key": NO_RUN}, allowed=auditor, forbidden=agency_admin),
    "steer-run": of_object(
        "post", existing=a_named_run, missing={"key": NO_RUN}, allowed=region_admin, forbidden=agency_admin
    ),
    "schedule": signed_in(allowed=agency_admin, forbidden=citra),
    "schedule-rule": Address(
        methods=("get", "post"), arguments={"kind": "month"}, allowed=region_admin, forbidden=agency_admin
    ),
    "scheduled-step": of_object(
        "get", "post", existing=a_step_that_waits, missing=NO_STEP, allowed=region_admin, forbidden=agency_admin
    ),
    "regional-days": signed_in("get", "post", allowed=region_admin, forbidden=citra),
    "period-extensions": of_a_period("get", "post"),
    "end-extension": of_object(
        "post",
        existing=an_extension_of_the_dinas,
        missing=NO_EXTENSION,
        allowed=region_admin,
        forbidden=agency_admin,
    ),
    "lock-period": of_a_period("get", "post"),
    "unlock-period": of_a_period("get", "post", existing=a_locked_period),
    "take-back-closing": of_a_period("get", "post"),
    "my-plans": signed_in(allowed=budi, forbidden=region_admin),
    "draft-plan": signed_in("post", allowed=budi, forbidden=region_admin),
    "plan": of_budis_draft(),
    "packages": signed_in("get", "post", allowed=agency_admin, forbidden=citra),
    "package": of_object(
        "get", "post", existing=a_package_of_the_dinas, missing={"key": NO_PACKAGE}, allowed=auditor, forbidden=citra
    ),
    "package-download": of_object(
        existing=a_package_of_the_dinas, missing={"key": NO_PACKAGE}, allowed=auditor, forbidden=citra
    ),
    "region-document": of_object(
        "get", "post", existing=january_of_the_region, missing={"code": "1999-01"}, allowed=auditor, forbidden=citra
    ),
    "region-document-file": of_object(
        existing=january_of_the_region, missing={"code": "1999-01"}, allowed=auditor, forbidden=citra
    ),
    "region-annex": of_object(
        "get", "post", existing=january_of_the_region, missing={"code": "1999-01"}, allowed=auditor, forbidden=citra
    ),
    "region-annex-file": of_object(
        existing=january_of_the_region, missing={"code": "1999-01"}, allowed=auditor, forbidden=citra
    ),
    "plan-document": of_budis_draft("get", "post"),
    "plan-document-file": of_budis_draft(),
    "agreed-plan": of_budis_plan(),
    "agreed-plan-document": of_budis_plan("get", "post"),
    "agreed-plan-document-file": of_budis_plan(),
    "plan-results": of_budis_draft("get", "post"),
    "plan-items": of_budis_draft("get", "post"),
    "plan-behaviour": of_budis_draft("get", "post"),
    "plan-annexes": of_budis_draft("get", "post"),
    "submit-plan": of_budis_draft("get", "post"),
    "withdraw-plan": of_budis_draft("get", "post"),
    "amend-plan": of_object(
        "get",
        "post",
        existing=a_plan_that_both_agreed,
        missing={"plan_id": 999_999_999},
        allowed=budi,
        forbidden=citra,
    ),
    "plan-dialogue": of_a_discussed_plan("get", "post"),
    "agree-plan": of_a_discussed_plan("post"),
    "return-plan": of_a_discussed_plan("post"),
    "team-plans": signed_in(allowed=sari, forbidden=region_admin),
    "role-matrix": signed_in(allowed=sari, forbidden=region_admin),
    "schemes": signed_in(allowed=citra),
    "upload-scheme": signed_in("get", "post", allowed=region_admin, forbidden=citra),
    "scheme": of_a_scheme(allowed=citra),
    "scheme-file": of_a_scheme(allowed=citra),
    "draft-scheme": of_a_scheme("post", allowed=region_admin, forbidden=citra),
    "scheme-draft": of_a_draft("get", "post"),
    "simulate-scheme": of_a_draft("get", "post"),
    "publish-scheme": of_a_draft("get", "post"),
    "discard-scheme-draft": of_a_draft("get", "post"),
    "newest-organisation-ratings": signed_in(allowed=citra),
    "newest-distribution": signed_in(allowed=citra),
    "organisation-ratings": of_object(
        existing=january_of_a_rater, missing={"code": "1999-01"}, allowed=citra, forbidden=None
    ),
    "rate-organisation": of_a_led_unit("get", "post", allowed=ratna),
    "distribution": of_object(existing=january_of_a_rater, missing={"code": "1999-01"}, allowed=sari, forbidden=citra),
    "unit-distribution": of_a_led_unit(allowed=auditor),
    "explain-distribution": of_a_led_unit("post", allowed=dewi),
    "completeness": signed_in(allowed=auditor, forbidden=citra),
    "completeness-unit": of_a_unit_in_a_month("get", allowed=auditor),
    "send-reminders": of_a_unit_in_a_month("get", "post", allowed=agency_admin, forbidden=auditor),
    "see-reminder": of_object(
        "post", existing=a_reminder_of_budi, missing={"reminder_id": 999_999_999}, allowed=budi, forbidden=citra
    ),
    "exclusions": signed_in(allowed=auditor, forbidden=citra),
    "new-exclusion": of_object(
        "get",
        "post",
        existing=a_person_of_the_dinas,
        missing={"employee_id": 999_999_999},
        allowed=agency_admin,
        forbidden=sari,
    ),
    "end-exclusion": of_object(
        "post",
        existing=an_exclusion_of_budi,
        missing={"exclusion_id": 999_999_999},
        allowed=agency_admin,
        forbidden=auditor,
    ),
    "rubrics": signed_in(allowed=citra),
    "new-rubric": signed_in("get", "post", allowed=region_admin, forbidden=citra),
    "rubric": of_a_rubric(allowed=citra),
    "rubric-file": of_a_rubric(allowed=citra),
    "edit-rubric": of_a_rubric("get", "post", allowed=region_admin, forbidden=citra),
    "letterhead": signed_in("get", "post", allowed=region_admin, forbidden=agency_admin),
    "identity": signed_in("get", "post", allowed=region_admin, forbidden=agency_admin),
    "audit-trail": signed_in(allowed=auditor, forbidden=agency_admin),
    "audit-event": of_object(existing=an_event, missing=NO_EVENT, allowed=auditor, forbidden=agency_admin),
    "export-audit": Address(arguments={"ending": "csv"}, allowed=auditor, forbidden=agency_admin),
    "row-history": signed_in(allowed=auditor, forbidden=agency_admin),
    "accounts": signed_in(allowed=agency_admin, forbidden=budi),
    "new-account": signed_in("get", "post", allowed=region_admin, forbidden=agency_admin),
    "create-accounts": signed_in("post", allowed=agency_admin, forbidden=budi),
    "link-sheet": signed_in("get", "post", allowed=agency_admin, forbidden=auditor),
    "create-account": of_object(
        "post",
        existing=a_person_without_account,
        missing={"employee_id": 999_999_999},
        allowed=agency_admin,
        forbidden=budi,
    ),
    "account-of": of_an_account(allowed=agency_admin, forbidden=budi),
    "give-link": of_an_account("post", allowed=agency_admin, forbidden=budi),
    "grant-role": of_an_account("post", allowed=region_admin, forbidden=agency_admin),
    "switch-account": of_an_account("get", "post", allowed=region_admin, forbidden=agency_admin),
    "end-devices": of_an_account("post", allowed=region_admin, forbidden=agency_admin),
    "drop-factor": of_an_account("get", "post", allowed=region_admin, forbidden=agency_admin),
    "take-role": of_object(
        "get",
        "post",
        existing=a_role_of_the_region,
        missing={"user_id": 999_999_999, "grant_id": 999_999_999},
        allowed=region_admin,
        forbidden=agency_admin,
    ),
    "regions": signed_in(allowed=operator, forbidden=region_admin),
    "new-region": signed_in("get", "post", allowed=operator, forbidden=region_admin),
    "first-admin": Address(
        methods=("get", "post"), arguments={"region_id": 999_999_999}, allowed=operator, forbidden=region_admin
    ),
    "identity-provider": signed_in("get", "post", allowed=region_admin, forbidden=agency_admin),
    "integrations": signed_in(allowed=region_admin, forbidden=agency_admin),
    "new-token": signed_in("get", "post", allowed=region_admin, forbidden=agency_admin),
    "my-data": signed_in(allowed=citra),
    "personal-data": signed_in(allowed=region_admin, forbidden=agency_admin),
    "redact-person": of_object(
        "get",
        "post",
        existing=a_person_of_the_dinas,
        missing={"employee_id": 999_999_999},
        allowed=region_admin,
        forbidden=agency_admin,
    ),
    "revoke-token": of_object(
        "get",
        "post",
        existing=lambda cast: {"token_id": a_token(cast.region_admin)[0].pk},
        missing={"token_id": 999_999_999},
        allowed=region_admin,
        forbidden=auditor,
    ),
    "own-tokens": signed_in(allowed=citra),
    "new-own-token": signed_in("get", "post", allowed=citra),
    "revoke-own-token": of_object(
        "get",
        "post",
        existing=lambda cast: {"token_id": a_token(cast.budi.user)[0].pk},
        missing={"token_id": 999_999_999},
        allowed=budi,
        forbidden=region_admin,
    ),
    "imports": signed_in(allowed=agency_admin, forbidden=citra),
    "import-upload": of_a_kind_of_file("get", "post"),
    "import-template": of_a_kind_of_file("get"),
    "import-draft": of_an_import(existing=imports.a_publication),
    "import-columns": of_an_import("get", "post", existing=imports.an_unmapped_draft),
    "import-rows": of_an_import("get", "post"),
    "import-faulty-rows": of_an_import(),
    "import-preview": of_an_import(),
    "publish-import": of_an_import("post"),
    "discard-import": of_an_import("get", "post"),
    "undo-import": of_an_import("post", existing=imports.a_publication),
    "api-page": public(),
    "api-schema": public(),
    "api-nothing": Address(is_public=True, arguments={"path": "tidak-ada/"}),
    "api-actuals-bulk": signed_in("post", "put", allowed=region_admin, forbidden=auditor),
    "api-attendance-bulk": signed_in("post", "put", allowed=region_admin, forbidden=citra),
    "api-ratings-bulk": signed_in("post", "put", allowed=sari, forbidden=citra),
    "api-agencies": signed_in(allowed=agency_admin, forbidden=citra),
    "api-agency": of_object(
        existing=a_unit_of_its_own, missing={"agency_code": "9.9.9"}, allowed=region_admin, forbidden=citra
    ),
    "api-employees": signed_in(allowed=agency_admin, forbidden=citra),
    "api-employee": of_a_person(),
    "api-placements": signed_in(allowed=citra),
    "api-indicators": signed_in(allowed=citra),
    "api-indicator": of_object(
        existing=an_indicator_of_the_dinas, missing={"indicator_id": 999_999_999}, allowed=citra, forbidden=None
    ),
    "api-plans": signed_in(allowed=citra),
    "api-plan": of_budis_plan(),
    "api-periods": signed_in(allowed=agency_admin, forbidden=citra),
    "api-period": of_a_period(),
    "api-actuals": signed_in(allowed=citra),
    "api-attendance": signed_in(allowed=citra),
    "api-ratings": signed_in(allowed=citra),
    "api-evaluations": signed_in(allowed=citra),
    "api-evaluation": of_budis_evaluation(),
    "api-revisions": of_budis_evaluation(),
    "api-documents": signed_in(allowed=citra),
    "api-document": of_object(existing=a_card_of_budi, missing=NO_DOCUMENT, allowed=budi, forbidden=citra),
    "api-document-file": of_object(existing=a_card_of_budi, missing=NO_DOCUMENT, allowed=budi, forbidden=citra),
    "api-actual": of_object("get", "put", existing=a_claim_of_budi, missing=NO_CLAIM, allowed=budi, forbidden=citra),
    "api-audit": signed_in(allowed=auditor, forbidden=agency_admin),
}
