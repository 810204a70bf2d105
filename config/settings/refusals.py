"""What production refuses to start with. Each refusal is one sentence: what is wrong and how to mend it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

LEAST_SECRET = 50
LEAST_DIFFERENT = 10
LEAST_TOKEN = 24
KNOWN_SECRETS = ("only-for-tests", "django-insecure", "changeme", "ganti", "unused", "secret", "rahasia")
LOGINS_THAT_SEE_ALL = frozenset({"", "postgres", "root", "timbang_owner", "timbang_system"})


def refuse_unsafe(settings: Mapping[str, Any]) -> None:
    """Look at the settings' own names and values; the database is asked later (agencies.tenancy.checks).

    Raises:
        ImproperlyConfigured: with the first thing that is unsafe.
    """
    for look in LOOKS:
        if reason := look(settings):
            raise ImproperlyConfigured(reason)


def _debug(settings: Mapping[str, Any]) -> str:
    if settings["DEBUG"]:
        return "DEBUG menyala: halaman kesalahan akan memperlihatkan isi sistem. Hapus DEBUG dari lingkungan."
    return ""


def _secret_key(settings: Mapping[str, Any]) -> str:
    key: str = settings["SECRET_KEY"]
    how = 'Buat yang baru: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    if any(word in key.lower()[:20] for word in KNOWN_SECRETS):
        return f"SECRET_KEY masih nilai contoh. {how}"
    if len(key) < LEAST_SECRET or len(set(key)) < LEAST_DIFFERENT:
        return f"SECRET_KEY terlalu mudah ditebak: paling sedikit {LEAST_SECRET} huruf acak. {how}"
    return ""


def _hosts(settings: Mapping[str, Any]) -> str:
    hosts: Sequence[str] = settings["ALLOWED_HOSTS"]
    if not hosts:
        return "ALLOWED_HOSTS kosong. Isi dengan nama yang dipakai orang, misalnya kinerja.contoh.go.id."
    if any("*" in host or host.strip(".") == "" for host in hosts):
        return "ALLOWED_HOSTS menerima nama apa saja. Sebutkan nama-namanya satu per satu, tanpa *."
    return ""


def _public_url(settings: Mapping[str, Any]) -> str:
    address = urlsplit(settings["PUBLIC_URL"])
    if address.scheme != "https" or not address.hostname:
        return "TIMBANG_PUBLIC_URL harus alamat https://, karena kata sandi dan data pegawai lewat di sana."
    if not validate_host(address.hostname, settings["ALLOWED_HOSTS"]):
        return f"TIMBANG_PUBLIC_URL memakai {address.hostname}, yang tidak ada di ALLOWED_HOSTS. Tambahkan di sana."
    if address.path or address.query or address.fragment:
        return "TIMBANG_PUBLIC_URL hanya nama dengan https://, tanpa jalur: Timbang tidak dapat berada di bawah jalur."
    return ""


def _origins(settings: Mapping[str, Any]) -> str:
    for origin in settings["CSRF_TRUSTED_ORIGINS"]:
        if not origin.startswith("https://") or "*" in origin:
            return f"CSRF_TRUSTED_ORIGINS memuat {origin}: hanya alamat https:// yang lengkap, tanpa *."
    return ""


def _cookies(settings: Mapping[str, Any]) -> str:
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"):
        if not settings[name]:
            return f"{name} dimatikan: kuki masuk dapat dibaca pihak lain. Hapus {name} dari lingkungan."
    if settings["SESSION_COOKIE_SAMESITE"] not in {"Lax", "Strict"}:
        return "SESSION_COOKIE_SAMESITE harus Lax atau Strict."
    return ""


def _login(settings: Mapping[str, Any]) -> str:
    role, names = settings["DATABASE_ROLE"], settings["DATABASE_URL_NAMES"]
    login = settings["DATABASES"]["default"]["USER"]
    if role != "owner" and login in LOGINS_THAT_SEE_ALL:
        said = f"login {login!r}, yang melihat semua daerah" if login else "tanpa login"
        return f"{names[role]} memakai {said}. Pakai timbang_{role} (docs/tenancy.md)."
    return ""


def _metrics(settings: Mapping[str, Any]) -> str:
    if settings["METRICS_TOKEN"] and len(settings["METRICS_TOKEN"]) < LEAST_TOKEN:
        return f"METRICS_TOKEN terlalu pendek: paling sedikit {LEAST_TOKEN} huruf acak."
    if any(network.prefixlen == 0 for network in settings["METRICS_NETWORKS"]):
        return "METRICS_NETWORKS membuka metrik untuk semua jaringan. Sebutkan jaringan pemantau saja."
    return ""


def _provider_networks(settings: Mapping[str, Any]) -> str:
    if any(network.prefixlen == 0 for network in settings.get("OIDC_PRIVATE_NETWORKS", ())):
        return "OIDC_PRIVATE_NETWORKS membuka semua jaringan dalam. Sebutkan jaringan penyedia identitas saja."
    return ""


def _broker(settings: Mapping[str, Any]) -> str:
    if urlsplit(settings["REDIS_URL"]).scheme not in {"redis", "rediss", "unix"}:
        return "REDIS_URL bukan alamat antrean. Bentuknya redis://:SANDI@host:6379/0, rediss://, atau unix:///jalur."
    return ""


def _proxies(settings: Mapping[str, Any]) -> str:
    if settings["TRUSTED_PROXIES"] < 0:
        return "TRUSTED_PROXIES tidak boleh negatif: pengunjung dapat menulis alamatnya sendiri. Isi banyaknya proksi."
    return ""


def _retention(settings: Mapping[str, Any]) -> str:
    if settings["RETENTION_YEARS"] < 1:
        return "TIMBANG_RETENTION_YEARS paling sedikit 1: data pribadi tidak dihapus sebelum setahun."
    return ""


LOOKS = (
    _debug,
    _secret_key,
    _hosts,
    _public_url,
    _origins,
    _cookies,
    _login,
    _broker,
    _proxies,
    _metrics,
    _provider_networks,
    _retention,
)
