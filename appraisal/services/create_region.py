"""A new tenant, ready to be used (contract 3)."""

import re
from dataclasses import replace
from zoneinfo import available_timezones

from django.db import transaction

from agencies.models import AuditEvent, Region
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import region_scope
from appraisal.berakhlak import BERAKHLAK, RUBRIC_NAME
from appraisal.scoring.scheme_parsing import NASIONAL_1
from appraisal.services.rubrics.save_rubrics import save_rubrics
from appraisal.services.schemes.publish_scheme import publish_scheme
from indicators.models.indicator import SINCE_ALWAYS

_CODE = re.compile(r"[0-9]{2}(\.[0-9]{2})?")


class RegionRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """The region cannot be made; the text is an Indonesian sentence that tells how to mend it."""


def create_region(*, code: str, name: str, time_zone: str, actor: Actor | None = None) -> Region:
    """Make a region with the rubric ``berakhlak`` and the scheme ``nasional-1``, which is valid for any period.

    Raises:
        RegionRefused: the code is malformed or taken, the name is empty or too long, or the time zone is not known.
    """
    _refuse_malformed(code, name, time_zone)
    with transaction.atomic():
        facts = {"name": name.strip(), "time_zone": time_zone}
        region, is_new = Region.objects.get_or_create(code=code, defaults=facts)
        if not is_new:
            msg = f"Daerah dengan kode {code} sudah ada: {region.name}. Pakai kode lain."
            raise RegionRefused(msg)
        with region_scope(region.pk):
            save_rubrics(rubrics={RUBRIC_NAME: BERAKHLAK})
            publish_scheme(scheme=replace(NASIONAL_1, valid_from=SINCE_ALWAYS))
            record_event(action=AuditEvent.Action.REGION_CREATED, subject=f"{region.name} ({code})", actor=actor)
    return region


def _refuse_malformed(code: str, name: str, time_zone: str) -> None:
    longest = Region._meta.get_field("name").max_length or 0
    if not _CODE.fullmatch(code):
        hint = "Tulis kode Kemendagri, misalnya 53 (provinsi) atau 53.71 (kabupaten/kota)."
        msg = f'Kode wilayah "{code}" tidak sah. {hint}'
        raise RegionRefused(msg)
    if not 0 < len(name.strip()) <= longest:
        msg = f"Nama daerah wajib diisi, paling banyak {longest} huruf."
        raise RegionRefused(msg)
    if time_zone not in available_timezones():
        msg = (
            f'Zona waktu "{time_zone}" tidak dikenal. Pakai Asia/Jakarta (WIB), Asia/Makassar (WITA) atau '
            "Asia/Jayapura (WIT)."
        )
        raise RegionRefused(msg)
