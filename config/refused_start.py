"""Why a process does not start, in one sentence for whoever started it: the same from web, worker and commands."""

import errno

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

#: PostgreSQL's codes of a table or column that is not there.
NOT_THERE = frozenset({"42P01", "42703"})
NO_ROOM = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})


def sentence_of(error: BaseException) -> str | None:
    """What is wrong and how to mend it; None where only a traceback can tell."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, ProgrammingError) and getattr(error.__cause__, "pgcode", None) in NOT_THERE:
        return "Skema basis data belum dibuat, atau bukan dari versi ini. Jalankan manage.py migrate."
    if isinstance(error, OperationalError):
        said = next(iter(str(error).strip().splitlines()), "tanpa pesan")
        return (
            f"Basis data tidak dapat dipakai: {said}. "
            "Periksa apakah servernya berjalan, serta alamat dan kata sandi login di lingkungan proses ini."
        )
    if isinstance(error, OSError) and error.errno in NO_ROOM and error.filename:
        return f"{error.filename} tidak dapat ditulis: {error.strerror}. Periksa TIMBANG_DATA, hak, dan sisa ruang."
    return None
