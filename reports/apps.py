"""The app's place in Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Laporan."""

    name = "reports"
    verbose_name = "Laporan"
