"""Static files as production serves them: every script names the hashed file of what it imports."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\./[^"']+)["']""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture
def collected(tmp_path: Path, settings: LazySettings) -> Path:
    """Everything, as `collectstatic` leaves it."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "config.storage.HashedStaticFiles"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_a_script_imports_the_hashed_file(collected: Path) -> None:
    ours = [path for path in (collected / "js").glob("*.js") if HASHED.search(path.name)]
    imported = {name for path in ours for name in IMPORT.findall(path.read_text(encoding="utf-8"))}
    assert imported
    assert all(HASHED.search(name) and (collected / "js" / name).exists() for name in imported), imported
