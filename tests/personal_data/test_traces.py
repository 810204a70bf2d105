"""Technical traces of people are forgotten when they have done their work."""

import datetime
import uuid
from contextvars import Context

from django.utils import timezone

from agencies.models import AccountLink, SentForm
from agencies.services.personal_data.forget_traces import forget_traces
from tests.cast import Cast


def test_keys_of_forms_and_links_go_after_thirty_days(kupang: Cast) -> None:
    now = timezone.now()
    for days in (29, 31):
        then = now - datetime.timedelta(days=days)
        form = SentForm.objects.create(user=kupang.region_admin, key=uuid.uuid4(), what="new-token")
        SentForm.objects.filter(pk=form.pk).update(sent_at=then)
        AccountLink.objects.create(
            user=kupang.region_admin, secret_hash=str(days), created_by_name="uji", expires_at=then
        )
    assert Context().run(forget_traces, now=now) == 2


def test_forgetting_again_forgets_nothing(kupang: Cast) -> None:
    assert Context().run(forget_traces, now=timezone.now()) == 0
