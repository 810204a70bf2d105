"""The app's place in Django."""

from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """Penilaian."""

    name = "appraisal"
    verbose_name = "Penilaian"

    def ready(self) -> None:
        """The engine's sentences follow the language of whoever reads them; files of this app are on the road."""
        from django.utils.translation import gettext  # noqa: PLC0415 - not before the apps are there

        from agencies.imports.kinds import register  # noqa: PLC0415
        from agencies.services.organisation import careers, closed_days  # noqa: PLC0415
        from appraisal.scoring.language import LANGUAGE  # noqa: PLC0415
        from appraisal.services.evaluation.foresee_career import foresee_career  # noqa: PLC0415
        from appraisal.services.impact.foresee_indicator import FORESIGHT  # noqa: PLC0415
        from appraisal.services.inputs.guard_plans import why_plans_must_stay  # noqa: PLC0415
        from appraisal.services.periods.ask_closed_days import ask_closed_days  # noqa: PLC0415
        from indicators.services.catalogue import impact  # noqa: PLC0415
        from indicators.services.take_back_plans import ask_before_taking_back  # noqa: PLC0415

        LANGUAGE.translate = gettext
        register("actuals", "appraisal.imports.actuals.ActualsKind")
        register("attendance", "appraisal.imports.attendance.AttendanceKind")
        ask_before_taking_back(why_plans_must_stay)
        closed_days.register(ask_closed_days)
        careers.register(foresee_career)
        impact.register(FORESIGHT)
