"""Sign-in, sign-out and the start page."""

from django.urls import path

from agencies.views.sign_in import sign_in_page, sign_out
from agencies.views.start import start

urlpatterns = [
    path("", start, name="start"),
    path("masuk/", sign_in_page, name="sign-in"),
    path("keluar/", sign_out, name="sign-out"),
]
