"""The bases of every Celery task. A test walks all tasks and fails on any other."""

from typing import Any

from celery import Task
from django.apps import apps
from django.utils import timezone

from agencies.tenancy.scope import ScopeError, region_scope


class RegionTask(Task):  # type: ignore[misc]
    """A task of one region: takes ``region_id`` by keyword and runs inside that region's scope and time zone.

    The function itself does not take ``region_id``; its scope knows it.
    """

    abstract = True
    typing = False  # Celery would hold region_id against the function's signature; apply_async checks the rest.

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        region_id, facts = self._split(args, kwargs)
        with region_scope(region_id), timezone.override(_zone_of(region_id)):
            return super().__call__(**facts)

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        """Enqueue; a call that could not run is refused here, where its author sees it, not later in the worker."""
        _region_id, facts = self._split(args or (), kwargs or {})
        self.__header__(**facts)
        return super().apply_async(args, kwargs, **options)

    def _split(self, args: Any, kwargs: Any) -> tuple[int, dict[str, Any]]:
        facts = dict(kwargs)
        region_id = facts.pop("region_id", None)
        if args or region_id is None:
            msg = f"{self.name} takes keywords only, region_id among them."
            raise ScopeError(msg)
        return region_id, facts


class RegionStepsTask(RegionTask):
    """A task of one region whose work is several short transactions: it prints or waits between them and holds none.

    It runs in the region's time zone; the function takes ``region_id`` and opens the scopes itself.
    """

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        region_id, facts = self._split(args, kwargs)
        with timezone.override(_zone_of(region_id)):
            return Task.__call__(self, region_id=region_id, **facts)

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        """Enqueue; a call that could not run is refused here, where its author sees it, not later in the worker."""
        region_id, facts = self._split(args or (), kwargs or {})
        self.__header__(region_id=region_id, **facts)
        return Task.apply_async(self, args, kwargs, **options)


class SystemTask(Task):  # type: ignore[misc]
    """A task without a region. It sees no region-owned row, unless it says why through ``all_regions``."""

    abstract = True


def _zone_of(region_id: int) -> Any:
    return apps.get_model("agencies", "Region").objects.get(pk=region_id).zone
