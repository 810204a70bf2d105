"""Somebody has read what others said."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.models import Feedback
from appraisal.services.feedback.feedback_errors import NotForYouError


def mark_read(*, feedback: Feedback, actor: Actor) -> None:
    """Note the first time; later ones change nothing. No event: it is the person's own bookmark.

    Raises:
        NotForYouError: it is about somebody else.
    """
    if feedback.employee_id != actor.employee_id:
        raise NotForYouError(_("Umpan balik ini ditandai oleh penerimanya."))
    Feedback.objects.filter(pk=feedback.pk, read_at=None).update(read_at=timezone.now())
