"""The app's place in Django."""

from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """Penilaian."""

    name = "appraisal"
    verbose_name = "Penilaian"

    def ready(self) -> None:
        """The engine's sentences follow the language of whoever reads them."""
        from django.utils.translation import gettext  # noqa: PLC0415 - not before the apps are there

        from appraisal.scoring.language import LANGUAGE  # noqa: PLC0415

        LANGUAGE.translate = gettext
