"""Sign-in, the start page, what belongs to an account; units and people."""

from django.urls import path

from agencies.views.account import account, change_password_page, display_settings, mail_address
from agencies.views.employees import employee, employees
from agencies.views.imports import import_discard, import_draft, import_template, import_undo, import_upload, imports
from agencies.views.imports_preview import import_preview, publish
from agencies.views.imports_rows import import_columns, import_faulty_rows, import_rows
from agencies.views.organisation import edit_agency, new_agency, organisation
from agencies.views.placements import change_supervisor_page, transfer_page
from agencies.views.roles import choose_role
from agencies.views.sign_in import sign_in_page, sign_out
from agencies.views.start import start
from agencies.views.tokens import integrations, new_token, revoke_token_page

urlpatterns = [
    path("", start, name="start"),
    path("masuk/", sign_in_page, name="sign-in"),
    path("keluar/", sign_out, name="sign-out"),
    path("akun/", account, name="account"),
    path("akun/tampilan/", display_settings, name="display-settings"),
    path("akun/surel/", mail_address, name="mail-address"),
    path("akun/kata-sandi/", change_password_page, name="change-password"),
    path("peran/", choose_role, name="choose-role"),
    path("organisasi/", organisation, name="organisation"),
    path("organisasi/baru/", new_agency, name="new-agency"),
    path("organisasi/<str:agency_code>/", edit_agency, name="edit-agency"),
    path("pegawai/", employees, name="employees"),
    path("pegawai/<int:employee_id>/", employee, name="employee"),
    path("pegawai/<int:employee_id>/atasan/", change_supervisor_page, name="change-supervisor"),
    path("pegawai/<int:employee_id>/mutasi/", transfer_page, name="transfer-employee"),
    path("integrasi/", integrations, name="integrations"),
    path("integrasi/token/baru/", new_token, name="new-token"),
    path("integrasi/token/<int:token_id>/cabut/", revoke_token_page, name="revoke-token"),
    path("impor/", imports, name="imports"),
    path("impor/draf/<int:draft_id>/", import_draft, name="import-draft"),
    path("impor/draf/<int:draft_id>/kolom/", import_columns, name="import-columns"),
    path("impor/draf/<int:draft_id>/baris/", import_rows, name="import-rows"),
    path("impor/draf/<int:draft_id>/bermasalah.xlsx", import_faulty_rows, name="import-faulty-rows"),
    path("impor/draf/<int:draft_id>/pratinjau/", import_preview, name="import-preview"),
    path("impor/draf/<int:draft_id>/terbitkan/", publish, name="publish-import"),
    path("impor/draf/<int:draft_id>/buang/", import_discard, name="discard-import"),
    path("impor/draf/<int:draft_id>/urungkan/", import_undo, name="undo-import"),
    path("impor/<str:kind>/", import_upload, name="import-upload"),
    path("impor/<str:kind>/templat.xlsx", import_template, name="import-template"),
]
