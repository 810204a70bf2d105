"""How much a request may bring: what is more is refused before anything of it is kept."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

BESIDE_THE_FILES = 256 * 1024
"""What a form may bring beside its files, in bytes."""
MOST_DRAINED = 64 * 1024 * 1024
_CHUNK = 64 * 1024


def bodies_up_to(
    most: int, answer: Callable[[HttpRequest, str], HttpResponse]
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Refuse a request whose body is longer than ``most`` bytes of files; ``answer`` makes the 413 from a sentence.

    Nothing looks into a body before the view does: the token that it carries is checked here, after its length. What
    is refused is read and thrown away, so that a browser gets to see the answer.
    """

    def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        guarded = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            length = _length_of(request)
            if length <= most + BESIDE_THE_FILES:
                return guarded(request, *args, **kwargs)
            _drain(request, length)
            megabyte = 1024 * 1024
            sentence = _(
                "Kiriman ini %(size)s MB. Batasnya %(most)s MB. Kami dapat memperkecil foto; untuk PDF, unggah bagian "
                "yang diperlukan saja."
            ) % {"size": -(-length // megabyte), "most": most // megabyte}
            return answer(request, sentence)

        return checked

    return limited


def _length_of(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest, length: int) -> None:
    left = min(length, MOST_DRAINED)
    while left > 0:
        read = len(request.read(min(_CHUNK, left)))
        if not read:
            return
        left -= read
