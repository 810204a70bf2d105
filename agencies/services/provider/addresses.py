"""Which addresses of a provider we ask. Region admins write them, so they must not lead into our own network.

Only https, and only machines of the public internet, except the networks in ``OIDC_PRIVATE_NETWORKS`` (a provider
within an intranet). ``OIDC_PLAIN_ON_LOCALHOST`` lets a trial and the tests ask a provider on their own machine.
"""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from agencies.services.provider.problems import ProviderProblem

LONGEST = 500
LOCALHOST = frozenset({"localhost", "127.0.0.1", "::1"})
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
THROUGH_A_GATEWAY = ipaddress.IPv6Network("64:ff9b::/96")
Machine = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_address(address: str) -> SplitResult:
    """The parts of an address that may be asked, or that a browser may be sent to.

    Raises:
        ProviderProblem: it is no https address, or carries more than host, port, path and query.
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise _unreadable() from None
    if not address.isascii() or not address.isprintable() or " " in address or len(address) > LONGEST or not host:
        raise _unreadable()
    if parts.username is not None or parts.password is not None or parts.fragment:
        text = _("Alamat penyedia tidak boleh memuat nama pengguna, kata sandi, atau tanda #.")
        raise ProviderProblem(text, code="address_with_more")
    plain = parts.scheme == "http" and host in LOCALHOST and settings.OIDC_PLAIN_ON_LOCALHOST
    if parts.scheme != "https" and not plain:
        text = _("Alamat penyedia harus diawali https://, karena bukti identitas lewat di sana.")
        raise ProviderProblem(text, code="address_not_https")
    return parts


def find_machine(host: str, port: int) -> str:
    """The network address of a host, which is then the one that is asked: a second look-up could tell another.

    Raises:
        ProviderProblem: the name is unknown, or one of its machines is within a network that is not ours to ask.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        text = _("Nama %(host)s tidak ditemukan. Periksa ejaan alamat penerbit.") % {"host": host}
        raise ProviderProblem(text, code="host_unknown") from None
    machines = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not machines or not all(_may_be_asked(machine) for machine in machines):
        text = _(
            "%(host)s berada di jaringan dalam, yang tidak boleh dihubungi. Pakai alamat publik, atau minta operator "
            "memasukkan jaringan itu ke OIDC_PRIVATE_NETWORKS."
        )
        raise ProviderProblem(text % {"host": host}, code="host_is_private")
    return str(machines[0])


def _may_be_asked(machine: Machine) -> bool:
    inside = _inside(machine)
    if inside is not None:
        return _may_be_asked(inside)
    if any(machine in network for network in settings.OIDC_PRIVATE_NETWORKS):
        return True
    if machine.is_loopback and settings.OIDC_PLAIN_ON_LOCALHOST:
        return True
    # Python also calls addresses global that are no machine's or lead to one of IPv4 (::10.0.0.1, fec0::/10).
    is_unicast = machine.version == 4 or machine in GLOBAL_UNICAST
    return machine.is_global and is_unicast and not machine.is_multicast


def _inside(machine: Machine) -> ipaddress.IPv4Address | None:
    """The IPv4 address that one of IPv6 leads to, by a gateway on the way (RFC 6052, RFC 3056)."""
    if isinstance(machine, ipaddress.IPv4Address):
        return None
    if machine in THROUGH_A_GATEWAY:
        return ipaddress.IPv4Address(int(machine) & 0xFFFFFFFF)
    return machine.ipv4_mapped or machine.sixtofour


def _unreadable() -> ProviderProblem:
    text = _("Alamat ini tidak dapat dibaca. Bentuknya https://sso.contoh.go.id/realms/pegawai.")
    return ProviderProblem(text, code="address_unreadable")
