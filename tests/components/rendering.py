"""Markup of one component, without a page round it."""

import re

from django.template import engines


def rendered(template: str, call: str, **values: object) -> str:
    """What a macro answers: `rendered("tags", 'status_tag("Draf")')`; `values` are names that the call may use."""
    macro = call.split("(", 1)[0]
    source = f'{{% from "components/{template}.html" import {macro} %}}{{{{ {call} }}}}'
    return closed_up(engines["jinja2"].from_string(source).render(values))


def called(template: str, call: str, inside: str, **values: object) -> str:
    """What a macro answers round something else."""
    macro = call.split("(", 1)[0]
    source = f'{{% from "components/{template}.html" import {macro} %}}{{% call {call} %}}{inside}{{% endcall %}}'
    return closed_up(engines["jinja2"].from_string(source).render(values))


def closed_up(markup: str) -> str:
    """Without the blanks between elements, which say nothing."""
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", markup)).strip()
