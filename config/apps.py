"""The installation as a Django app: it owns the Celery wiring, the demo and nothing in the database."""

from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """Loads the Celery application, so that ``shared_task`` finds its broker in every process."""

    name = "config"
    verbose_name = "Pemasangan"

    def ready(self) -> None:
        from config import celery  # noqa: F401, PLC0415 - importing it is the wiring
