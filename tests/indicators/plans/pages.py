"""The screens of an own plan in each of its states, for the tests that walk over every screen."""

from agencies.models import Employee
from indicators.models import Plan, PlanVersion, UnitAgreement
from indicators.services.plans.choose_results import choose_results
from indicators.services.plans.draft_plan import draft_plan
from indicators.services.plans.save_items import ItemValues, save_items
from tests.cast import Cast
from tests.indicators.plans.situations import DAY, YEAR, Talk, actor, an_agreement, cascade_for, months, place_of


def own_plan_pages(cast: Cast) -> dict[str, tuple[Employee, str]]:
    """Who looks at which address: Citra drafts with a proposal, Budi has a plan from a file."""
    draft = f"/skp/{drafted_by_citra(cast).pk}/"
    amended = Plan.objects.filter(employee=cast.budi).agreed().order_by("pk")[0]
    return {
        "own plans, agreed in a file": (cast.budi, "/skp/"),
        "own plans, a draft": (cast.citra, f"/skp/?tahun={YEAR}"),
        "own plans, none": (cast.dewi, "/skp/"),
        "plan to read": (cast.citra, draft),
        "results of a plan": (cast.citra, f"{draft}hasil/"),
        "items of a plan": (cast.citra, f"{draft}indikator/"),
        "behaviour of a plan": (cast.citra, f"{draft}perilaku/"),
        "annexes of a plan": (cast.citra, f"{draft}dukungan/"),
        "last look at a plan": (cast.citra, f"{draft}periksa/"),
        "withdrawing a plan": (cast.citra, f"{draft}tarik/"),
        "plan from a file": (cast.budi, f"/skp/rencana/{amended.pk}/"),
        "addendum to a plan": (cast.budi, f"/skp/rencana/{amended.pk}/adendum/"),
    }


def drafted_by_citra(cast: Cast) -> PlanVersion:
    """Citra has chosen what the puskesmas agreed on but one, and proposes another target; made once."""
    known = PlanVersion.objects.filter(employee=cast.citra, year=YEAR).first()
    if known is not None:
        return known
    if not UnitAgreement.objects.filter(agency=cast.puskesmas, year=YEAR).exists():
        an_agreement(cast, {"K": "60", "L": "30", "M": "10"})
    citra = actor(cast.citra)
    version = draft_plan(employee=cast.citra, placement=place_of(cast.citra), year=YEAR, actor=citra)
    cascade = cascade_for(cast, cast.citra)
    keys = list(cascade.offered)[:-1]
    version = choose_results(version=version, edition=1, keys=keys, cascade=cascade, actor=citra, day=DAY)
    item = Talk(cast, version).items[0]
    said = {item.pk: ItemValues(item.weight, months("8"))}
    return save_items(version=version, edition=version.edition, values=said, actor=citra, day=DAY)
