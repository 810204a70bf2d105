# One image for web, worker, beat and migrations; what it does is the command of its compose service.
FROM python:3.12-slim-bookworm

# Pango, harfbuzz-subset and a font for documents (docs/documents.md); psql for the roles.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-liberation libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 postgresql-client \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/timbang
COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt

COPY . .
RUN useradd --system --home /var/lib/timbang --create-home timbang
ENV DJANGO_SETTINGS_MODULE=config.settings.production \
    PYTHONUNBUFFERED=1 \
    TIMBANG_DATA=/var/lib/timbang
RUN SECRET_KEY=unused DATABASE_URL=postgres://unused REDIS_URL=redis://unused \
    python manage.py collectstatic --noinput
USER timbang
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
