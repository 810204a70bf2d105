"""Who signs which document, and as what."""

import datetime

from agencies.models import Placement, Role
from agencies.permissions import Actor
from agencies.services.load_agency_tree import load_agency_tree
from appraisal.documents.scorecard import position_with_kind
from appraisal.scoring.types import PlacementKind
from reports.models import Document, DocumentKind, Letterhead
from reports.permissions import led_agency_ids
from reports.services.register.visible_documents import OF_EVALUATIONS, OF_REGION, evaluation_of

FOR_THE_REGION = frozenset({Role.REGION_ADMIN, Role.REGIONAL_HEAD})


def is_signatory(actor: Actor, document: Document, day: datetime.date) -> bool:
    """Whether a document is somebody's to sign: the rater of record of a complete evaluation (the regional head where
    there is none above), who leads the unit of a summary, and for the region its admin or head. At most four queries.

    Nobody signs in another's name: who stands in for a rater has no certificate of the rater's.
    """
    if document.kind in OF_EVALUATIONS:
        evaluation = evaluation_of(document)
        if evaluation is None or not evaluation.complete or evaluation.employee_id == actor.employee_id:
            return False
        if evaluation.rater_id is None:
            return Role.REGIONAL_HEAD in actor.roles
        return evaluation.rater_id == actor.employee_id
    if document.kind == DocumentKind.AGENCY_SUMMARY:
        if actor.employee_id is None or not actor.has_staff:
            return False
        return document.agency_id in led_agency_ids(actor.employee_id, load_agency_tree(), day)
    return document.kind in OF_REGION and not actor.roles.isdisjoint(FOR_THE_REGION)


def title_of(actor: Actor, document: Document, day: datetime.date) -> str:
    """The post under which somebody signs: for the region's head the letterhead's, else their own. One query."""
    if document.kind in OF_REGION and Role.REGIONAL_HEAD in actor.roles:
        letterhead = Letterhead.objects.first()
        return letterhead.signatory_title if letterhead else ""
    if actor.employee_id is None:
        return ""
    places = Placement.objects.during(day, day).filter(employee_id=actor.employee_id)
    post = places.order_by("kind", "pk").values_list("position", "kind").first()
    return position_with_kind(post[0], PlacementKind(post[1])) if post else ""
