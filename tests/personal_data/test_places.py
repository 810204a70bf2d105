"""Every text column says what it holds about people, and the page for people names every such table."""

from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.personal_data import Held

OUR_APPS = ("agencies", "indicators", "appraisal", "reports")
PAGE = Path(settings.BASE_DIR) / "docs" / "personal-data.md"


def declared() -> dict[str, Held]:
    """What the apps declare, by model and column."""
    return {name: held for app in OUR_APPS for name, held in import_module(f"{app}.personal_data").COLUMNS.items()}


def columns() -> set[str]:
    """Every column that can hold words: texts without a closed list, JSON, and lists of such."""
    found = set()
    for model in (model for app in OUR_APPS for model in apps.get_app_config(app).get_models()):
        for field in model._meta.local_fields:
            inner = field.base_field if isinstance(field, ArrayField) else field
            if isinstance(inner, models.CharField | models.TextField | models.JSONField) and not field.choices:
                found.add(f"{model.__name__}.{field.name}")
    return found


def test_every_column_that_can_hold_words_is_declared() -> None:
    assert columns() - declared().keys() == set(), "declare them in <app>/personal_data.py"


def test_nothing_is_declared_that_is_not_there() -> None:
    assert declared().keys() - columns() == set()


def test_the_page_names_every_table_that_holds_something_about_people() -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = {name.partition(".")[0] for name, held in declared().items() if held is not Held.NOTHING}
    assert {table for table in tables if f"`{table}`" not in page} == set()
