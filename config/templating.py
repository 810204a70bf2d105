"""The Jinja2 environment of our pages (docs/adr/0002): what every template may call.

How things are written is decided elsewhere, once: numbers and official words in `appraisal.scoring.wording`, days and
times in `agencies.dates`, the NIP in `agencies.files.nip`.
"""

from decimal import Decimal
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined

from agencies.dates import clock, date_range, long_date, long_month, moment, short_date, zone_words
from agencies.files.nip import format_nip
from appraisal.charts import CHARTS
from appraisal.documents.attainment_examples import attainment_examples
from appraisal.scoring.wording import (
    PREDICATE_NAMES,
    number,
    predicate_meaning,
    predicate_task,
    rating_name,
    score_text,
    target_text,
)
from config.icons import icon
from config.navigation import shell_of


def url(name: str, *args: object) -> str:
    """The address of a named page: `url("scorecard", "2026-01", 7)`."""
    return reverse(name, args=args)


def count(amount: int) -> str:
    """How many: `1.250`."""
    return number(Decimal(amount))


def unstopped(name: str) -> str:
    """A name before the full stop of its sentence: `S.K.M.` brings one of its own."""
    return name.removesuffix(".")


def environment(**options: Any) -> Environment:
    """An environment in which an unknown name is an error, not an empty string."""
    env = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701 - Django's backend sets autoescape
    env.globals.update(
        static=static,
        url=url,
        icon=icon,
        now=timezone.now,
        shell_of=shell_of,
        language=translation.get_language,
        long_month=long_month,
        date_range=date_range,
        htmx_script=htmx_script,
    )
    env.globals.update(attainment_examples=attainment_examples)
    env.globals.update(CHARTS)
    env.filters.update(
        clock=clock,
        count=count,
        figure=score_text,
        long_date=long_date,
        moment=moment,
        nip=format_nip,
        number=number,
        predicate_meaning=predicate_meaning,
        predicate_name=PREDICATE_NAMES.__getitem__,
        predicate_task=predicate_task,
        rating_name=rating_name,
        short_date=short_date,
        target=target_text,
        unstopped=unstopped,
        zone=zone_words,
    )
    env.install_gettext_callables(gettext=translation.gettext, ngettext=translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return env
