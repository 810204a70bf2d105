"""A private installation on one machine: demo and development. Plain HTTP on localhost."""

from config.settings.base import *  # noqa: F403 - settings build on one another
from config.settings.local_secret import local_secret_key

DEBUG = False
SECRET_KEY = local_secret_key(DATA_DIR)  # noqa: F405
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
OIDC_PLAIN_ON_LOCALHOST = True
