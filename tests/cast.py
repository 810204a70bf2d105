"""The cast: the same few people in every test, so that a name tells what they may see."""

from dataclasses import dataclass

from agencies.models import Agency, Employee, Region, Role, User
from agencies.tenancy.scope import region_scope
from tests.factories import a_placement, a_region, a_role, an_account, an_agency, an_employee


@dataclass(frozen=True, slots=True)
class Cast:
    """A region and its people. Ratna leads the dinas and rates Sari; Sari rates Budi and Citra."""

    region: Region
    dinas: Agency
    puskesmas: Agency
    kecamatan: Agency
    ratna: Employee
    sari: Employee
    budi: Employee
    citra: Employee
    dewi: Employee
    agency_admin: User
    region_admin: User
    regional_head: User
    auditor: User


def cast_of_kupang() -> Cast:
    """Kota Kupang, WITA."""
    return _cast(a_region("53.71", "Kota Kupang", "Asia/Makassar"))


def cast_of_bandung() -> Cast:
    """Kota Bandung, WIB: the same people by name, strangers to Kupang."""
    return _cast(a_region("32.73", "Kota Bandung", "Asia/Jakarta"))


def _cast(region: Region) -> Cast:
    with region_scope(region.pk):
        dinas = an_agency("1.02", "Dinas Kesehatan")
        puskesmas = an_agency("1.02.01", "Puskesmas Oesapa", parent=dinas)
        kecamatan = an_agency("7.01", "Kecamatan Alak")
        ratna, sari, budi, citra, dewi = (
            an_employee(name)
            for name in ("Ratna Dewi", "Sari Wulandari", "Budi Santoso", "Citra Lestari", "Dewi Anggraini")
        )
        a_placement(ratna, dinas, None, position="Kepala Dinas Kesehatan")
        a_placement(sari, puskesmas, ratna, position="Kepala Puskesmas")
        a_placement(budi, puskesmas, sari, position="Perawat Terampil")
        a_placement(citra, puskesmas, sari, position="Bidan Mahir")
        a_placement(dewi, kecamatan, None, position="Camat")
        accounts = {role: an_account(f"uji-{role.value.replace('_', '-')}") for role in Role}
        for role, account in accounts.items():
            a_role(account, role, dinas if role is Role.AGENCY_ADMIN else None)
    return Cast(
        region=region,
        dinas=dinas,
        puskesmas=puskesmas,
        kecamatan=kecamatan,
        ratna=ratna,
        sari=sari,
        budi=budi,
        citra=citra,
        dewi=dewi,
        agency_admin=accounts[Role.AGENCY_ADMIN],
        region_admin=accounts[Role.REGION_ADMIN],
        regional_head=accounts[Role.REGIONAL_HEAD],
        auditor=accounts[Role.AUDITOR],
    )
