"""The regional head of the region in scope, as the official forms name that one."""

from agencies.models import Region
from agencies.tenancy.scope import current_region_id
from reports.documents.plan_form import FormPerson
from reports.documents.regional_head import regional_head_of
from reports.models import Letterhead
from reports.services.compose.head import government_on, signatory_of


def load_regional_head() -> FormPerson:
    """Who rates the heads of agencies, or stands above who rates. Two queries."""
    letterhead = Letterhead.objects.defer("logo").first() or Letterhead()
    region = Region.objects.get(pk=current_region_id())
    government = government_on(letterhead, region)
    return regional_head_of(region.code, region.name, government, signatory_of(letterhead))
