"""What every import shares: where a file comes from, its labels, and what the database refuses behind its back."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError
from django.utils import timezone

from agencies.files.errors import FileRefused
from agencies.models import AuditEvent, PlacementKind
from agencies.resources import AgencyResource, LabelWidget
from agencies.services.take_file import SourceFile, TakenRows, take_file
from appraisal.models import Period
from indicators.models import PlanItem
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.factories import a_plan, an_indicator

CONTENT = b"kode_opd,nama,jenis,kode_induk\n3,Dinas PUPR,dinas,\n"


def took(save: Callable[[], object]) -> TakenRows:
    """An import that does nothing but this."""

    def saved() -> TakenRows:
        save()
        return TakenRows(new=1)

    return take_file(kind="plans", source=SourceFile("berkas.csv", ""), actor=None, save=saved)


def test_a_file_on_disk_is_recorded_with_its_fingerprint(kupang: Cast, tmp_path: Path) -> None:
    path = tmp_path / "opd.csv"
    path.write_bytes(CONTENT)
    AgencyResource().import_file(path, name="opd.csv")
    assert AuditEvent.objects.get().details["sha256"] == hashlib.sha256(CONTENT).hexdigest()


def test_a_file_that_is_not_there_is_refused(kupang: Cast, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="tidak dapat dibuka"):
        AgencyResource().import_file(tmp_path / "opd.csv", name="opd.csv")


def test_choices_are_written_as_they_are_read() -> None:
    widget = LabelWidget(PlacementKind)
    assert [widget.render(kind) for kind in ("definitive", PlacementKind.ACTING, None)] == ["definitif", "plt", ""]
    assert widget.clean("DEFINITIF") == PlacementKind.DEFINITIVE


def test_a_period_that_was_locked_meanwhile_refuses_the_file(kupang: Cast) -> None:
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")})
    Period.objects.filter(pk=a_period("2026-S1").pk).update(state="locked", locked_at=timezone.now())
    with pytest.raises(FileRefused, match="Periode 2026-S1 sudah dikunci"):
        took(lambda: PlanItem.objects.update(targets=[1] * 12))
    assert not AuditEvent.objects.exists()


def test_any_other_refusal_of_the_database_is_not_blamed_on_a_lock(kupang: Cast) -> None:
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")})
    with pytest.raises(IntegrityError, match="plan_item_weight_for_main_work_only"):
        took(lambda: PlanItem.objects.update(weight=0))
