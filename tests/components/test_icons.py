"""The icons: a closed list, drawn inside the page."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from config.icons import ICONS, UnknownIconError, icon

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
ASKED = re.compile(r'icon(?:\(|=)"([a-z0-9-]+)"')


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_drawn_in_the_colour_of_its_text_and_silent(name: str) -> None:
    drawn = icon(name)
    assert drawn.startswith("<svg ")
    for attribute in ('class="icon"', 'viewBox="0 0 24 24"', 'stroke="currentColor"', 'stroke-width="1.75"'):
        assert attribute in drawn
    assert 'aria-hidden="true"' in drawn


def test_an_unknown_icon_is_an_error_that_says_where_to_add_it() -> None:
    with pytest.raises(UnknownIconError, match=r"config\.icons\.ICONS"):
        icon("unicorn")


def test_an_icon_has_no_style_and_no_script() -> None:
    assert not [name for name in ICONS if re.search(r"style|<script|\son|href", icon(name))]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_a_screen_asks_only_for_icons_of_the_list(path: Path) -> None:
    assert set(ASKED.findall(path.read_text(encoding="utf-8"))) <= ICONS
