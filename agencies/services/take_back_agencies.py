"""Taking back an import of units."""

import datetime
from collections.abc import Collection, Sequence

from agencies.models import Agency
from agencies.permissions import Actor
from agencies.services.import_agencies import AgencyRow, import_agencies
from agencies.services.take_back import TakeBackRefused, changed_since, referenced_ids, some_names
from agencies.services.take_file import SourceFile


def take_back_agencies(
    *, added: Collection[str], before: Sequence[AgencyRow], source: SourceFile, since: datetime.datetime, actor: Actor
) -> None:
    """Make the units of ``before`` what they were, and remove those that the import of ``since`` added (their codes).

    Raises:
        TakeBackRefused: an added unit is in use, or a unit was changed after the import.
        FileRefused: what was there does not fit what stands there now.
    """
    codes = {*added, *(row.code for row in before)}
    ids = dict(Agency.objects.filter(code__in=codes).values_list("id", "code"))
    if count := changed_since(Agency, ids, since):
        raise TakeBackRefused(
            f"{count} perangkat daerah sudah diubah lagi sesudah impor ini. Perbaiki yang salah di halaman Organisasi."
        )
    if before:
        import_agencies(rows=before, source=source, actor=actor)
    new = {agency_id for agency_id, code in ids.items() if code in set(added)}
    # Those that go are taken apart first, so that none of them holds another; a refusal takes this back too.
    Agency.objects.filter(id__in=new).update(parent=None)
    used = referenced_ids(Agency, new)
    if used:
        names = Agency.objects.filter(id__in=used).values_list("name", flat=True)
        raise TakeBackRefused(
            f"Perangkat daerah baru ini sudah dipakai: {some_names(names)}. "
            "Pindahkan dahulu isinya, atau perbaiki datanya di halaman Organisasi."
        )
    Agency.objects.filter(id__in=new).delete()
