"""One message a working day to those who want it: what waits for them, without any figure."""

import datetime
import logging
import smtplib
from collections.abc import Sequence

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.dates import long_date
from agencies.models import Delegation, MailAddress, User
from agencies.permissions import actor_of
from agencies.tenancy.scope import current_region_id
from agencies.working_days import WorkingDays
from appraisal.models import Digest, PeriodState, Reminder
from appraisal.services.reminders.load_reminders import ShownReminder, load_reminders
from appraisal.services.reminders.quiet_hours import is_quiet

logger = logging.getLogger(__name__)

TASK = "appraisal.send_digests"
FIRST_HOUR = 8
"""Not before this hour of the region's own day."""

BATCH = 20
"""Messages of one transaction: what is sent twice at most when a worker dies in the middle."""

#: What a mail server has against one message; whatever else goes wrong with it (every SMTPException is an OSError)
#: concerns all of them.
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)

LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def digest_is_due(*, now: datetime.datetime) -> bool:
    """Whether somebody of the region in scope is still to hear of today's reminders. At most two queries."""
    return _is_time(now) and _waiting(now.date()).exists()


def send_digests(*, now: datetime.datetime) -> int:
    """Send a batch of digests and say how many went out; nothing in quiet hours or on a free day.

    Each account gets one a day, and only when it was reminded of something since the last one. A message that the mail
    server refuses is left alone until tomorrow; a server that is away ends the batch, and the next tick tries again.
    A full batch asks for the next one.
    """
    if not _is_time(now):
        return 0
    sent = 0
    chosen = list(_waiting(now.date()).select_for_update(skip_locked=True, of=["self"]).order_by("id")[:BATCH])
    had = set(Digest.objects.filter(day=now.date(), user__in=[one.user_id for one in chosen]).values_list("user_id"))
    accounts = User.objects.in_bulk([one.user_id for one in chosen])
    for address in chosen:
        if (address.user_id,) in had:  # another worker's, committed between the two questions
            continue
        try:
            sent += _digest(address, accounts[address.user_id], now)
        except OSError as error:
            logger.warning("The mail server is away: %s", error)
            return sent
    if len(chosen) == BATCH:
        region_id = current_region_id()
        transaction.on_commit(lambda: current_app.send_task(TASK, kwargs={"region_id": region_id}))
    return sent


def _digest(address: MailAddress, user: User, now: datetime.datetime) -> bool:
    """Send an account its digest, if there is anything to say, and note it."""
    shown = load_reminders(actor=actor_of(user))
    refusal = ""
    if shown:
        try:
            _message(address.address, shown, now.date()).send()
        except REFUSED as error:
            refusal = str(error)
    is_sent = bool(shown) and not refusal
    sent_at = now if is_sent else None
    Digest.objects.create(user=user, day=now.date(), reminders=len(shown), sent_at=sent_at, error=refusal)
    return is_sent


def _is_time(now: datetime.datetime) -> bool:
    if now.hour < FIRST_HOUR or is_quiet(now):
        return False
    return WorkingDays.load(now.date(), now.date()).is_worked(now.date())


def _waiting(day: datetime.date) -> QuerySet[MailAddress]:
    """Addresses of active accounts that were reminded since their last digest and have had none today."""
    digests = Digest.objects.filter(user_id=OuterRef("user_id"))
    newest = digests.filter(sent_at__isnull=False).order_by("-day").values("sent_at")[:1]
    open_ones = Reminder.objects.filter(seen_at__isnull=True).exclude(period__state=PeriodState.LOCKED)
    standing_in = Delegation.objects.filter(
        rater_id=OuterRef("employee_id"),
        delegate__user_id=OuterRef(OuterRef("user_id")),
        ended_at__isnull=True,
        first_day__lte=day,
        last_day__gte=day,
    )
    theirs = open_ones.filter(
        Q(employee__user_id=OuterRef("user_id")) | Exists(standing_in), Q(sent_at__gt=OuterRef("last_sent"))
    )
    return (
        MailAddress.objects.filter(~Exists(digests.filter(day=day)), wants_digest=True, user__is_active=True)
        .annotate(last_sent=Coalesce(Subquery(newest), Value(LONG_AGO)))
        .filter(Exists(theirs))
    )


def _message(address: str, shown: Sequence[ShownReminder], day: datetime.date) -> EmailMessage:
    count = len(shown)
    subject = ngettext("%(count)s hal menunggu Anda", "%(count)s hal menunggu Anda", count) % {"count": count}
    lines = [
        _("Ringkasan %(day)s") % {"day": long_date(day)},
        "",
        *(line for one in shown for line in _lines(one)),
        "",
        _("Pesan ini dikirim paling banyak sekali sehari pada hari kerja dan tidak memuat nilai."),
        _("Alamat dan pilihan menerima diatur di Akun saya: %(address)s") % {"address": _link(reverse("account"))},
    ]
    return EmailMessage(f"Timbang: {subject}", "\n".join(lines), to=[address])


def _lines(one: ShownReminder) -> Sequence[str]:
    text = one.text
    if one.on_behalf_of:
        text = _("%(text)s (atas nama %(name)s)") % {"text": text, "name": one.on_behalf_of}
    return (f"- {text}", f"  {_link(one.url)}")


def _link(path: str) -> str:
    """The address as it is typed; without a public address of the installation its path alone."""
    return f"{settings.PUBLIC_URL}{path}"
