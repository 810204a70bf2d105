"""The rows that addresses name: each function makes one in the region in scope and gives its arguments."""

from agencies.models import Agency, PlacementKind
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.delegation.delegating import handed_over, overdue_january
from tests.appraisal.drafts import a_draft
from tests.appraisal.factories import a_period, a_rubric, a_scheme, an_actual, supervisor_ratings
from tests.appraisal.reminders.rows import a_reminder, an_exclusion
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_agency, an_employee, an_indicator
from tests.indicators.catalogue.drafts import a_draft as a_draft_of_an_indicator
from tests.indicators.catalogue.drafts import a_publication
from tests.indicators.participation.talk import a_proposal, an_answer, an_open_draft
from tests.indicators.plans.situations import a_draft_of_budi, a_plan_under_discussion, an_agreed_plan
from tests.isolation.address import Arguments


def budis_january(cast: Cast) -> Arguments:
    """An evaluation of Budi."""
    a_scheme()
    indicator = an_indicator(cast.dinas)
    plan = a_plan(cast.budi, cast.puskesmas, {indicator: ("100", "100")})
    an_actual(cast.budi, indicator, "2026-01", "95")
    supervisor_ratings(cast.budi, cast.sari, "2026-01", 3)
    evaluate_period(region_id=cast.region.pk, period_id=a_period().pk)
    return {"code": "2026-01", "plan_id": plan.pk}


def budis_indicator(cast: Cast) -> Arguments:
    """What Budi reports on in January."""
    return {"code": "2026-01", **budis_own_indicator(cast)}


def budis_own_indicator(cast: Cast) -> Arguments:
    """An indicator of Budi's plan."""
    a_scheme()
    indicator = an_indicator(cast.dinas)
    a_plan(cast.budi, cast.puskesmas, {indicator: ("100", "10")})
    return {"indicator_id": indicator.pk}


def an_indicator_of_the_dinas(cast: Cast) -> Arguments:
    """What is measured is open to everybody of the region."""
    return {"indicator_id": an_indicator(cast.dinas).pk}


def a_unit_of_its_own(cast: Cast) -> Arguments:
    """A unit whose code no other region has."""
    return {"agency_code": an_agency(f"9.{cast.region.code}", "Badan Keuangan Daerah").code}


def a_taken_proposal(cast: Cast) -> Arguments:
    """A new indicator that Budi proposed for his puskesmas, and that was taken."""
    proposal = a_proposal(cast.puskesmas, cast.budi)
    an_answer(proposal, cast.region_admin)
    return {"contribution_id": proposal.pk}


def a_proposal_of_budi(cast: Cast) -> Arguments:
    """A new indicator that Budi proposed for his puskesmas."""
    return {"contribution_id": a_proposal(cast.puskesmas, cast.budi).pk}


def a_draft_open_for_comments(cast: Cast) -> Arguments:
    """A draft of the dinas on which its people, and those of the puskesmas below it, may comment."""
    return {"draft_id": an_open_draft(cast.dinas, cast.agency_admin).pk}


def a_person_of_the_dinas(cast: Cast) -> Arguments:
    """Somebody whose placements the admins say."""
    return {"employee_id": cast.budi.pk}


def an_open_period(_cast: Cast) -> Arguments:
    """January, open."""
    return {"code": a_period().code}


def a_locked_period(_cast: Cast) -> Arguments:
    """January, closed."""
    return {"code": lock_period(period=a_period()).code}


def an_agreement_of_its_own(cast: Cast) -> Arguments:
    """What a unit, whose code no other region has, measures by in a year."""
    return {**a_unit_of_its_own(cast), "year": 2026}


def january_of_a_rater(cast: Cast) -> Arguments:
    """A period that Sari rates."""
    return {"code": budis_january(cast)["code"]}


def a_scheme_of_the_region(_cast: Cast) -> Arguments:
    """The rules that everybody of the region is evaluated by."""
    return {"number": a_scheme().number}


def a_draft_of_the_region(cast: Cast) -> Arguments:
    """New rules that the region admin is writing."""
    return {"draft_id": a_draft(cast).pk}


def a_rubric_of_the_region(_cast: Cast) -> Arguments:
    """What behaviour is rated against."""
    return {"rubric_id": a_rubric().pk}


def an_indicator_draft(cast: Cast) -> Arguments:
    """Another text of an indicator of the dinas that its admin is writing."""
    return {"draft_id": a_draft_of_an_indicator(cast).pk}


def a_publication_of_the_dinas(cast: Cast) -> Arguments:
    """A version of the catalogue of the dinas."""
    return {"publication_id": a_publication(cast).pk}


def a_plan_in_budis_hands(cast: Cast) -> Arguments:
    """A version that Budi is drafting."""
    return {"version_id": a_draft_of_budi(cast).version.pk}


def a_plan_that_both_agreed(cast: Cast) -> Arguments:
    """An agreed plan of Budi, which an addendum may change."""
    return {"plan_id": an_agreed_plan(cast).stored.plan_id}


def a_plan_on_the_table(cast: Cast) -> Arguments:
    """A plan of Budi that he and Sari discuss."""
    return {"version_id": a_plan_under_discussion(cast).version.pk}


def a_plan_from_a_file(cast: Cast) -> Arguments:
    """Budi's plan without a dialogue."""
    return {"plan_id": a_plan(cast.budi, cast.puskesmas, {an_indicator(cast.dinas): ("100", "10")}).pk}


def a_delegation_of_sari(cast: Cast) -> Arguments:
    """Sari hands her rating to Citra for some days."""
    return {"delegation_id": handed_over(cast, cast.citra).pk}


def a_silent_rater(cast: Cast) -> Arguments:
    """Sari has not rated Budi's January, and the deadline has passed."""
    a_scheme()
    a_plan(cast.budi, cast.puskesmas, {an_indicator(cast.dinas): ("100", "100")})
    return {"code": overdue_january().code, "rater_id": cast.sari.pk}


def a_unit_in_january(cast: Cast) -> Arguments:
    """A unit of the dinas that no other region has, in an open month."""
    unit = an_agency(f"1.02.{cast.region.code}", "Puskesmas Keliling", parent=cast.dinas)
    return {"code": a_period().code, "agency_code": unit.code}


def a_led_unit_in_january(cast: Cast) -> Arguments:
    """The same, led by Dewi as Plt. under Ratna, with somebody under her."""
    named = a_unit_in_january(cast)
    unit = Agency.objects.get(code=named["agency_code"])
    a_placement(cast.dewi, unit, cast.ratna, kind=PlacementKind.ACTING, position="Kepala Puskesmas Keliling")
    a_placement(an_employee("Gita Puspita", account=False), unit, cast.dewi)
    return named


def a_reminder_of_budi(cast: Cast) -> Arguments:
    """What Budi was reminded of."""
    return {"reminder_id": a_reminder(cast).pk}


def an_exclusion_of_budi(cast: Cast) -> Arguments:
    """Budi is not waited for."""
    return {"exclusion_id": an_exclusion(cast).pk}
