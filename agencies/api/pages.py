"""Long lists page by page: each answer names the address of the next, and nothing is skipped when rows come and go."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

MOST = 200


class Pages(CursorPagination):
    """Fifty rows a page, or as many as ``limit`` says."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = MOST
    invalid_cursor_message = gettext_lazy(  # type: ignore[assignment]  # told in the reader's language
        "Cursor ini tidak dikenal. Mulai lagi dari halaman pertama."
    )
    cursor_query_description = "where the page begins, as `next` and `previous` of another page say"
    page_size_query_description = f"rows a page, 50 unless told, at most {MOST}"

    def get_page_size(self, request: Request) -> int:
        """How many rows were asked for."""
        asked = request.query_params.get(self.page_size_query_param or "")
        if asked is None:
            return self.page_size or MOST
        if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:6]) <= MOST:
            message = _("Isi 1 sampai %(most)s.") % {"most": MOST}
            raise ValidationError({"limit": [message]})
        return int(asked)
