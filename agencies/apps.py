"""Who: the lowest app, which every other one may import."""

from django.apps import AppConfig
from django.db.models import CharField


class AgenciesConfig(AppConfig):
    """Registers the checks that refuse an installation whose tenancy could leak, the order of names in queries, and the
    kinds of files of this app.
    """

    name = "agencies"
    verbose_name = "Organisasi"

    def ready(self) -> None:
        from agencies.imports.kinds import register  # noqa: PLC0415 - not before the apps are there
        from agencies.name_order import SortKey  # noqa: PLC0415
        from agencies.tenancy import checks  # noqa: F401, PLC0415 - importing registers them

        CharField.register_lookup(SortKey)
        register("employees", "agencies.imports.employees.EmployeesKind")
        register("agencies", "agencies.imports.agencies.AgenciesKind")
