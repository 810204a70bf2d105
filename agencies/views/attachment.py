"""A file that the browser keeps under a name, instead of showing it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(name: str, content_type: str, content: bytes | str = b"") -> HttpResponse:
    """The answer with the file; what is written to it afterwards follows ``content``."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": str(disposition)})
