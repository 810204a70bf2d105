"""Screens of the indicators."""

from django.urls import path

from indicators.views.agreed_plan import agreed_plan
from indicators.views.agreement import agreement
from indicators.views.agreements import agreements
from indicators.views.catalogue import catalogue, catalogue_publication
from indicators.views.catalogue_drafts import (
    change_indicator,
    discard_indicator_draft,
    indicator_draft,
    new_indicator,
    open_draft_comments,
)
from indicators.views.catalogue_publishing import end_indicator, publish_indicator_draft
from indicators.views.contributions import (
    answer,
    comment,
    contribution,
    contributions,
    draft_of_contribution,
    propose,
)
from indicators.views.draft_contributions import draft_contributions
from indicators.views.indicator import indicator
from indicators.views.indicators import indicators
from indicators.views.my_plan import amend, draft, my_plans, plan, withdraw
from indicators.views.plan_dialogue import agree, plan_dialogue, return_to_employee
from indicators.views.plan_items import items
from indicators.views.plan_parts import annexes, behaviour, check
from indicators.views.plan_results import results
from indicators.views.role_matrix import role_matrix
from indicators.views.team_plans import team_plans

urlpatterns = [
    path("indikator/", indicators, name="indicators"),
    path("indikator/<int:indicator_id>/", indicator, name="indicator"),
    path("indikator/baru/", new_indicator, name="new-indicator"),
    path("indikator/<int:indicator_id>/ubah/", change_indicator, name="change-indicator"),
    path("indikator/<int:indicator_id>/henti/", end_indicator, name="retire-indicator"),
    path("indikator/draf/<int:draft_id>/", indicator_draft, name="indicator-draft"),
    path("indikator/draf/<int:draft_id>/terbitkan/", publish_indicator_draft, name="publish-indicator-draft"),
    path("indikator/draf/<int:draft_id>/masa-masukan/", open_draft_comments, name="open-draft-comments"),
    path("indikator/draf/<int:draft_id>/buang/", discard_indicator_draft, name="discard-indicator-draft"),
    path("indikator/katalog/<str:agency_code>/", catalogue, name="catalogue"),
    path("indikator/penerbitan/<int:publication_id>/", catalogue_publication, name="catalogue-publication"),
    path("indikator/<int:indicator_id>/masukan/", comment, name="comment-indicator"),
    path("indikator/draf/<int:draft_id>/masukan/", draft_contributions, name="draft-contributions"),
    path("masukan/", contributions, name="contributions"),
    path("masukan/usul/", propose, name="propose-indicator"),
    path("masukan/<int:contribution_id>/", contribution, name="contribution"),
    path("masukan/<int:contribution_id>/jawab/", answer, name="answer-contribution"),
    path("masukan/<int:contribution_id>/draf/", draft_of_contribution, name="draft-of-contribution"),
    path("perjanjian/", agreements, name="agreements"),
    path("perjanjian/<str:agency_code>/<int:year>/", agreement, name="agreement"),
    path("skp/", my_plans, name="my-plans"),
    path("skp/baru/", draft, name="draft-plan"),
    path("skp/<int:version_id>/", plan, name="plan"),
    path("skp/<int:version_id>/hasil/", results, name="plan-results"),
    path("skp/<int:version_id>/indikator/", items, name="plan-items"),
    path("skp/<int:version_id>/perilaku/", behaviour, name="plan-behaviour"),
    path("skp/<int:version_id>/dukungan/", annexes, name="plan-annexes"),
    path("skp/<int:version_id>/periksa/", check, name="submit-plan"),
    path("skp/<int:version_id>/tarik/", withdraw, name="withdraw-plan"),
    path("skp/rencana/<int:plan_id>/", agreed_plan, name="agreed-plan"),
    path("skp/rencana/<int:plan_id>/adendum/", amend, name="amend-plan"),
    path("skp/<int:version_id>/dialog/", plan_dialogue, name="plan-dialogue"),
    path("skp/<int:version_id>/sepakati/", agree, name="agree-plan"),
    path("skp/<int:version_id>/kembalikan/", return_to_employee, name="return-plan"),
    path("skp-tim/", team_plans, name="team-plans"),
    path("skp-tim/matriks/", role_matrix, name="role-matrix"),
]
