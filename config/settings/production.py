"""Production: addresses and secrets come from the environment or from files; what is unsafe stops the start."""

from config.settings import env
from config.settings.base import *  # noqa: F403 - settings build on one another
from config.settings.base import DATABASE_ROLE, DATABASE_URL_NAMES, LOGGING, broker_url, cache_at, database
from config.settings.refusals import refuse_unsafe

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])
PUBLIC_URL = env.text("TIMBANG_PUBLIC_URL").rstrip("/")

DATABASES = {"default": database(env.text(DATABASE_URL_NAMES[DATABASE_ROLE]))}
# One secret, one place: the same one that create_roles gave the login.
if not DATABASES["default"]["PASSWORD"]:
    DATABASES["default"]["PASSWORD"] = env.text(f"TIMBANG_{DATABASE_ROLE.upper()}_PASSWORD", "")

REDIS_URL = env.text("REDIS_URL")
CELERY_BROKER_URL = broker_url(REDIS_URL)
CACHES = {"default": cache_at(REDIS_URL)}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.HashedStaticFiles"},
}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 1)  # the one that speaks TLS
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^sehat/$", r"^siap/$", r"^metrik/$"]
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.flag("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = env.flag("SESSION_COOKIE_SECURE", default=True)
CSRF_COOKIE_SECURE = env.flag("CSRF_COOKIE_SECURE", default=True)
# Browsers take such a cookie from this very host alone, by https: no neighbour under the same domain plants one.
COOKIE_PREFIX = "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"

# One JSON object a line (config/observing/lines.py); Celery must not put its own format in its place.
LOGGING = {
    **LOGGING,
    "formatters": {"line": {"()": "config.observing.lines.JsonLines"}},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},  # Django's own handlers mail and colour
        "django.request": {"level": "ERROR"},  # refusals are told by timbang.requests
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners; the refusal is told like any other
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "timbang": {"level": "INFO"},
        # Said by timbang.tasks already, once a task and with the region.
        "celery.app.trace": {"level": "ERROR"},
        "celery.worker.strategy": {"level": "WARNING"},
    },
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False

refuse_unsafe(globals())
