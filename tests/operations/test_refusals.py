"""Production refuses to start with what is unsafe: in a process of its own, with one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SAFE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "q7Zr-4mVt9xKc2LpW8sBd1NfHy6JgAo3UeRi5TnXv0CwMzQlEkPh",
    "ALLOWED_HOSTS": "kinerja.contoh.go.id",
    "CSRF_TRUSTED_ORIGINS": "https://kinerja.contoh.go.id",
    "TIMBANG_PUBLIC_URL": "https://kinerja.contoh.go.id",
    "DATABASE_URL": "postgres://timbang_web:x@db/timbang",
    "DATABASE_WORKER_URL": "postgres://timbang_worker:x@db/timbang",
    "REDIS_URL": "redis://broker:6379/0",
}
OURS = ("DATABASE_", "TIMBANG_", "REDIS_", "SECRET_", "SESSION_", "CSRF_", "METRICS_", "DEBUG", "ALLOWED_")


def started(tmp_path: Path, show: str = "DEBUG", **changed: str | None) -> subprocess.CompletedProcess[str]:
    """A process that reads production's settings and prints one of them; None takes a variable away."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    chosen = {**inherited, **SAFE, "TIMBANG_DATA": str(tmp_path), **changed}
    return subprocess.run(
        [sys.executable, "-c", f"from django.conf import settings; print(settings.{show})"],
        env={name: value for name, value in chosen.items() if value is not None},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(tmp_path: Path, **changed: str | None) -> str:
    """The sentence with which it stops."""
    outcome = started(tmp_path, "DEBUG", **changed)
    assert outcome.returncode == 1, outcome.stdout
    kind, _colon, sentence = outcome.stderr.strip().splitlines()[-1].partition(": ")
    assert kind == "django.core.exceptions.ImproperlyConfigured"
    return sentence


def test_safe_settings_start(tmp_path: Path) -> None:
    assert started(tmp_path).stdout.strip() == "False"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "1", "DEBUG menyala"),
        ("SECRET_KEY", None, "SECRET_KEY belum diisi"),
        ("SECRET_KEY", "pendek", "SECRET_KEY terlalu mudah ditebak"),
        ("SECRET_KEY", "ab" * 40, "SECRET_KEY terlalu mudah ditebak"),
        ("SECRET_KEY", "django-insecure-" + "q7Zr-4mVt9xKc2LpW8sBd1NfHy6JgAo3UeRi5T", "SECRET_KEY masih nilai contoh"),
        ("ALLOWED_HOSTS", None, "ALLOWED_HOSTS kosong"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS menerima nama apa saja"),
        ("ALLOWED_HOSTS", "lain.contoh.go.id", "TIMBANG_PUBLIC_URL memakai kinerja.contoh.go.id"),
        ("TIMBANG_PUBLIC_URL", None, "TIMBANG_PUBLIC_URL belum diisi"),
        ("TIMBANG_PUBLIC_URL", "http://kinerja.contoh.go.id", "TIMBANG_PUBLIC_URL harus alamat https://"),
        ("CSRF_TRUSTED_ORIGINS", "http://kinerja.contoh.go.id", "CSRF_TRUSTED_ORIGINS memuat http://"),
        ("DATABASE_URL", None, "DATABASE_URL belum diisi"),
        ("DATABASE_URL", "postgres://postgres:x@db/timbang", "DATABASE_URL memakai login 'postgres'"),
        ("DATABASE_URL", "postgres://timbang_owner:x@db/timbang", "DATABASE_URL memakai login 'timbang_owner'"),
        ("DATABASE_URL", "postgres://db/timbang", "DATABASE_URL memakai tanpa login"),
        ("DATABASE_URL", "bukan alamat", "Alamat basis data tidak dapat dibaca"),
        ("REDIS_URL", None, "REDIS_URL belum diisi"),
        ("REDIS_URL", "http://broker:6379/0", "REDIS_URL bukan alamat antrean"),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES tidak boleh negatif"),
        ("TIMBANG_DATABASE_ROLE", "pengguna", "TIMBANG_DATABASE_ROLE harus web, worker, atau owner"),
        ("TIMBANG_PUBLIC_URL", "https://kinerja.contoh.go.id/timbang", "TIMBANG_PUBLIC_URL hanya nama"),
        ("TIMBANG_RETENTION_YEARS", "0", "TIMBANG_RETENTION_YEARS paling sedikit 1"),
        ("SESSION_COOKIE_SECURE", "0", "SESSION_COOKIE_SECURE dimatikan"),
        ("CSRF_COOKIE_SECURE", "0", "CSRF_COOKIE_SECURE dimatikan"),
        ("METRICS_TOKEN", "pendek", "METRICS_TOKEN terlalu pendek"),
        ("METRICS_NETWORKS", "0.0.0.0/0", "METRICS_NETWORKS membuka metrik"),
        ("OIDC_PRIVATE_NETWORKS", "::/0", "OIDC_PRIVATE_NETWORKS membuka semua"),
        ("METRICS_NETWORKS", "kantor", "METRICS_NETWORKS harus daftar jaringan"),
        ("SECURE_HSTS_SECONDS", "setahun", "SECURE_HSTS_SECONDS harus bilangan bulat"),
    ],
)
def test_what_is_unsafe_is_refused_with_one_sentence(
    tmp_path: Path, name: str, value: str | None, sentence: str
) -> None:
    assert sentence in refusal(tmp_path, **{name: value})


def test_the_worker_is_refused_the_owners_login_too(tmp_path: Path) -> None:
    address = "postgres://timbang_owner:x@db/timbang"
    said = refusal(tmp_path, TIMBANG_DATABASE_ROLE="worker", DATABASE_WORKER_URL=address)
    assert "Pakai timbang_worker" in said


def test_no_refusal_repeats_a_password(tmp_path: Path) -> None:
    for address in ("postgres://timbang_owner:sangat-rahasia@db/timbang", "oracle-x://a:sangat-rahasia@db/x"):
        outcome = started(tmp_path, DATABASE_URL=address)
        assert outcome.returncode == 1
        assert "sangat-rahasia" not in outcome.stderr


def test_secrets_come_from_files(tmp_path: Path) -> None:
    for name, value in (("key", SAFE["SECRET_KEY"]), ("web", "dari-berkas")):
        (tmp_path / name).write_text(f"{value}\n")
    outcome = started(
        tmp_path,
        "DATABASES['default']['PASSWORD']",
        SECRET_KEY=None,
        SECRET_KEY_FILE=str(tmp_path / "key"),
        DATABASE_URL="postgres://timbang_web@db/timbang",
        TIMBANG_WEB_PASSWORD_FILE=str(tmp_path / "web"),
    )
    assert outcome.stdout.strip() == "dari-berkas"


@pytest.mark.parametrize(("content", "sentence"), [(None, "tidak dapat dibaca"), ("", "kosong")])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, content: str | None, sentence: str) -> None:
    path = tmp_path / "kunci"
    if content is not None:
        path.write_text(content)
    said = refusal(tmp_path, SECRET_KEY=None, SECRET_KEY_FILE=str(path))
    assert "SECRET_KEY_FILE menunjuk" in said
    assert sentence in said


def test_a_command_says_the_sentence_alone(tmp_path: Path) -> None:
    environment = {**os.environ, **SAFE, "TIMBANG_DATA": str(tmp_path), "ALLOWED_HOSTS": "*"}
    command = [sys.executable, "manage.py", "check"]
    outcome = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 1
    assert outcome.stderr.splitlines() == [
        "ALLOWED_HOSTS menerima nama apa saja. Sebutkan nama-namanya satu per satu, tanpa *."
    ]
