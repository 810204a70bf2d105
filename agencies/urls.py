"""Sign-in, the start page, what belongs to an account; units and people."""

from django.urls import path

from agencies.views.account import account, change_password_page, display_settings, mail_address
from agencies.views.account_link import account_link
from agencies.views.accounts import accounts, make_account, make_accounts, new_account
from agencies.views.audit import audit_event, audit_trail
from agencies.views.devices import devices, end_device, end_others
from agencies.views.employees import employee, employees
from agencies.views.identity import identity
from agencies.views.identity_provider import identity_provider
from agencies.views.imports import import_discard, import_draft, import_template, import_undo, import_upload, imports
from agencies.views.imports_preview import import_preview, publish
from agencies.views.imports_rows import import_columns, import_faulty_rows, import_rows
from agencies.views.link_sheet import link_sheet
from agencies.views.one_account import account_of, drop_factor, end_devices, grant, link, switch, take
from agencies.views.organisation import edit_agency, new_agency, organisation
from agencies.views.own_tokens import new_own_token, own_tokens, revoke_own_token
from agencies.views.placements import change_supervisor_page, transfer_page
from agencies.views.provider import from_provider, to_provider
from agencies.views.roles import choose_role
from agencies.views.second_factor import recovery_codes, second_factor, second_factor_app, second_factor_off
from agencies.views.sign_in import sign_in_page, sign_out
from agencies.views.sign_in_code import sign_in_code
from agencies.views.start import start
from agencies.views.tokens import integrations, new_token, revoke_token_page

urlpatterns = [
    path("", start, name="start"),
    path("masuk/", sign_in_page, name="sign-in"),
    path("masuk/kode/", sign_in_code, name="sign-in-code"),
    path("masuk/penyedia/", to_provider, name="sign-in-provider"),
    path("masuk/penyedia/selesai/", from_provider, name="sign-in-provider-return"),
    path("keluar/", sign_out, name="sign-out"),
    path("akun/", account, name="account"),
    path("akun/tampilan/", display_settings, name="display-settings"),
    path("akun/surel/", mail_address, name="mail-address"),
    path("akun/kata-sandi/", change_password_page, name="change-password"),
    path("akun/perangkat/", devices, name="devices"),
    path("akun/perangkat/<int:device_id>/keluarkan/", end_device, name="end-device"),
    path("akun/perangkat/lainnya/keluarkan/", end_others, name="end-other-devices"),
    path("sandi/<int:region_id>/<str:secret>/", account_link, name="account-link"),
    path("akun/token/", own_tokens, name="own-tokens"),
    path("akun/token/baru/", new_own_token, name="new-own-token"),
    path("akun/token/<int:token_id>/cabut/", revoke_own_token, name="revoke-own-token"),
    path("akun/verifikasi-dua-langkah/", second_factor, name="second-factor"),
    path("akun/verifikasi-dua-langkah/aplikasi/", second_factor_app, name="second-factor-app"),
    path("akun/verifikasi-dua-langkah/kode-pemulihan/", recovery_codes, name="recovery-codes"),
    path("akun/verifikasi-dua-langkah/nonaktif/", second_factor_off, name="second-factor-off"),
    path("peran/", choose_role, name="choose-role"),
    path("organisasi/", organisation, name="organisation"),
    path("organisasi/baru/", new_agency, name="new-agency"),
    path("organisasi/<str:agency_code>/", edit_agency, name="edit-agency"),
    path("pegawai/", employees, name="employees"),
    path("pegawai/<int:employee_id>/", employee, name="employee"),
    path("pegawai/<int:employee_id>/atasan/", change_supervisor_page, name="change-supervisor"),
    path("pegawai/<int:employee_id>/mutasi/", transfer_page, name="transfer-employee"),
    path("pengaturan/penyedia-identitas/", identity_provider, name="identity-provider"),
    path("pegawai/<int:employee_id>/akun/", make_account, name="create-account"),
    path("pengaturan/peran/", accounts, name="accounts"),
    path("pengaturan/peran/baru/", new_account, name="new-account"),
    path("pengaturan/peran/buat/", make_accounts, name="create-accounts"),
    path("pengaturan/peran/lembar/", link_sheet, name="link-sheet"),
    path("pengaturan/peran/<int:user_id>/", account_of, name="account-of"),
    path("pengaturan/peran/<int:user_id>/beri/", grant, name="grant-role"),
    path("pengaturan/peran/<int:user_id>/cabut/<int:grant_id>/", take, name="take-role"),
    path("pengaturan/peran/<int:user_id>/tautan/", link, name="give-link"),
    path("pengaturan/peran/<int:user_id>/status/", switch, name="switch-account"),
    path("pengaturan/peran/<int:user_id>/perangkat/", end_devices, name="end-devices"),
    path("pengaturan/peran/<int:user_id>/dua-langkah/", drop_factor, name="drop-factor"),
    path("integrasi/", integrations, name="integrations"),
    path("integrasi/token/baru/", new_token, name="new-token"),
    path("integrasi/token/<int:token_id>/cabut/", revoke_token_page, name="revoke-token"),
    path("pengaturan/jejak-audit/", audit_trail, name="audit-trail"),
    path("pengaturan/jejak-audit/<int:event_id>/", audit_event, name="audit-event"),
    path("pengaturan/identitas/", identity, name="identity"),
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
