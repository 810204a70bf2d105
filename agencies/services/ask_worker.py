"""Work that goes through the Celery worker: whether one answers, and the wait until rows say that all is done."""

import time
from collections.abc import Callable, Sequence

from celery import current_app
from kombu.exceptions import OperationalError

PING_SECONDS = 3.0
POLL_SECONDS = 0.2
#: So long without news, and the worker is asked whether it is still there.
SILENCE_SECONDS = 20.0


class WorkerError(RuntimeError):
    """No worker answers, or it stopped or failed half-way; the text is Indonesian and says what to do."""


def worker_answers(*, seconds: float = PING_SECONDS) -> bool:
    """Whether a worker answers within some seconds; the first answer is enough. Without a broker none does."""
    try:
        return bool(current_app.control.broadcast("ping", reply=True, timeout=seconds, limit=1))
    except OperationalError:
        return False


def require_worker() -> None:
    """Do nothing where a worker answers.

    Raises:
        WorkerError: none does.
    """
    if not worker_answers():
        msg = "Tidak ada pekerja yang menjawab. Jalankan pekerja Celery, atau ulangi tanpa --queue."
        raise WorkerError(msg)


def await_worker(
    *,
    states: Callable[[], Sequence[str]],
    waiting: str,
    advice: str,
    on_progress: Callable[[int, int], None],
) -> None:
    """Poll the states of some pieces of work until none is ``waiting``.

    ``states`` reads them in a short transaction of its own; ``advice`` is the sentence that follows when the worker has
    stopped: what to do.

    Raises:
        WorkerError: nothing has moved for a while, and no worker answers.
    """
    done, last_news = -1, time.monotonic()
    while True:
        found = states()
        finished = len(found) - list(found).count(waiting)
        if finished != done:
            done, last_news = finished, time.monotonic()
            on_progress(done, len(found))
        if finished == len(found):
            return
        if time.monotonic() - last_news > SILENCE_SECONDS:
            if not worker_answers():
                msg = f"Pekerja berhenti setelah {done} dari {len(found)} bagian. {advice}"
                raise WorkerError(msg)
            last_news = time.monotonic()
        time.sleep(POLL_SECONDS)
