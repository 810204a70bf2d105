"""The installation as a Django app: it owns the Celery wiring, translations, the demo, and nothing in the database."""

from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """Loads the Celery application, so that ``shared_task`` finds its broker, and compiles the translations."""

    name = "config"
    verbose_name = "Pemasangan"

    def ready(self) -> None:
        from django.conf import settings  # noqa: PLC0415 - settings are read by now

        from config import celery  # noqa: F401, PLC0415 - importing it is the wiring
        from config.catalogue import compile_catalogues  # noqa: PLC0415

        compile_catalogues(settings.LOCALE_PATHS[0])
