"""Overviews, and documents in the browser."""

from django.urls import path

import appraisal.urls  # noqa: F401 - registers the converter of period codes
from reports.views.agency_document import agency_document, agency_document_file
from reports.views.agency_overview import agency_overview
from reports.views.audit_export import export_audit
from reports.views.comparison import comparison
from reports.views.evaluation_documents import (
    evaluation_document,
    evaluation_document_file,
    evaluation_form,
    evaluation_form_file,
    scorecard_document,
    scorecard_file,
)
from reports.views.exports import export_table
from reports.views.letterhead import letterhead
from reports.views.my_documents import my_documents
from reports.views.packages import package, package_download, packages
from reports.views.personal_data import my_data, personal_data, redact_person_page
from reports.views.plan_document import (
    agreed_plan_document,
    agreed_plan_document_file,
    plan_document,
    plan_document_file,
)
from reports.views.region_annex import region_annex, region_annex_file
from reports.views.region_document import region_document, region_document_file
from reports.views.region_overview import region_overview
from reports.views.register import document, document_file, documents, revoke_document_page
from reports.views.signing import sign_document_page
from reports.views.verify import verify, verify_start

urlpatterns = [
    path("ringkasan/", region_overview, name="region-overview"),
    path("perbandingan/", comparison, name="comparison"),
    path("ekspor/<slug:table>/<period:code>.<str:ending>", export_table, name="export-table"),
    path("pengaturan/jejak-audit/unduh.<str:ending>", export_audit, name="export-audit"),
    path("ringkasan/<str:agency_code>/", agency_overview, name="agency-overview"),
    path("dokumen/daerah/<period:code>/ringkasan.pdf", region_document_file, name="region-document-file"),
    path("dokumen/daerah/<period:code>/ringkasan/", region_document, name="region-document"),
    path("dokumen/unit/<str:agency_code>/<period:code>/rekap.pdf", agency_document_file, name="agency-document-file"),
    path("dokumen/unit/<str:agency_code>/<period:code>/rekap/", agency_document, name="agency-document"),
    path("evaluasi/<period:code>/<int:plan_id>/kartu.pdf", scorecard_file, name="scorecard-file"),
    path("evaluasi/<period:code>/<int:plan_id>/kartu/", scorecard_document, name="scorecard-document"),
    path("evaluasi/<period:code>/<int:plan_id>/formulir.pdf", evaluation_form_file, name="evaluation-form-file"),
    path("evaluasi/<period:code>/<int:plan_id>/formulir/", evaluation_form, name="evaluation-form"),
    path("evaluasi/<period:code>/<int:plan_id>/dokumen.pdf", evaluation_document_file, name="evaluation-document-file"),
    path("evaluasi/<period:code>/<int:plan_id>/dokumen/", evaluation_document, name="evaluation-document"),
    path("dokumen-saya/", my_documents, name="my-documents"),
    path("skp/<int:version_id>/skp.pdf", plan_document_file, name="plan-document-file"),
    path("skp/<int:version_id>/formulir/", plan_document, name="plan-document"),
    path("skp/rencana/<int:plan_id>/skp.pdf", agreed_plan_document_file, name="agreed-plan-document-file"),
    path("skp/rencana/<int:plan_id>/formulir/", agreed_plan_document, name="agreed-plan-document"),
    path("dokumen/daerah/<period:code>/lampiran.pdf", region_annex_file, name="region-annex-file"),
    path("dokumen/daerah/<period:code>/lampiran/", region_annex, name="region-annex"),
    path("dokumen/paket/", packages, name="packages"),
    path("dokumen/paket/<uuid:key>/", package, name="package"),
    path("dokumen/paket/<uuid:key>/unduh/", package_download, name="package-download"),
    path("dokumen/", documents, name="documents"),
    path("dokumen/kop/", letterhead, name="letterhead"),
    path("dokumen/<int:document_id>/", document, name="document"),
    path("dokumen/<int:document_id>/berkas", document_file, name="document-file"),
    path("dokumen/<int:document_id>/batalkan/", revoke_document_page, name="revoke-document"),
    path("dokumen/<int:document_id>/tanda-tangan/", sign_document_page, name="sign-document"),
    path("akun/data-saya/", my_data, name="my-data"),
    path("pengaturan/data-pribadi/", personal_data, name="personal-data"),
    path("pengaturan/data-pribadi/<int:employee_id>/", redact_person_page, name="redact-person"),
    path("v/", verify_start, name="verify-start"),
    path("v/<str:token>/", verify, name="verify"),
]
