"""Whether a document says SEMENTARA on itself, kept like everything else that was issued."""

from django.db import migrations, models

KEEP_DOCUMENT = """
CREATE OR REPLACE FUNCTION keep_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.made_at IS NULL THEN
            RETURN OLD;
        END IF;
    ELSIF (NEW.id, NEW.region_id, NEW.kind, NEW.paper, NEW.period_id, NEW.agency_id, NEW.employee_id, NEW.plan_id,
           NEW.version_id, NEW.revision, NEW.part, NEW.subject_key, NEW.content_key, NEW.fingerprint, NEW.number,
           NEW.version, NEW.token, NEW.is_provisional)
          IS NOT DISTINCT FROM
          (OLD.id, OLD.region_id, OLD.kind, OLD.paper, OLD.period_id, OLD.agency_id, OLD.employee_id, OLD.plan_id,
           OLD.version_id, OLD.revision, OLD.part, OLD.subject_key, OLD.content_key, OLD.fingerprint, OLD.number,
           OLD.version, OLD.token, OLD.is_provisional)
      AND (OLD.made_at IS NULL OR (NEW.made_at, NEW.file_name, NEW.file_hash, NEW.size, NEW.pages)
           IS NOT DISTINCT FROM (OLD.made_at, OLD.file_name, OLD.file_hash, OLD.size, OLD.pages))
      AND (OLD.superseded_at IS NULL OR NEW.superseded_at IS NOT DISTINCT FROM OLD.superseded_at)
      AND (OLD.revoked_at IS NULL OR (NEW.revoked_at, NEW.revoked_by_id, NEW.revoked_by_name, NEW.revoke_reason)
           IS NOT DISTINCT FROM (OLD.revoked_at, OLD.revoked_by_id, OLD.revoked_by_name, OLD.revoke_reason)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Dokumen yang sudah terbit tidak dapat diubah atau dihapus.'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'document_is_kept';
END $$;
"""
BEFORE = KEEP_DOCUMENT.replace(", NEW.is_provisional", "").replace(", OLD.is_provisional", "")


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_attempts")]

    operations = [
        migrations.AddField("document", "is_provisional", models.BooleanField("sementara", default=False)),
        migrations.RunSQL(KEEP_DOCUMENT, BEFORE),
    ]
