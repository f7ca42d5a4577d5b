from django.urls import path

from deputies.views import ratings, reworks

urlpatterns = [
    path("proposals/ratings/", ratings.rating_totals, name="rating-totals"),
    path("proposals/<uuid:pk>/rate/", ratings.proposal_rate, name="proposal-rate"),
    path(
        "proposals/<uuid:pk>/rate/correct/",
        ratings.proposal_rate_correct,
        name="proposal-rate-correct",
    ),
    path("proposals/<uuid:pk>/ratings/enter/", ratings.rating_enter, name="rating-enter"),
    path(
        "proposals/<uuid:pk>/ratings/<uuid:rating>/correct/",
        ratings.rating_correct,
        name="rating-correct",
    ),
    path(
        "proposals/<uuid:pk>/ratings/<uuid:rating>/take-back/",
        ratings.rating_take_back,
        name="rating-take-back",
    ),
    path("proposals/<uuid:pk>/rework/", reworks.proposal_rework, name="proposal-rework"),
    path(
        "proposals/<uuid:pk>/reworks/<uuid:rework>/print/",
        reworks.rework_print,
        name="rework-print",
    ),
]
