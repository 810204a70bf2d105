"""The tests: the same product against throw-away servers, with quick password hashes and loud templates."""

from config.settings import env
from config.settings.base import *  # noqa: F403 - settings build on one another
from config.settings.base import CACHES, DATABASES, REDIS_URL, REST_FRAMEWORK, broker_url, database

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105 - the tests' own
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests ask quickly, all from one address; those of the limits set their own (tests/hardening/test_rates.py).
REQUEST_RATES = {}
REST_FRAMEWORK = REST_FRAMEWORK | {
    "DEFAULT_THROTTLE_RATES": {"token": "600/min", "account": "300/min", "unknown": None}
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
OIDC_PLAIN_ON_LOCALHOST = True

# The web role asks; the owner makes the schema and cleans up behind the policies (tests/conftest.py).
DATABASES["owner"] = database(env.text("DATABASE_OWNER_URL", "postgres://timbang_owner@localhost/timbang"))
DATABASES["worker"] = database(env.text("DATABASE_WORKER_URL", "postgres://timbang_worker@localhost/timbang"))
for alias in ("owner", "worker"):
    DATABASES[alias]["ATOMIC_REQUESTS"] = False

# Test processes that run side by side share the broker; each has a numbered space of its own in it, so that no worker
# takes the tasks of another one's database.
SPACE = int(env.text("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
CELERY_BROKER_URL = (
    f"{broker_url(REDIS_URL)}?virtual_host={SPACE}"
    if REDIS_URL.startswith("unix://")
    else f"{REDIS_URL.rpartition('/')[0]}/{SPACE}"
)
CACHES["default"]["KEY_PREFIX"] = f"test-{SPACE}"
