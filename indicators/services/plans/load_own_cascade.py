"""What a plan may support: the results of whoever supervises its post, and the agreement of its unit."""

import datetime

from agencies.services.load_agency_tree import load_agency_tree
from indicators.services.plans.cascade import Cascade, load_cascade
from indicators.services.plans.plan_sides import Post


def load_own_cascade(post: Post, year: int, day: datetime.date) -> Cascade:
    """The cascade of a post. The nearest unit with an agreement counts, the own one first. At most eight queries."""
    tree = load_agency_tree()
    unit = next(node for node in tree.nodes if node.id == post.placement.agency_id)
    agency_ids = [unit.id, *(node.id for node in tree.above(unit))]
    return load_cascade(superior=post.supervisor, agency_ids=agency_ids, year=year, day=day)
