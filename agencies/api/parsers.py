"""Bodies as programs send them: JSON as RFC 8259 has it, and nothing that could be read in two ways."""

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """JSON in UTF-8. A member that an object names twice is refused: of two values one would be lost in silence."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """What was sent.

        Raises:
            ParseError: it is not JSON, with the place where it stops being so.
        """
        del media_type, parser_context
        try:
            return json.loads(stream.read().decode(), object_pairs_hook=_once, parse_constant=_refuse)
        except json.JSONDecodeError as error:
            place = {"line": error.lineno, "column": error.colno}
            message = _(
                "Isi permintaan bukan JSON yang benar, mulai baris %(line)s kolom %(column)s. Perbaiki di sana."
            )
            raise ParseError(message % place) from error
        except ValueError as error:  # no UTF-8, or a number that nothing can hold
            raise ParseError(_("Isi permintaan bukan JSON dalam UTF-8 yang dapat dibaca.")) from error


def _once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in members:
        if name in found:
            readable = name.encode(errors="replace").decode()[:60]
            message = _('Nama "%(name)s" disebut dua kali dalam satu objek. Sebut sekali saja.') % {"name": readable}
            raise ParseError(message)
        found[name] = value
    return found


def _refuse(name: str) -> NoReturn:
    message = _("Isi permintaan bukan JSON yang benar: %(name)s bukan angka JSON. Kirim angka desimal, atau null.")
    raise ParseError(message % {"name": name})
