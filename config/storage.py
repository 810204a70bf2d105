"""Static files in production: hashed names, also of what a script imports."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

# Django lets a subclass switch these patterns on and off, but offers no other name for them.
_, _IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]  # noqa: SLF001


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed and packed, so that browsers keep them for good; ``import "./x.js"`` names the hashed file too.

    Only in our own scripts: those of libraries are no modules, and their comments would be taken for imports.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = ("js/*.js", _IMPORTS)
