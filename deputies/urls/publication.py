"""公开: the director's acts, and what everybody reads."""

from django.urls import path

from deputies.views import public_proposals, publication

urlpatterns = [
    path("proposals/<uuid:pk>/publish/", publication.proposal_publish, name="proposal-publish"),
    path(
        "proposals/<uuid:pk>/take-down/",
        publication.proposal_take_down,
        name="proposal-take-down",
    ),
    path("public/proposals/", public_proposals.public_proposal_list, name="public-proposal-list"),
    path(
        "public/proposals/<uuid:pk>/",
        public_proposals.public_proposal_detail,
        name="public-proposal-detail",
    ),
]
