"""How static/js/kotak-keluar.js is answered: it reads a status and a sentence, and no page."""

from django.http import HttpRequest, HttpResponse, JsonResponse

OUTBOX = "kotak-keluar"


def is_from_outbox(request: HttpRequest) -> bool:
    """Whether the outbox of a browser sends, and not a form on a page."""
    return request.headers.get("X-Requested-With") == OUTBOX


def short_answer(status: int, sentence: str = "") -> HttpResponse:
    """Nothing where the form was taken, else why not."""
    return JsonResponse({"sentence": sentence}, status=status) if sentence else HttpResponse(status=status)
