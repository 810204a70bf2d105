"""The app's place in Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Indikator dan SKP."""

    name = "indicators"
    verbose_name = "Indikator dan SKP"
