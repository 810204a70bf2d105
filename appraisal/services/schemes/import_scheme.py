"""Scoring rules from a TOML file (contract 4)."""

from collections.abc import Iterable, Iterator, Mapping

from agencies.files.errors import FileRefused, RowError, RowWarning
from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.services.take_file import SourceFile, TakenRows, take_file
from appraisal.models import SchemeVersion
from appraisal.scoring.scheme import Scheme, scheme_fingerprint
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.scheme_reading import SchemeError
from appraisal.services.schemes.publish_scheme import publish_scheme
from appraisal.services.schemes.scheme_problems import scheme_problems


def import_scheme(*, document: Mapping[str, object], source: SourceFile, actor: Actor | None = None) -> TakenRows:
    """Publish the scheme of a file as a new version, unless the newest of its name and first day says the same.

    Raises:
        FileRefused: the scheme is malformed or cannot be explained, or names an agency or rubric that is not there.
    """
    return take_file(kind="schemes", source=source, actor=actor, save=lambda: _save(document, actor))


def _save(document: Mapping[str, object], actor: Actor | None) -> TakenRows:
    scheme = _parsed(document)
    agency = Agency.objects.filter(code=scheme.agency_code).first() if scheme.agency_code else None
    problems = scheme_problems(scheme, agency)
    if problems:
        raise _refused(problems)
    of_that_day = SchemeVersion.objects.filter(agency=agency, valid_from=scheme.valid_from).order_by("-number")
    same_name = of_that_day.filter(name=scheme.name).first()
    if same_name is not None and same_name.fingerprint == scheme_fingerprint(scheme):
        newest = of_that_day[0]
        return TakenRows(unchanged=1, warnings=tuple(_warnings(same_name, newest)))
    version = publish_scheme(scheme=scheme, agency=agency)
    facts: dict[str, object] = {
        "valid_from": str(scheme.valid_from),
        "kode_opd": scheme.agency_code,
        "fingerprint": version.fingerprint,
    }
    record_event(action=AuditEvent.Action.SCHEME_PUBLISHED, subject=str(version), actor=actor, details=facts)
    return TakenRows(new=1)


def _parsed(document: Mapping[str, object]) -> Scheme:
    try:
        return parse_scheme(document)
    except SchemeError as error:
        raise _refused(error.problems) from error


def _warnings(same: SchemeVersion, newest: SchemeVersion) -> Iterator[RowWarning]:
    """Another name with the same first day, published later, is the one that applies: say so to who wonders."""
    if newest.pk != same.pk:
        message = (
            f"{same} sudah tersimpan, tetapi {newest} berlaku mulai tanggal yang sama dan terbit lebih akhir, sehingga "
            "itulah yang dipakai. Ubah valid_from agar skema ini dipakai."
        )
        yield RowWarning(None, None, None, message)


def _refused(problems: Iterable[object]) -> FileRefused:
    return FileRefused(RowError(None, None, None, str(problem)) for problem in problems)
