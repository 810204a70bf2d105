"""Who: the lowest app, which every other one may import."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Registers the checks that refuse an installation whose tenancy could leak."""

    name = "agencies"
    verbose_name = "Organisasi"

    def ready(self) -> None:
        from agencies.tenancy import checks  # noqa: F401, PLC0415 - importing registers them
