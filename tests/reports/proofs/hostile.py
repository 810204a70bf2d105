"""People and units whose names are attacks or accidents, and every kind of document that speaks of them."""

from collections.abc import Mapping

from agencies.models import Agency, Employee, Placement
from appraisal.models import Evaluation, OrganisationRating, RatingOverride
from indicators.models import Indicator
from reports.models import DocumentKind, Letterhead, Paper
from reports.services.change_letterhead import LONGEST_LINE, MOST_LINES, clean_logo
from reports.services.compose.plan_forms import compose_plan_form
from reports.services.compose.registry import COMPOSERS
from reports.services.issue.composed import Composed, official_language
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.reports.letterhead.pictures import a_logo
from tests.reports.person.situations import a_dialogue, a_predicate, delivered

MARKUP = (
    "</title></style><script>app.alert(1)</script><img src=http://jahat.example/x.png>"
    "<a href='http://jahat.example/'>{{ 7*7 }}</a>{% raw %}&lt;b&gt;<!--"
)
DIRECTIONS = "Ana \u202e321 terbalik\u202c \u2067مرحبا بالعالم 123\u2069 \u200fשלום"
LONG = "W" * 400
SIGNS = "👍🏽🇮🇩👨‍👩‍👧 e\u0301\u0323\u0302 Z̶͓̮a̴lgo \x01\x07\x0b\x1b[31m\x7f\ufffe\uffff"
LINES = "baris satu\r\nbaris dua\n\n\tbaris tiga\u2028baris empat"

ATTACKS: Mapping[str, str] = {
    "markup": MARKUP,
    "directions": DIRECTIONS,
    "a long word": LONG,
    "signs": SIGNS,
    "lines": LINES,
}


def call_everything(month: Month, text: str) -> Evaluation:
    """Give the people of the month, their units, posts, indicators and notes a text as name; Budi's January of it."""
    budi, sari, ratna = month.cast.budi, month.cast.sari, month.cast.ratna
    for place, person in enumerate((budi, sari, ratna)):
        Employee.objects.filter(pk=person.pk).update(name=f"{place} {text}"[:160])
    for unit in (month.cast.puskesmas, month.cast.dinas):
        Agency.objects.filter(pk=unit.pk).update(name=f"Unit {text}"[:200])
    Placement.objects.update(position=f"Jabatan {text}"[:200])
    for indicator in (month.patients, month.visits):
        _rename(indicator, text)
    RatingOverride.objects.create(
        period=a_period(),
        plan=month.plan,
        axis="behaviour",
        rating="below",
        reason=text,
        decided_by=sari.user,
    )
    month.evaluate()
    delivered(month, text)
    return month.evaluation()


def every_document(month: Month, text: str) -> dict[DocumentKind, Composed]:
    """One document of each kind that the product makes, about such people."""
    version = a_dialogue(month)
    version.results.update(text=text[:300], supports_text=text[:300])
    a_predicate(month)
    _letterhead(text)
    OrganisationRating.objects.update(source=text[:300], reason=text)
    evaluation = call_everything(month, text)
    found = {}
    with official_language():
        for kind, composer in COMPOSERS.items():
            if composer.many is None:
                found[kind] = compose_plan_form(version, Paper.A4)
            else:
                subjects = [month.cast.puskesmas.pk] if kind == DocumentKind.AGENCY_SUMMARY else [evaluation.plan_id]
                [found[kind]] = composer.many(a_period(), subjects)
    return found


def _letterhead(text: str) -> None:
    """As far as its form takes it, with a logo."""
    line = " ".join(text.split())[:LONGEST_LINE]
    Letterhead.objects.create(
        government=text[:120],
        lines="\n".join([line] * MOST_LINES),
        logo=clean_logo(a_logo()),
        place=text[:60],
        signatory_title=f"Wali Kota {text}"[:160],
        signatory_name=text[:160],
    )


def _rename(indicator: Indicator, text: str) -> None:
    """A second version from the same day on: the first one stays as it is."""
    version = indicator.versions.get()
    version.pk, version.number, version._state.adding = None, 2, True
    version.name, version.unit = f"Indikator {text}"[:300], text[:60]
    version.save()
