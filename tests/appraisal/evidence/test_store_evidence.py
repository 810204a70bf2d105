"""Files of the library: on disk with their row, and never without it."""

import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from agencies.models import AuditEvent
from appraisal.files.evidence_store import evidence_path
from appraisal.models import ActualEvidence, ActualState, Evidence
from appraisal.services.evidence import store_evidence as storing
from appraisal.services.evidence.attach_evidence import MOST_FILES, attach_evidence
from appraisal.services.evidence.find_evidence import find_evidence, find_library
from appraisal.services.evidence.remove_evidence import remove_evidence
from appraisal.services.evidence.store_evidence import EvidenceRefusedError, store_evidence
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.evidence import files
from tests.appraisal.evidence.library import a_file, actor
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.month import Month
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Test processes that run side by side share a folder of data; here files are counted."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


def stored_files() -> set[Path]:
    folder = Path(settings.DATA_DIR) / "evidence"
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_file_lies_under_an_opaque_key_for_us_alone(kupang: Cast) -> None:
    evidence = a_file(kupang.budi, name="../../rahasia.jpg")
    path = evidence_path(kupang.region.pk, evidence.key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.is_relative_to(Path(settings.DATA_DIR) / "evidence" / str(kupang.region.pk))
    assert (evidence.name, evidence.size) == ("rahasia.jpg", path.stat().st_size)


def test_storing_is_recorded(kupang: Cast) -> None:
    evidence = a_file(kupang.budi)
    event = AuditEvent.objects.get(action="evidence_stored")
    assert event.details["sha256"] == evidence.sha256


def test_the_same_content_again_is_the_same_file(kupang: Cast) -> None:
    before = stored_files()
    first, second = a_file(kupang.budi), a_file(kupang.budi, name="lain.jpg")
    assert first == second
    assert len(stored_files() - before) == 1


def test_the_same_content_of_somebody_else_is_a_file_of_its_own(kupang: Cast) -> None:
    assert a_file(kupang.budi) != a_file(kupang.citra)


def test_a_removed_file_comes_back_when_it_is_brought_again(kupang: Cast) -> None:
    remove_evidence(evidence=a_file(kupang.budi), actor=actor(kupang.budi))
    assert find_library(kupang.budi.pk) == ()
    again = a_file(kupang.budi)
    assert [file.key for file in find_library(kupang.budi.pk)] == [again.key]


def test_of_what_is_rolled_back_nothing_lies_on_the_disk(kupang: Cast) -> None:
    before = stored_files()
    with transaction.atomic():
        a_file(kupang.budi)
        assert len(stored_files() - before) == 1
        transaction.set_rollback(True)
    assert stored_files() == before
    assert not Evidence.objects.exists()


def test_of_what_is_committed_the_file_stays(kupang: Cast, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        evidence = a_file(kupang.budi)
    assert evidence_path(kupang.region.pk, evidence.key).exists()
    evidence_path(kupang.region.pk, evidence.key).unlink()


def test_a_refused_file_leaves_nothing(kupang: Cast) -> None:
    before = stored_files()
    with pytest.raises(EvidenceRefusedError):
        a_file(kupang.budi, files.a_zip())
    assert stored_files() == before


def test_nobody_fills_the_library_of_somebody_else(kupang: Cast) -> None:
    with pytest.raises(EvidenceRefusedError, match="pemiliknya"):
        store_evidence(employee_id=kupang.citra.pk, upload=files.an_upload(files.a_photo()), actor=actor(kupang.budi))


def test_a_library_has_an_end(kupang: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "MOST_OF_A_PERSON", 5_000)
    with pytest.raises(EvidenceRefusedError, match="Bukti dukung Anda sudah"):
        a_file(kupang.budi)


def test_an_actual_has_exactly_the_chosen_files(month: Month) -> None:
    actual = month.budi.actuals.get(indicator=month.visits)
    one, two = a_file(month.budi), a_file(month.budi, files.a_photo(shade=3))
    attach_evidence(actual=actual, keys=[one.key, two.key], actor=actor(month.budi))
    attach_evidence(actual=actual, keys=[two.key], actor=actor(month.budi))
    assert [file.key for file in find_evidence([actual.pk])[actual.pk]] == [two.key]


def test_a_removed_file_stays_where_it_is_used(month: Month) -> None:
    actual = month.budi.actuals.get(indicator=month.visits)
    used = a_file(month.budi)
    attach_evidence(actual=actual, keys=[used.key], actor=actor(month.budi))
    remove_evidence(evidence=used, actor=actor(month.budi))
    attach_evidence(actual=actual, keys=[used.key], actor=actor(month.budi))
    assert ActualEvidence.objects.get(actual=actual).evidence == used


@pytest.mark.parametrize("owner", ["citra", "nobody"])
def test_a_file_of_another_library_is_refused(month: Month, owner: str) -> None:
    key = a_file(month.cast.citra).key if owner == "citra" else uuid.uuid4()
    with pytest.raises(EvidenceRefusedError, match="tidak ada lagi"):
        attach_evidence(actual=month.budi.actuals.get(indicator=month.visits), keys=[key], actor=actor(month.budi))


def test_too_many_files_are_refused(month: Month) -> None:
    keys = [uuid.uuid4() for _number in range(MOST_FILES + 1)]
    with pytest.raises(EvidenceRefusedError, match="paling banyak 10"):
        attach_evidence(actual=month.budi.actuals.get(indicator=month.visits), keys=keys, actor=actor(month.budi))


def test_the_evidence_of_a_locked_month_stays(month: Month) -> None:
    key = a_file(month.budi).key
    lock_period(period=a_period("2026-01"))
    with pytest.raises(EvidenceRefusedError, match="Januari 2026 sudah dikunci"):
        attach_evidence(actual=month.budi.actuals.get(indicator=month.visits), keys=[key], actor=actor(month.budi))


def test_the_verifier_reads_where_the_same_file_was_used_and_its_owner_does_not(month: Month) -> None:
    own = month.budi.actuals.get(indicator=month.patients)
    other = an_actual(month.cast.citra, month.patients, "2026-02", "4", ActualState.REPORTED)
    for actual in (own, other):
        key = a_file(actual.employee).key
        attach_evidence(actual=actual, keys=[key], actor=actor(actual.employee))
    found = find_evidence([own.pk], for_verifier=True)[own.pk]
    assert found[0].twins == ("Berkas yang sama juga dipakai Citra Lestari, Februari 2026.",)
    assert find_evidence([own.pk])[own.pk][0].twins == ()


def test_a_picture_that_looks_the_same_is_a_hint_too(month: Month) -> None:
    own = month.budi.actuals.get(indicator=month.patients)
    later = an_actual(month.budi, month.patients, "2026-03", "4", ActualState.REPORTED)
    for actual, content in ((own, files.a_photo()), (later, files.a_photo(1280, 960))):
        attach_evidence(actual=actual, keys=[a_file(month.budi, content).key], actor=actor(month.budi))
    hints = find_evidence([own.pk], for_verifier=True)[own.pk][0].twins
    assert hints == ("Gambar yang tampak sama juga dipakai pegawai ini, Maret 2026.",)


def test_the_same_file_for_two_figures_of_one_month_is_no_hint(month: Month) -> None:
    key = a_file(month.budi).key
    for actual in month.budi.actuals.all():
        attach_evidence(actual=actual, keys=[key], actor=actor(month.budi))
    found = find_evidence([actual.pk for actual in month.budi.actuals.all()], for_verifier=True)
    assert {file.twins for shown in found.values() for file in shown} == {()}
