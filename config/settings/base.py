"""Settings that every installation shares. ``local``, ``test`` and ``production`` hold only differences."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.settings import env

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.text("TIMBANG_DATA", str(BASE_DIR / ".data"))).resolve()

INSTALLED_APPS = [
    "agencies",
    "indicators",
    "appraisal",
    "reports",
    "config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "rest_framework",
]

MIDDLEWARE = [
    "config.observing.requests.ObserveRequests",
    # Outside whatever answers by itself: static files, the redirect to https, the refusal of a host.
    "config.headers.HardenAnswers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "agencies.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.errors.PlainAnswersMiddleware",
    "config.rates.LimitRates",
    "django_htmx.middleware.HtmxMiddleware",
    "agencies.middleware.RegionMiddleware",
    "agencies.middleware.NoteDevice",
    "agencies.middleware.SecondFactorFirst",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# --- Pages: Jinja2 for our own (docs/adr/0002), Django's engine for what third-party apps bring.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "config.templating.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages"],
            "extensions": ["jinja2.ext.i18n"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# --- Database: one engine, three logins. The process says by TIMBANG_DATABASE_ROLE which one it is (docs/tenancy.md).
DATABASE_ROLE = env.text("TIMBANG_DATABASE_ROLE", "web")
DATABASE_URL_NAMES = {"web": "DATABASE_URL", "worker": "DATABASE_WORKER_URL", "owner": "DATABASE_OWNER_URL"}
if DATABASE_ROLE not in DATABASE_URL_NAMES:
    msg = f"TIMBANG_DATABASE_ROLE harus web, worker, atau owner, bukan {DATABASE_ROLE!r}."
    raise ImproperlyConfigured(msg)


def database(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address: one transaction a request, connections kept and checked."""
    try:
        parsed = dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True)
    except ValueError:
        msg = "Alamat basis data tidak dapat dibaca. Bentuknya postgres://login@host:5432/timbang."
        raise ImproperlyConfigured(msg) from None  # the parser's own words repeat the address, password and all
    return {**parsed, "ATOMIC_REQUESTS": True}


# Without an address (help texts, makemigrations, checks) the settings load all the same; only connecting fails.
DATABASES = {
    "default": database(env.text(DATABASE_URL_NAMES[DATABASE_ROLE], "postgres://timbang_web@localhost/timbang"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Broker and cache: one address.
REDIS_URL = env.text("REDIS_URL", "redis://localhost:6379/0")


def broker_url(url: str) -> str:
    """Celery's spelling of a socket address (``unix:///path`` is what redis-py reads)."""
    return f"redis+socket://{url.removeprefix('unix://')}" if url.startswith("unix://") else url


CELERY_BROKER_URL = broker_url(REDIS_URL)
# Rows say what became of a task; nobody asks Celery. A store of results would be asked with every message, and one that
# is away holds up whoever sends it for twenty seconds.
CELERY_RESULT_BACKEND = None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_TIMEZONE = "UTC"
# The two restore settings bring a killed worker's task back within seconds of the visibility timeout instead of
# within 100 s (kombu 5.7). Long work does not wait for that: its own rows say what is done (appraisal/services).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
# Beat only sets the clock off: what is due is decided by each region's rows and zone (docs/schedule.md). A tick that no
# worker took within a minute is dropped, since the next one asks the same.
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "appraisal.tick", "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    "documents": {"task": "reports.revive", "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    "documents-each-hour": {"task": "reports.tidy", "schedule": timedelta(hours=1), "options": {"expires": 3600}},
    "sent-requests-each-hour": {
        "task": "agencies.forget_sent_requests",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "remove-expired-sessions": {"task": "agencies.remove_expired_sessions", "schedule": timedelta(hours=6)},
}


def cache_at(url: str) -> dict[str, Any]:
    """Django's settings for the cache. One that hangs is given up after two seconds, so that pages still answer."""
    options = {"socket_timeout": 2}
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "OPTIONS": options}


CACHES = {"default": cache_at(REDIS_URL)}

# --- People
AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = ["agencies.authentication.RegionBackend"]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
# Whoever holds a granted role and signs in with a password sets up two-step verification first (docs/sign-in.md).
SECOND_FACTOR_FOR_ROLES = env.flag("SECOND_FACTOR_FOR_ROLES", default=False)
PASSWORD_HASHERS = [
    "agencies.password_hashing.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "agencies.password_rules.Length"},
    {"NAME": "agencies.password_rules.NotCommon"},
    {"NAME": "agencies.password_rules.NotAboutThePerson"},
    {"NAME": "agencies.password_rules.HardToGuess"},
    {"NAME": "agencies.password_rules.NotBreached"},
]
# Sorted hashes of passwords that were found in breaches, `HASH:count` a line (docs/operations.md); off when empty.
BREACHED_PASSWORDS_FILE = env.text("BREACHED_PASSWORDS_FILE", "")
# How many proxies of ours stand before the web; only what they add to X-Forwarded-For is believed (docs/operations.md).
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
# Every cookie for the whole site has a name that begins with this; production says what browsers then hold to.
COOKIE_PREFIX = ""
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "config.messages.MessageStorage"

# --- Identity providers of regions (docs/sign-in.md). Their addresses come from region admins: only the public internet
# and these networks are asked. A trial and the tests may ask one on their own machine, without https.
OIDC_PRIVATE_NETWORKS = env.networks("OIDC_PRIVATE_NETWORKS")
OIDC_CA_FILE = env.text("OIDC_CA_FILE", "")
OIDC_PLAIN_ON_LOCALHOST = False

# Pages for anybody that enter the region which their own address names; whoever is signed in elsewhere gets them alike.
PUBLIC_PAGES = ("/v/", "/sandi/")

# --- Language and time: Indonesian first; each region's own zone is activated by its scope.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [DATA_DIR / "locale"]  # compiled from locale/ at start (config/catalogue.py)
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = False

# --- Signing: one PKCS#12 file an account, named by its key, for the adapter that signs without a certified provider.
SIGNING_FOLDER = Path(env.text("TIMBANG_SIGNING_FOLDER", str(DATA_DIR / "signing")))

# --- Personal data: years after the last placement until name and NIP may be erased. The region's archive schedule
# (jadwal retensi arsip) decides; never less than one (docs/personal-data.md).
RETENTION_YEARS = env.number("TIMBANG_RETENTION_YEARS", 5)

# --- Mail: the daily digest. Without a mail server messages are kept as files, so that a trial shows what would go out.
PUBLIC_URL = env.text("TIMBANG_PUBLIC_URL", "").rstrip("/")
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Timbang <timbang@localhost>")

# --- Static files: served by the application itself, no build step.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "config.stylesheet.JoinedStylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

# --- Content security: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# --- How often a minute, by account or, for visitors, by address (config/rates.py). An office has one address.
REQUEST_RATES = {
    "verify": env.number("RATE_VERIFY", 120),
    "search": env.number("RATE_SEARCH", 120),
    "preview": env.number("RATE_PREVIEW", 240),
    "paper": env.number("RATE_PAPER", 60),
    "export": env.number("RATE_EXPORT", 60),
    "upload": env.number("RATE_UPLOAD", 60),
}

# --- API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "agencies.api.authentication.TokenAuthentication",
        "agencies.api.authentication.BrowserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "agencies.api.schema.ApiSchema",
    "DEFAULT_PAGINATION_CLASS": "agencies.api.pages.Pages",
    "DEFAULT_THROTTLE_CLASSES": ["agencies.api.throttles.PerCaller"],
    "DEFAULT_THROTTLE_RATES": {
        "token": env.text("API_RATE_TOKEN", "600/min"),
        "account": env.text("API_RATE_ACCOUNT", "300/min"),
        "unknown": env.text("API_RATE_UNKNOWN", "60/min"),
    },
    "EXCEPTION_HANDLER": "agencies.api.problems.handle_exception",
    "COERCE_DECIMAL_TO_STRING": True,
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Timbang API",
    "DESCRIPTION": (
        "Everything that the screens do, under the same rights. One region an account; decimals are texts, times are "
        "ISO 8601, refusals are problem details (RFC 9457), lists come page by page."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "RatingEnum": ["above", "expected", "below"],
        "EmploymentStatusEnum": "agencies.models.employee.EmploymentStatus",
        "EvaluationStatusEnum": ["lengkap", "belum_lengkap", "final", "sementara"],
        "IndicatorKindEnum": ["output", "process", "outcome"],
        "DeclaredEnum": ["not_applicable"],
        "RowStatusEnum": "appraisal.services.sending.results.RowStatus",
        "PlacementKindEnum": "agencies.models.placement.PlacementKind",
    },
}

# A login is unique within its region, which the backend asks for; operators have none and are unique among themselves.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.server": {"level": "INFO"},
        "timbang": {"level": "INFO"},
        # One line a request and a task: production's own (config/observing).
        "timbang.requests": {"level": "WARNING"},
        "timbang.tasks": {"level": "WARNING"},
    },
}

# --- Metrics: for who shows the token, or asks directly from one of the networks; for nobody else (docs/operations.md).
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
METRICS_NETWORKS = env.networks("METRICS_NETWORKS")
