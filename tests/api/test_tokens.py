"""Programs get in by a token: within its scopes, until its day, in its region."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import ApiScope, ApiToken, AuditEvent
from agencies.permissions import actor_of
from agencies.services.tokens.issue_token import TokenRefusedError, issue_token
from agencies.services.tokens.revoke_token import revoke_token
from tests.api.programs import a_token, asked, program, with_secret
from tests.appraisal.month import Month

LIST = "/api/v1/evaluations/?period=2026-01"


@pytest.fixture
def evaluated(month: Month) -> Month:
    """January, evaluated."""
    month.evaluate()
    return month


def test_a_program_reads_what_its_account_may_read(evaluated: Month) -> None:
    [row] = asked(program(evaluated.cast.region_admin), LIST).json()["results"]
    assert row["final_score"] == "100.70"


def test_a_program_reads_no_more_than_its_account(evaluated: Month) -> None:
    assert asked(program(evaluated.cast.citra), LIST).json()["results"] == []


def test_a_program_without_the_scope_is_told_which_one_it_needs(evaluated: Month) -> None:
    answer = asked(program(evaluated.cast.region_admin, ApiScope.ATTENDANCE_WRITE), LIST)
    assert answer.status_code == 403
    assert "evaluations:read" in answer.json()["detail"]


def test_the_secret_of_a_token_is_kept_nowhere(evaluated: Month) -> None:
    token, secret = a_token(evaluated.cast.region_admin)
    token.refresh_from_db()
    kept = {str(getattr(token, one.attname)) for one in ApiToken._meta.local_fields}
    assert secret.text not in kept


@pytest.mark.parametrize("how", ["revoked", "over", "account off", "changed", "of another region"])
def test_a_secret_that_opens_nothing_is_refused_without_a_reason(evaluated: Month, how: str) -> None:
    account = evaluated.cast.region_admin
    token, secret = a_token(account)
    shown = secret.shown
    if how == "revoked":
        revoke_token(token=token, actor=actor_of(account))
    elif how == "over":
        ApiToken.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    elif how == "account off":
        account.is_active = False
        account.save()
    elif how == "changed":
        shown = shown[:-1] + ("a" if shown[-1] != "a" else "b")
    else:
        shown = shown.replace(f"_{secret.region_id}_", f"_{secret.region_id + 1}_")
    answer = asked(with_secret(shown), LIST)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="timbang"')
    assert answer.json()["detail"].startswith("Token tidak berlaku.")


def test_a_token_opens_no_screen(evaluated: Month) -> None:
    answer = asked(program(evaluated.cast.region_admin), "/evaluasi/")
    assert answer["Location"].startswith("/masuk/")


def test_that_a_token_was_used_is_noted_once_an_hour(evaluated: Month) -> None:
    client = program(evaluated.cast.region_admin)
    client.get(LIST)
    first = ApiToken.objects.get().last_used_at
    client.get(LIST)
    assert first is not None
    assert ApiToken.objects.get().last_used_at == first


def test_issuing_and_revoking_a_token_is_recorded(evaluated: Month) -> None:
    actor = actor_of(evaluated.cast.region_admin)
    token, _secret = a_token(evaluated.cast.region_admin, ApiScope.AUDIT_READ)
    revoke_token(token=token, actor=actor)
    revoke_token(token=token, actor=actor)
    actions = AuditEvent.objects.filter(action__startswith="token").order_by("id").values_list("action", flat=True)
    assert list(actions) == ["token_issued", "token_revoked"]


@pytest.mark.parametrize(("scopes", "days"), [([], 30), ([ApiScope.AUDIT_READ], 0), ([ApiScope.AUDIT_READ], 400)])
def test_a_token_needs_a_scope_and_an_end(evaluated: Month, scopes: list[ApiScope], days: int) -> None:
    account = evaluated.cast.region_admin
    with pytest.raises(TokenRefusedError):
        issue_token(user=account, name="x", scopes=scopes, days=days, actor=actor_of(account))


def test_nobody_known_is_asked_for_a_token(evaluated: Month) -> None:
    answer = asked(Client(), LIST)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="timbang"')
