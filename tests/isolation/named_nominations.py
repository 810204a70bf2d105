"""Nominations of raters that addresses name."""

from django.utils import timezone

from appraisal.models import RaterNomination
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.isolation.address import Arguments


def a_nomination_by_budi(cast: Cast) -> Arguments:
    """Budi proposed Citra; Sari has not decided."""
    return {"nomination_id": _nomination(cast).pk}


def a_task_of_citra(cast: Cast) -> Arguments:
    """Sari approved that Citra rates Budi."""
    nomination = _nomination(cast)
    nomination.state = "approved"
    nomination.decided_by = cast.sari.user
    nomination.decided_at = timezone.now()
    nomination.save()
    return {"nomination_id": nomination.pk}


def _nomination(cast: Cast) -> RaterNomination:
    return RaterNomination.objects.create(
        period=a_period(), employee=cast.budi, rater=cast.citra, role="peer", proposed_by=cast.budi.user
    )
