"""Every screen and the style sheet keep the rules that a strict content policy and old browsers need."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from config.stylesheet import DESK, RATING, SHEETS, all_styles, joined_stylesheet

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
#: Those that browsers get under the strict policy. Documents are printed from their own sheet, always in Indonesian;
#: what stands in `templates/django/` belongs to other apps.
SCREENS = [path for path in TEMPLATES if not {"documents", "django"} & set(path.parts)]
STYLES = all_styles()
LONGEST_TEMPLATE = 150

FORBIDDEN = {
    "a style of its own": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "an event attribute": r"\son[a-z]+\s*=",
    "a script with a body": r"<script\b(?![^>]*\bsrc=)",
    "a trigger that needs eval": r"hx-on|hx-vals\s*=\s*.js:|hx-trigger\s*=\s*\"[^\"]*\[",
    "an address elsewhere": r"(?:src|href|action)\s*=\s*\"(?:https?:)?//",
    "a colour": r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(|\bhsla?\(",
    "a lifted escape": r"\|\s*safe\b|autoescape\s+false",
}
#: Spoken in no language: the product's name.
NOT_TRANSLATED = {"Timbang"}


def relative(path: Path) -> str:
    """How a test names a template."""
    return str(path.relative_to(ROOT / "templates"))


each_screen = pytest.mark.parametrize("path", SCREENS, ids=relative)


@each_screen
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_screen_has_nothing_inline(path: Path, what: str) -> None:
    found = re.search(FORBIDDEN[what], path.read_text(encoding="utf-8"), re.IGNORECASE)
    assert found is None, f"{relative(path)} has {what}: {found[0]!r}"


@pytest.mark.parametrize(
    ("what", "markup"),
    [
        ("a style of its own", '<p style="margin: 0">'),
        ("a style element", "<style>p {}</style>"),
        ("an event attribute", '<a onclick="go()">'),
        ("a script with a body", "<script>go()</script>"),
        ("a trigger that needs eval", '<div hx-trigger="click[ready]">'),
        ("an address elsewhere", '<script src="//cdn.example/x.js">'),
        ("a colour", '<rect fill="#0B57A4">'),
        ("a lifted escape", "{{ note | safe }}"),
    ],
)
def test_the_rule_catches_what_it_names(what: str, markup: str) -> None:
    assert re.search(FORBIDDEN[what], markup, re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_TEMPLATE


@each_screen
def test_whatever_a_screen_says_can_be_translated(path: Path) -> None:
    markup = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<pre\b.*?</pre>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    spoken = re.findall(r"(?:aria-label|title|alt|placeholder)=\"([^\"]*[a-zA-Z][^\"]*)\"", markup)
    text = re.sub(r"<[^>]*>|[a-z-]+=\"[^\"]*\"", " ", markup)
    words = set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", " ".join([text, *spoken])))
    assert words <= NOT_TRANSLATED


def test_colours_stand_among_the_tokens_only() -> None:
    style = STYLES
    start, end = style.index("@layer tokens {"), style.index("@layer base {")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(|\bhsla?\(", style[:start] + style[end:])


@pytest.mark.parametrize("feature", ["light-dark(", "color-mix(", "&", "!important", "@import", "url("])
def test_the_style_sheet_stays_within_old_browsers(feature: str) -> None:
    assert feature not in STYLES


CLASS = re.compile(r"\.([a-z][a-z-]*)")
PART_OF_A_SCREEN = re.compile(r'\{%-?\s*(?:include|from|import|extends)\s+"([^"]+\.html)"')


def classes_in(path: Path) -> set[str]:
    """The classes that a template writes by itself."""
    used = set()
    for value in re.findall(r"class=\"([^\"]*)\"", path.read_text(encoding="utf-8")):
        used |= set(re.sub(r"\{[{%#].*?[}%#]\}", " ", value).split())
    return used


def classes_of_screen(path: Path, seen: set[Path]) -> set[str]:
    """Those of a template and of all its parts; the frame is every page's."""
    if path in seen:
        return set()
    seen.add(path)
    parts = [name for name in PART_OF_A_SCREEN.findall(path.read_text(encoding="utf-8")) if "layouts/" not in name]
    return classes_in(path).union(*(classes_of_screen(ROOT / "templates" / name, seen) for name in parts))


def test_every_class_that_a_screen_uses_has_a_style() -> None:
    styled = set(CLASS.findall(STYLES))
    assert {one for path in SCREENS for one in classes_in(path)} <= styled


@pytest.mark.parametrize("sheet", [DESK, RATING])
@each_screen
def test_a_screen_asks_for_the_further_styles_that_it_uses(path: Path, sheet: str) -> None:
    text = path.read_text(encoding="utf-8")
    if '{% extends "layouts/base.html" %}' not in text:
        return
    elsewhere = {one for name in SHEETS if name != sheet for one in classes_of_sheet(name)}
    uses = classes_of_screen(path, set()) & (classes_of_sheet(sheet) - elsewhere)
    assert bool(uses) == (f"{{% set has_{SHEETS[sheet].name}_styles = true %}}" in text), uses


def classes_of_sheet(name: str) -> set[str]:
    """Every class that a style sheet knows."""
    return set(CLASS.findall(joined_stylesheet(name).read_text(encoding="utf-8")))


IMPORT = re.compile(r'\{%\s*(?:from|import)\s+"([^"]+)"(?P<rest>[^%]*)%\}')


def test_words_outside_a_macro_are_imported_with_their_context() -> None:
    """Without it they are made once, in the language of whoever came first, and kept for everybody."""
    frozen = set()
    for path in TEMPLATES:
        for name, rest in IMPORT.findall(path.read_text(encoding="utf-8")):
            outside = re.sub(
                r"\{%-?\s*macro.*?endmacro\s*-?%\}", "", (ROOT / "templates" / name).read_text(), flags=re.DOTALL
            )
            if "_(" in outside and "with context" not in rest:
                frozen.add((relative(path), name))
    assert frozen == set()


CANCEL = re.compile(r'link_button\(_\("Batal"\)[^}]*?\)\s*\}\}')


@each_screen
def test_a_way_out_steps_back_behind_the_action_beside_it(path: Path) -> None:
    cancels = CANCEL.findall(path.read_text(encoding="utf-8"))
    assert [one for one in cancels if '"quiet"' not in one] == []
