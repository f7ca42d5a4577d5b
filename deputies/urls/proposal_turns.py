"""并案、拆分、保密、书面撤回、重点督办、集中交办."""

from django.urls import path

from deputies.views import confidential, handover, key_proposals, merging, withdrawals

urlpatterns = [
    path("proposals/handover/", handover.handover_new, name="handover-new"),
    path("proposals/handover/<uuid:pk>/look/", handover.handover_look, name="handover-look"),
    path("proposals/handover/<uuid:pk>/hand/", handover.handover_hand, name="handover-hand"),
    path("proposals/handover/<uuid:pk>/", handover.handover_detail, name="handover-detail"),
    path("proposals/handover/<uuid:pk>/print/", handover.handover_print, name="handover-print"),
    path("proposals/key/", key_proposals.key_list, name="key-list"),
    path("proposals/key/<uuid:pk>/change/", key_proposals.key_change, name="key-change"),
    path("proposals/key/<uuid:pk>/end/", key_proposals.key_end, name="key-end"),
    path("proposals/key/<uuid:pk>/take-back/", key_proposals.key_take_back, name="key-take-back"),
    path("proposals/key/<uuid:pk>/visits/new/", key_proposals.visit_new, name="visit-new"),
    path(
        "proposals/key/visits/<uuid:pk>/take-back/",
        key_proposals.visit_take_back,
        name="visit-take-back",
    ),
    path("proposals/<uuid:pk>/key/", key_proposals.proposal_key, name="proposal-key"),
    path("proposals/<uuid:pk>/merge/", merging.proposal_merge, name="proposal-merge"),
    path(
        "proposals/<uuid:pk>/merge/suggest/",
        merging.proposal_merge_suggest,
        name="proposal-merge-suggest",
    ),
    path(
        "proposals/<uuid:pk>/merge/decline/",
        merging.proposal_merge_decline,
        name="proposal-merge-decline",
    ),
    path(
        "proposals/<uuid:pk>/merge/take-back/",
        merging.proposal_merge_take_back,
        name="proposal-merge-take-back",
    ),
    path("proposals/<uuid:pk>/separate/", merging.proposal_separate, name="proposal-separate"),
    path("proposals/<uuid:pk>/split/", merging.proposal_split, name="proposal-split"),
    path(
        "proposals/<uuid:pk>/confidential/",
        confidential.proposal_confidential,
        name="proposal-confidential",
    ),
    path(
        "proposals/<uuid:pk>/confidential/lift/",
        confidential.proposal_confidence_lift,
        name="proposal-confidence-lift",
    ),
    path(
        "proposals/<uuid:pk>/withdrawal/",
        withdrawals.proposal_withdrawal,
        name="proposal-withdrawal",
    ),
    path("proposals/<uuid:pk>/withdrawal/ask/", withdrawals.withdrawal_ask, name="withdrawal-ask"),
    path(
        "proposals/withdrawals/<uuid:pk>/confirm/",
        withdrawals.withdrawal_confirm,
        name="withdrawal-confirm",
    ),
    path(
        "proposals/withdrawals/<uuid:pk>/take-back/",
        withdrawals.withdrawal_take_back,
        name="withdrawal-take-back",
    ),
    path(
        "proposals/withdrawals/<uuid:pk>/strike/",
        withdrawals.withdrawal_strike,
        name="withdrawal-strike",
    ),
]
