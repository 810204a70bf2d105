"""The app's place in Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Indikator dan SKP."""

    name = "indicators"
    verbose_name = "Indikator dan SKP"

    def ready(self) -> None:
        """What files of this app can be imported in the browser."""
        from agencies.imports.kinds import register  # noqa: PLC0415 - not before the apps are there

        register("indicators", "indicators.imports.indicators.IndicatorImports")
        register("plans", "indicators.imports.plans.PlansKind")
