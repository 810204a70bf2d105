"""The board counts inputs as they are now; right after a run it says what the stored evaluations say."""

from agencies.models import Agency
from agencies.tenancy.scope import region_scope
from appraisal.services.completeness.load_stages import count_stages
from appraisal.services.evaluation.evaluate_period import evaluate_period
from reports.services.overviews.load_waiting import evaluations_in_force, progress_by_agency
from tests.appraisal.factories import a_period
from tests.performance.generator import generate_region


def test_after_a_run_the_board_says_what_the_evaluations_say(db: None) -> None:
    region = generate_region(employees=120, items=5, agencies=6)
    with region_scope(region.pk):
        period, units = a_period(), list(Agency.objects.values_list("pk", flat=True))
        evaluate_period(region_id=region.pk, period_id=period.pk)
        board = count_stages(period=period, agency_ids=units)
        stored = progress_by_agency(evaluations_in_force(period, units, []))
    assert {pk: (one.people, one.reported, one.rated, one.complete) for pk, one in board.items()} == {
        pk: (one.evaluated, one.reported, one.rated, one.evaluated - one.incomplete) for pk, one in stored.items()
    }
    assert sum(one.people for one in board.values()) == 120
