"""Writing many rows at once: actuals, attendance recaps, ratings."""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer

from agencies.api.problems import ConflictError
from agencies.api.views import ApiView
from agencies.models import ApiScope
from agencies.problem_details import MEDIA_TYPE, problem
from agencies.services.answer_once import Answer, KeyUsedError, answer_once
from appraisal.api.bulk_document import KEY, documented
from appraisal.api.bulk_rows import ACTUALS, ATTENDANCE, RATINGS, RowKind, read_rows
from appraisal.api.bulk_serializers import SentActualsSerializer, SentAttendanceSerializer, SentRatingsSerializer
from appraisal.permissions import may_bring_inputs
from appraisal.services.rating.find_rated_period import may_rate
from appraisal.services.sending.rate_rows import rate_rows
from appraisal.services.sending.report_rows import report_rows
from appraisal.services.sending.results import Mode, RowResult, SentRows
from appraisal.services.sending.send_rows import send_rows
from appraisal.services.sending.take_as_file import take_actuals_as_file, take_attendance_as_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rest_framework.request import Request
    from rest_framework.serializers import Serializer

    from agencies.permissions import Actor

    Take = Callable[[Sequence[Any], Actor], Iterable[RowResult]]

_IS_KEY = re.compile(r"[!-~]{1,80}")


class BulkView(ApiView):
    """Up to a thousand rows: a known key is updated, a new one added, nothing that is absent is removed.

    The same request may be sent again at any time under its ``Idempotency-Key``: it is answered as the first time.
    """

    kind: ClassVar[str]
    rows: ClassVar[RowKind[Any]]
    sent: ClassVar[type[Serializer[Any]]]

    def taker(self) -> Take:
        """The service that takes the rows of this account.

        Raises:
            PermissionDenied: it may send none.
        """
        raise NotImplementedError

    def post(self, request: Request) -> HttpResponse:
        """Take the rows, or answer as before under the same key."""
        take, key = self.taker(), _key(request)
        body = request._request.body  # noqa: SLF001 - the bytes that were sent, before anything reads them
        digest = hashlib.sha256(request.path.encode() + b"\0" + body).hexdigest()
        try:
            answer = answer_once(
                key=key, digest=digest, actor=self.actor, answer=lambda: self._answer(request, take, key)
            )
        except KeyUsedError as used:
            raise ConflictError(str(used)) from used
        form = "application/json" if answer.status == HTTPStatus.OK else MEDIA_TYPE
        response = HttpResponse(answer.text, status=answer.status, content_type=form)
        if answer.is_repeated:
            response["Idempotency-Replayed"] = "true"
        return response

    put = post

    def _answer(self, request: Request, take: Take, key: str) -> Answer:
        form = self.sent(data=request.data)
        form.is_valid(raise_exception=True)
        asked: dict[str, Any] = form.validated_data
        read = read_rows(self.rows, asked["rows"])
        sent = send_rows(
            kind=self.kind,
            rows=read.rows,
            unreadable=read.errors,
            mode=Mode(asked["mode"]),
            key=key,
            actor=self.actor,
            take=take,
        )
        if sent.is_stored:
            return Answer(HTTPStatus.OK, _text(self._told(sent)))
        return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, _text(self._refused(sent, request)))

    def _told(self, sent: SentRows) -> dict[str, Any]:
        results = [
            {
                "row": one.row,
                "status": one.status.value,
                "errors": [{"field": self.rows.place(error.column), "message": error.message} for error in one.errors],
            }
            for one in sent.results
        ]
        return {**sent.counts, "results": results}

    def _refused(self, sent: SentRows, request: Request) -> dict[str, Any]:
        places = ((f"rows/{error.row}/{self.rows.place(error.column)}", error.message) for error in sent.errors)
        errors = [{"field": place.rstrip("/"), "message": message} for place, message in places]
        values = {"refused": sent.counts["refused"], "count": len(sent.results)}
        detail = (
            _("%(refused)s dari %(count)s baris ditolak, dan tidak ada yang disimpan. Perbaiki yang disebut di errors.")
            % values
        )
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, request.get_full_path(), errors)


def actuals_taker(actor: Actor) -> Take:
    """The service that takes actuals of an account.

    Raises:
        PermissionDenied: it may send none.
    """
    if may_bring_inputs(actor):
        return take_actuals_as_file
    if actor.employee_id is not None:
        return report_rows
    raise PermissionDenied(_("Realisasi dikirim dengan akun admin, atau akun pegawai untuk realisasinya sendiri."))


@documented(name="actuals", sent=SentActualsSerializer)
class BulkActualsView(BulkView):
    """Actuals: of an admin's units, where they count as verified; else the own ones, reported to the supervisor."""

    write_scope = ApiScope.ACTUALS_WRITE
    kind, rows, sent = "actuals", ACTUALS, SentActualsSerializer

    def taker(self) -> Take:
        """As a file for admins, as the screen for people."""
        return actuals_taker(self.actor)


@documented(name="attendance", sent=SentAttendanceSerializer)
class BulkAttendanceView(BulkView):
    """Attendance recaps of the people of an admin's units."""

    write_scope = ApiScope.ATTENDANCE_WRITE
    kind, rows, sent = "attendance", ATTENDANCE, SentAttendanceSerializer

    def taker(self) -> Take:
        """As a file."""
        if may_bring_inputs(self.actor):
            return take_attendance_as_file
        raise PermissionDenied(_("Rekap presensi dikirim dengan akun admin daerah atau admin perangkat daerah."))


@documented(name="ratings", sent=SentRatingsSerializer)
class BulkRatingsView(BulkView):
    """Levels that the account itself gives as appraising supervisor, as on its scoring sheet."""

    write_scope = ApiScope.RATINGS_WRITE
    kind, rows, sent = "ratings", RATINGS, SentRatingsSerializer

    def taker(self) -> Take:
        """As the scoring sheet."""
        if may_rate(self.actor):
            return rate_rows
        raise PermissionDenied(_("Penilaian perilaku dikirim dengan akun pejabat penilai. Admin tidak menilai."))


def _key(request: Request) -> str:
    key = request.headers.get(KEY, "")
    if not _IS_KEY.fullmatch(key):
        message = _("Wajib: 1 sampai 80 karakter tanpa spasi, satu kunci untuk tiap permintaan baru.")
        raise ValidationError({KEY: [message]})
    return key


def _text(said: dict[str, Any]) -> str:
    written: bytes = JSONRenderer().render(said)
    return written.decode()
