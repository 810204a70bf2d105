"""The screens of units, people and periods, for the tests that walk through every screen."""

from agencies.models import User
from tests.cast import Cast


def admin_pages(cast: Cast) -> dict[str, tuple[User, str]]:
    """Who looks at which address; 2026-01 must be there."""
    person = f"/pegawai/{cast.budi.pk}/"
    return {
        "organisation": (cast.region_admin, "/organisasi/"),
        "organisation, agency admin": (cast.agency_admin, "/organisasi/"),
        "new unit": (cast.region_admin, "/organisasi/baru/"),
        "edit a unit": (cast.region_admin, "/organisasi/1.02.01/"),
        "employees": (cast.agency_admin, "/pegawai/"),
        "employees, wrong superiors": (cast.region_admin, "/pegawai/?saring=atasan"),
        "employees, nothing found": (cast.region_admin, "/pegawai/?cari=Wiby"),
        "employee": (cast.agency_admin, person),
        "change a superior": (cast.agency_admin, f"{person}atasan/"),
        "transfer": (cast.region_admin, f"{person}mutasi/"),
        "periods": (cast.region_admin, "/periode/?tahun=2026"),
        "period": (cast.region_admin, "/periode/2026-01/?daftar=tanpa-skp"),
        "lock a period": (cast.region_admin, "/periode/2026-01/kunci/"),
        "unlock a period": (cast.region_admin, "/periode/2026-01/buka-kembali/"),
    }
