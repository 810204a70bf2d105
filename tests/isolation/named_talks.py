"""The rows that addresses of feedback and talks name."""

from tests.appraisal.check_ins.talks import a_talk, budis_plan
from tests.appraisal.feedback.words import a_feedback, a_request
from tests.cast import Cast
from tests.isolation.address import Arguments


def a_feedback_to_budi(cast: Cast) -> Arguments:
    """What Sari told Budi."""
    return {"feedback_id": a_feedback(cast.budi, cast.sari).pk}


def a_request_to_sari(cast: Cast) -> Arguments:
    """What Budi asks Sari."""
    return {"request_id": a_request(cast.budi, cast.sari).pk}


def a_plan_to_talk_about(cast: Cast) -> Arguments:
    """What Budi and Sari agreed."""
    return {"plan_id": budis_plan(cast).pk}


def a_talk_of_budi(cast: Cast) -> Arguments:
    """The notes of Budi and Sari."""
    return {"check_in_id": a_talk(cast).pk}
