"""What the door says when it opens to nobody: the same for a login that exists and for one that does not."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import clock
from agencies.models import Region
from agencies.services.sign_in.attempts import LaneClosedError, TooFastError


def wrong() -> str:
    """Something of it is wrong."""
    return _("Daerah, NIP atau nama pengguna, dan kata sandi tidak cocok. Periksa lalu coba lagi.")


def closed(refusal: LaneClosedError, region: Region | None) -> str:
    """Guessed too often: until when, in the region's zone, and what can be done meanwhile."""
    with timezone.override(region.zone if region else None):
        until = clock(refusal.until)
    if refusal.is_known:
        said = _(
            "Terlalu banyak percobaan untuk akun ini di perangkat ini. Coba lagi setelah %(until)s. Lupa kata sandi? "
            "Minta tautan sekali pakai kepada admin perangkat daerah atau admin daerah."
        )
    else:
        said = _(
            "Terlalu banyak percobaan untuk akun ini dari perangkat yang belum pernah dipakai masuk. Coba lagi setelah "
            "%(until)s, atau masuk sekarang dari perangkat yang biasa Anda pakai. Lupa kata sandi? Minta tautan sekali "
            "pakai kepada admin perangkat daerah atau admin daerah."
        )
    return said % {"until": until}


def too_fast(refusal: TooFastError) -> str:
    """The network address sent too many wrong ones: wait a moment."""
    said = _(
        "Terlalu banyak percobaan yang gagal dari jaringan ini, jadi perangkat baru dilayani satu per satu. Tunggu "
        "%(seconds)s detik lalu coba lagi. Perangkat yang pernah dipakai masuk tidak terpengaruh."
    )
    return said % {"seconds": refusal.seconds}
