"""What the official form of a plan says: of a version under discussion or agreed, or of a plan from a file."""

import datetime
from dataclasses import replace

from django.utils import timezone

from agencies.models import Agency, Employee, Placement, Region
from agencies.tenancy.scope import current_region_id
from appraisal.scoring.wording import number
from indicators.core_values import CORE_VALUES
from indicators.models import AnnexKind, Approach, Plan, PlanVersion, VersionState
from indicators.services.plans.load_agreed import content_of_plan
from indicators.services.plans.load_content import PlanContent, PlannedItem, PlannedResult, load_content
from indicators.services.plans.plan_sides import Post, is_high_leader, post_of
from indicators.services.plans.shown_targets import shown_months, shown_target, year_target
from reports.documents.plan_form import FormItem, FormKind, FormPerson, FormResult, FormValue, PlanForm
from reports.documents.spans import in_unit
from reports.services.official_forms.find_posts import in_order_of_rank, in_post, place_above
from reports.services.official_forms.load_regional_head import load_regional_head

ASPECTS = {"quantity": "Kuantitas", "quality": "Kualitas", "time": "Waktu", "cost": "Biaya"}
ANNEXES = (
    ("DUKUNGAN SUMBER DAYA", AnnexKind.RESOURCES),
    ("SKEMA PERTANGGUNGJAWABAN", AnnexKind.ACCOUNTABILITY),
    ("KONSEKUENSI", AnnexKind.CONSEQUENCES),
)


def load_plan_form(*, version: PlanVersion, day: datetime.date) -> PlanForm:
    """The form of a version; at most a dozen queries."""
    number = f"SKP-{version.year}-{version.pk:06}-{version.number}"
    words = [at for at in (version.employee_agreed_at, version.supervisor_agreed_at) if at is not None]
    return _form(load_content(version, day), number, max(words, default=None), day)


def load_imported_form(*, plan: Plan, day: datetime.date) -> PlanForm:
    """The form of a plan that came from a file: its indicators stand for results, and it has no words of its own."""
    return _form(content_of_plan(plan, day), f"SKP-{plan.year}-{plan.pk:06}", plan.agreed_at, day)


def _form(content: PlanContent, number: str, agreed_at: datetime.datetime | None, day: datetime.date) -> PlanForm:
    version = content.version
    post = post_of(version, day)
    begun = datetime.date(version.year, version.from_month, 1)
    is_addendum = version.number > 1 and version.from_month > 1
    return PlanForm(
        kind=_kind(version, post),
        year=version.year,
        first_day=max(begun, post.placement.first_day) if post else begun,
        last_day=_last_day(version, post),
        agency=version.agency.name,
        number=number,
        status="" if content.is_agreed else f"{version.get_state_display().upper()}, belum berlaku",
        addendum=version.reason if is_addendum else "",
        employee=_person(version.employee, post.placement if post else None, version.agency),
        supervisor=_supervisor(_who_agrees(version, post), version.agency, day),
        main=tuple(map(_result, content.main)),
        additional=tuple(map(_result, content.additional)),
        values=tuple(
            FormValue(value.name, value.guides, content.expectations.get(value.code, "")) for value in CORE_VALUES
        ),
        annexes=tuple((title, content.annexes.get(kind, ())) for title, kind in ANNEXES),
        place=_place(),
        agreed_on=timezone.localdate(agreed_at) if content.is_agreed and agreed_at else None,
    )


def _who_agrees(version: PlanVersion, post: Post | None) -> Employee | None:
    """Whoever gave the word; before that, and for a plan from a file, the supervisor of the day."""
    if version.pk and version.state == VersionState.AGREED:
        supervisor: Employee | None = version.supervisor
        return supervisor
    return post.supervisor if post else None


def _kind(version: PlanVersion, post: Post | None) -> FormKind:
    if post and is_high_leader(post.placement.position_kind):
        return FormKind.HIGH_LEADER
    return FormKind.QUALITATIVE if version.approach == Approach.QUALITATIVE else FormKind.QUANTITATIVE


def _last_day(version: PlanVersion, post: Post | None) -> datetime.date:
    end = datetime.date(version.year, 12, 31)
    return min(end, post.placement.last_day) if post and post.placement.last_day else end


def _person(employee: Employee, placement: Placement | None, agency: Agency) -> FormPerson:
    """Who plans, in the unit of the plan also where no place is known."""
    return replace(in_post(employee, placement), unit=agency.name)


def _supervisor(supervisor: Employee | None, unit: Agency, day: datetime.date) -> FormPerson:
    """Who agrees, in the post of the day; for heads of agencies it is the regional head (contract 2.8)."""
    if supervisor is None:
        return load_regional_head()
    places = in_order_of_rank(Placement.objects.during(day, day).filter(employee=supervisor))
    return in_post(supervisor, place_above(list(places), unit))


def _result(result: PlannedResult) -> FormResult:
    said = result.result
    return FormResult(
        supports=said.supports_text,
        text=said.text,
        perspective=said.get_perspective_display(),
        items=tuple(map(_item, result.items)),
    )


def _item(planned: PlannedItem) -> FormItem:
    item = planned.item
    low, high = year_target(planned.pattern, item.targets, item.upper_targets)
    return FormItem(
        aspect=ASPECTS[planned.aspect],
        indicator=planned.name,
        target=in_unit(shown_target(low, high), planned.unit) if low is not None else "-",
        months=shown_months(item.targets, item.upper_targets),
        measure=item.measure,
        weight=f"{number(item.weight)}%" if item.weight is not None else "",
    )


def _place() -> str:
    """Where it is signed: `Kupang`."""
    name = Region.objects.values_list("name", flat=True).get(pk=current_region_id())
    for kind in ("Kota ", "Kabupaten ", "Provinsi "):
        name = name.removeprefix(kind)
    return name
