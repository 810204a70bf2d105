"""Production: every address and secret comes from the environment, and a missing one stops the start."""

from config.settings import env
from config.settings.base import *  # noqa: F403 - settings build on one another
from config.settings.base import DATABASE_ROLE, DATABASE_URL_NAMES, broker_url, database

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])
PUBLIC_URL = env.text("TIMBANG_PUBLIC_URL").rstrip("/")

DATABASES = {"default": database(env.text(DATABASE_URL_NAMES[DATABASE_ROLE]))}
REDIS_URL = env.text("REDIS_URL")
CELERY_BROKER_URL = CELERY_RESULT_BACKEND = broker_url(REDIS_URL)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.HashedStaticFiles"},
}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^sehat/$", r"^siap/$"]
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.flag("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
