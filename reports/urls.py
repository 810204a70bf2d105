"""Documents in the browser."""

from django.urls import path

import appraisal.urls  # noqa: F401 - registers the converter of period codes
from reports.views.scorecard_document import scorecard_document, scorecard_file

urlpatterns = [
    path("evaluasi/<period:code>/<int:plan_id>/kartu.pdf", scorecard_file, name="scorecard-file"),
    path("evaluasi/<period:code>/<int:plan_id>/kartu/", scorecard_document, name="scorecard-document"),
]
