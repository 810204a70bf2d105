"""The name of a person who left long ago goes out of the region's rows, and the account with it."""

import datetime
import json
import re

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils.translation import gettext as _

from agencies.models import (
    AccountLink,
    ApiToken,
    AuditEvent,
    Employee,
    MailAddress,
    RecoveryCode,
    RoleGrant,
    SecondFactor,
    SentForm,
    SentRequest,
    SignedInDevice,
)
from agencies.permissions import Actor
from agencies.services.personal_data.find_departed import departed
from agencies.services.record_event import record_event

OF_THE_ACCOUNT = (
    AccountLink,
    ApiToken,
    MailAddress,
    RecoveryCode,
    RoleGrant,
    SecondFactor,
    SentForm,
    SentRequest,
    SignedInDevice,
)
"""What lets somebody in, or reaches them: nobody needs it once the account is closed."""


class RedactionRefusedError(Exception):
    """The data stay; the text says why and what to do."""


@transaction.atomic
def redact_rows(*, employee: Employee, reason: str, today: datetime.date, actor: Actor | None) -> None:
    """Replace name and NIP wherever they stand in the region, and what was written about the person. For good.

    The row of the person stays under its key, so that results keep their proof. ``actor`` is empty for a command.

    Raises:
        RedactionRefusedError: not past retention, erased already, the actor's own data, or a reason that would itself
            name the person for ever.
    """
    list(Employee.objects.select_for_update(of=("self",)).filter(pk=employee.pk))  # of a form sent twice one waits
    _refuse(employee, reason, today, actor)
    if employee.user_id is not None:
        forget_account(employee.user_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT redact_person(%s)", [employee.pk])
        [changed] = cursor.fetchone()
    employee.refresh_from_db()
    record_event(
        action=AuditEvent.Action.PERSON_REDACTED,
        subject=str(employee.key),
        actor=actor,
        details=json.loads(changed),
        reason=reason,
    )


def forget_account(user_id: int) -> None:
    """Sign it out everywhere and remove every way in, every role and every address of it."""
    devices = SignedInDevice.objects.filter(user_id=user_id)
    Session.objects.filter(session_key__in=list(devices.values_list("session_key", flat=True))).delete()
    for model in OF_THE_ACCOUNT:
        model._default_manager.filter(user_id=user_id).delete()


def _refuse(employee: Employee, reason: str, today: datetime.date, actor: Actor | None) -> None:
    if actor is not None and actor.employee_id == employee.pk:
        raise RedactionRefusedError(_("Data Anda sendiri dihapus oleh admin daerah yang lain."))
    if not departed(today).filter(pk=employee.pk).exists():
        raise RedactionRefusedError(
            _("Data pegawai ini belum melewati masa simpan, atau sudah dihapus. Muat ulang daftarnya.")
        )
    if not reason.strip():
        raise RedactionRefusedError(_("Tulis alasan penghapusan, misalnya nomor berita acara pemusnahan arsip."))
    said = " ".join(reason.split()).lower()
    if employee.name.lower() in said or employee.nip in re.sub(r"\s", "", reason):
        raise RedactionRefusedError(
            _("Alasan tersimpan di jejak audit, jadi tidak boleh memuat nama atau NIP. Sebut nomor suratnya saja.")
        )
