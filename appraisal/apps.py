"""The app's place in Django."""

from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """Penilaian."""

    name = "appraisal"
    verbose_name = "Penilaian"
