"""Who: the lowest app, which every other one may import."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Registers the checks that refuse an installation whose tenancy could leak, and the kinds of files of this app."""

    name = "agencies"
    verbose_name = "Organisasi"

    def ready(self) -> None:
        # Not before the apps are there.
        from agencies.imports.agencies import AgenciesKind  # noqa: PLC0415
        from agencies.imports.employees import EmployeesKind  # noqa: PLC0415
        from agencies.imports.kinds import register  # noqa: PLC0415
        from agencies.tenancy import checks  # noqa: F401, PLC0415 - importing registers them

        register(EmployeesKind())
        register(AgenciesKind())
