"""Lists of people and units stand in one order: nothing is ordered by a bare name (agencies/name_order.py)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("agencies", "indicators", "appraisal", "reports")
#: The name of a rubric is a short word of files and schemes; people are shown its title.
RUBRICS = "appraisal/models/rubric.py"
CODES = {"rubric__name"}
BARE = re.compile(r"-?(\w+__)?(name|login)")
BARE_SQL = re.compile(r"ORDER BY[^;(]*?\.name\b")


def test_lists_are_ordered_by_the_key_of_names() -> None:
    modules = (path for app in APPS for path in sorted((ROOT / app).rglob("*.py")))
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in modules}
    bare = {
        f"{path}:{line}"
        for path, source in sources.items()
        if path != RUBRICS and "/migrations/" not in path
        for line in bare_names(source)
    }
    assert bare == set(), "order by `name__sort_key`, `sort_key(name)` or `sort_key_sql(column)`"


@pytest.mark.parametrize(
    "source",
    [
        'people.order_by("name", "nip")',
        'people.order_by("agency__code", "-employee__name")',
        'rows.order_by("-has_role", Coalesce("person", "login"))',
        'class Meta:\n    ordering = ["name"]',
        'class List:\n    orders = {"name": ("name", "id")}',
        "sorted(people, key=lambda one: (one.unit, one.name.casefold()))",
        'people.sort(key=attrgetter("name"))',
        'SQL = """SELECT 1 FROM employee ORDER BY employee.name, employee.nip"""',
    ],
)
def test_the_rule_catches_a_bare_name(source: str) -> None:
    assert list(bare_names(source))


@pytest.mark.parametrize(
    "source",
    [
        'people.order_by("name__sort_key", "nip")',
        'class List:\n    orders = {"name": ("name__sort_key", "id")}',
        "sorted(people, key=lambda one: (sort_key(one.name), one.nip))",
        'SQL = f"""SELECT 1 ORDER BY {sort_key_sql("employee.name")}, employee.nip"""',
    ],
)
def test_the_rule_lets_the_key_pass(source: str) -> None:
    assert list(bare_names(source)) == []


def bare_names(source: str) -> Iterator[int]:
    """The lines of a module that order by a name instead of its key."""
    for node in ast.walk(ast.parse(source)):
        yield from (column.lineno for column in _columns(node) if BARE.fullmatch(str(column.value)))
        if isinstance(node, ast.keyword) and node.arg == "key":
            yield from _compared(node.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and BARE_SQL.search(node.value):
            yield node.lineno


def _columns(node: ast.AST) -> Iterator[ast.Constant]:
    """Those that a call of `order_by`, a model's `ordering` or the `orders` of a list of the API names."""
    told: list[ast.expr] = []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "order_by":
        told = node.args
    elif isinstance(node, ast.Assign) and any(getattr(one, "id", "") in {"ordering", "orders"} for one in node.targets):
        told = list(node.value.values) if isinstance(node.value, ast.Dict) else [node.value]
    for one in told:
        for part in ast.walk(one):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value not in CODES:
                yield part


def _compared(key: ast.AST) -> Iterator[int]:
    """Where the key of `sorted`, `sort`, `min` or `max` takes a name as it is, or by rules of its own."""
    if isinstance(key, ast.Call) and getattr(key.func, "id", "") == "attrgetter":
        yield from (one.lineno for one in key.args if isinstance(one, ast.Constant) and one.value == "name")
    elif isinstance(key, ast.Attribute) and key.attr in {"name", "casefold"}:
        yield key.lineno
    elif not (isinstance(key, ast.Call) and isinstance(key.func, ast.Name)):
        for part in ast.iter_child_nodes(key):
            yield from _compared(part)
