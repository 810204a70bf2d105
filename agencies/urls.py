"""Sign-in, the start page, and what belongs to an account."""

from django.urls import path

from agencies.views.account import account, change_password_page, display_settings
from agencies.views.roles import choose_role
from agencies.views.sign_in import sign_in_page, sign_out
from agencies.views.start import start

urlpatterns = [
    path("", start, name="start"),
    path("masuk/", sign_in_page, name="sign-in"),
    path("keluar/", sign_out, name="sign-out"),
    path("akun/", account, name="account"),
    path("akun/tampilan/", display_settings, name="display-settings"),
    path("akun/kata-sandi/", change_password_page, name="change-password"),
    path("peran/", choose_role, name="choose-role"),
]
