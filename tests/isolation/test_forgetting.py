"""The ways to forget the region, or to mistake it: none of them shows or changes another region's rows.

Without a scope each is an error; in the scope of one region each finds nothing of the other (docs/adr/0001).
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import pytest
from asgiref.sync import async_to_sync
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models import Count, Exists, OuterRef, Q

from agencies.models import Employee, Placement, Region
from agencies.tenancy.scope import region_scope
from tests.factories import NEW_YEAR
from tests.isolation.conftest import TwoRegions

Read = Callable[[Placement], Iterable[int | None]]
Write = Callable[[Placement], object]

READS: list[Read] = []
WRITES: list[Write] = []


def reads(way: Read) -> Read:
    """A way to read; it answers with the ids that it saw of placements or of their employees."""
    READS.append(way)
    return way


def writes(way: Write) -> Write:
    """A way to write."""
    WRITES.append(way)
    return way


def each(ways: Sequence[Read] | Sequence[Write]) -> pytest.MarkDecorator:
    """A test for each of some ways."""
    return pytest.mark.parametrize("way", ways, ids=[way.__name__ for way in ways])


@reads
def through_all(_stranger: Placement) -> Iterable[int]:
    return [row.pk for row in Placement.objects.all()]


@reads
def through_select_related(_stranger: Placement) -> Iterable[int]:
    return [row.employee.pk for row in Placement.objects.select_related("employee")]


@reads
def through_exists(stranger: Placement) -> Iterable[int]:
    return [stranger.pk] if Placement.objects.filter(pk=stranger.pk).exists() else []


@reads
def through_exclude_exists(stranger: Placement) -> Iterable[int]:
    return [stranger.pk] if Placement.objects.exclude(~Q(pk=stranger.pk)).exists() else []


@reads
def through_async_iteration(_stranger: Placement) -> Iterable[int]:
    async def ids() -> list[int]:
        return [row.pk async for row in Placement.objects.all()]

    return async_to_sync(ids)()


@reads
def through_a_sub_query_of_a_table_without_policy(stranger: Placement) -> Iterable[int]:
    placed = Placement.objects.filter(region_id=OuterRef("pk"))
    found = Region.objects.filter(Exists(placed), pk=stranger.region.pk).exists()
    return [stranger.pk] if found else []


@reads
def through_a_reverse_set(stranger: Placement) -> Iterable[int]:
    return [row.pk for row in stranger.employee.placements.all()]


@reads
def through_a_forward_key(stranger: Placement) -> Iterable[int]:
    return [Placement(region_id=stranger.region_id, employee_id=stranger.employee_id).employee.pk]


@reads
def through_refresh(stranger: Placement) -> Iterable[int]:
    stranger.refresh_from_db()
    return [stranger.pk]


@reads
def through_the_base_manager(_stranger: Placement) -> Iterable[int]:
    return [row.pk for row in Placement._base_manager.all()]


@reads
def through_raw(_stranger: Placement) -> Iterable[int]:
    return [row.pk for row in Placement.objects.raw("SELECT * FROM agencies_placement")]


@reads
def through_a_cursor(_stranger: Placement) -> Iterable[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM agencies_placement")
        return [row_id for (row_id,) in cursor.fetchall()]


@reads
def through_in_bulk(stranger: Placement) -> Iterable[int]:
    return Placement.objects.in_bulk([stranger.pk])


@reads
def through_count(stranger: Placement) -> Iterable[int]:
    return [stranger.pk] * Placement.objects.filter(region=stranger.region).count()


@reads
def through_an_aggregate(stranger: Placement) -> Iterable[int]:
    counted = Placement.objects.filter(region=stranger.region).aggregate(found=Count("pk"))
    return [stranger.pk] * counted["found"]


@reads
def through_an_iterator(_stranger: Placement) -> Iterable[int]:
    return [row.pk for row in Placement.objects.iterator(chunk_size=2)]


@reads
def through_a_union(_stranger: Placement) -> Iterable[int | None]:
    rows = Placement.objects.values_list("pk", flat=True)
    return list(rows.filter(kind="plt").union(rows.filter(kind="definitive")))


@writes
def by_save(stranger: Placement) -> object:
    stranger.position = "Bupati"
    stranger.save()
    return stranger


@writes
def by_update(_stranger: Placement) -> object:
    return Placement.objects.update(position="Bupati")


@writes
def by_bulk_update(stranger: Placement) -> object:
    stranger.position = "Bupati"
    return Placement.objects.bulk_update([stranger], ["position"])


@writes
def by_delete(stranger: Placement) -> object:
    return stranger.delete()


@writes
def by_deleting_a_query(stranger: Placement) -> object:
    return Placement.objects.filter(region=stranger.region).delete()


@writes
def by_create(stranger: Placement) -> object:
    return Placement.objects.create(**acting(stranger))


@writes
def by_bulk_create(stranger: Placement) -> object:
    return Placement.objects.bulk_create([Placement(**acting(stranger))])


@writes
def by_moving_an_own_row_there(stranger: Placement) -> object:
    return Placement.objects.exclude(region=stranger.region).update(region=stranger.region)


@writes
def by_a_cursor(_stranger: Placement) -> object:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM agencies_placement")
        return cursor.rowcount


def acting(stranger: Placement) -> dict[str, object]:
    """A second post for a person of the other region."""
    return {
        "region_id": stranger.region_id,
        "employee_id": stranger.employee_id,
        "agency_id": stranger.agency_id,
        "kind": "plt",
        "position": "Bupati",
        "first_day": NEW_YEAR,
    }


@pytest.fixture
def stranger(two_regions: TwoRegions) -> Placement:
    """A placement of Bandung, in the hands of code that has left Bandung's scope."""
    with region_scope(two_regions.bandung.region.pk):
        return Placement.objects.select_related("employee").get(pk=two_regions.bandung.placement.pk)


@each(READS)
def test_without_a_scope_reading_is_refused(way: Read, stranger: Placement) -> None:
    with pytest.raises(ProgrammingError, match="No region is in scope"), transaction.atomic():
        way(stranger)


@each(WRITES)
def test_without_a_scope_writing_is_refused(way: Write, stranger: Placement) -> None:
    with pytest.raises(ProgrammingError, match="No region is in scope"), transaction.atomic():
        way(stranger)


@each(READS)
def test_in_one_region_nothing_of_another_is_read(way: Read, stranger: Placement, two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        try:
            seen = set(way(stranger))
        except ObjectDoesNotExist:
            seen = set()
    assert seen.isdisjoint({stranger.pk, stranger.employee_id})


@each(WRITES)
def test_in_one_region_nothing_of_another_is_written(way: Write, stranger: Placement, two_regions: TwoRegions) -> None:
    before = placements_of(two_regions.bandung.region)
    with suppress(DatabaseError), region_scope(two_regions.kupang.region.pk):
        way(stranger)
    assert placements_of(two_regions.bandung.region) == before


@each([by_create, by_bulk_create, by_moving_an_own_row_there])
def test_in_one_region_a_row_for_another_violates_the_policy(
    way: Write, stranger: Placement, two_regions: TwoRegions
) -> None:
    with (
        pytest.raises(ProgrammingError, match="violates row-level security policy"),
        region_scope(two_regions.kupang.region.pk),
    ):
        way(stranger)


def placements_of(region: Region) -> list[object]:
    """Every column of every placement of a region."""
    with region_scope(region.pk):
        return list(Placement.objects.order_by("pk").values())


def test_in_one_region_its_own_rows_are_there(two_regions: TwoRegions) -> None:
    with region_scope(two_regions.kupang.region.pk):
        assert set(Employee.objects.values_list("region_id", flat=True)) == {two_regions.kupang.region.pk}
