"""Screens of the indicators."""

from django.urls import path

from indicators.views.indicator import indicator
from indicators.views.indicators import indicators

urlpatterns = [
    path("indikator/", indicators, name="indicators"),
    path("indikator/<int:indicator_id>/", indicator, name="indicator"),
]
