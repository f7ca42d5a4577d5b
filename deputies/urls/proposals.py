from django.urls import path

from deputies.views import handling, proposal_entry, proposal_export, proposals, replies

urlpatterns = [
    path("proposals/", proposals.proposal_list, name="proposal-list"),
    path("proposals/export/", proposal_export.proposal_export, name="proposal-export"),
    path("proposals/enter/", proposal_entry.proposal_enter, name="proposal-enter"),
    path("proposals/<uuid:pk>/", proposals.proposal_detail, name="proposal-detail"),
    path("proposals/<uuid:pk>/print/", proposals.proposal_print, name="proposal-print"),
    path("proposals/<uuid:pk>/phone/", proposals.proposal_phone, name="proposal-phone"),
    path("proposals/<uuid:pk>/accept/", handling.proposal_accept, name="proposal-accept"),
    path("proposals/<uuid:pk>/return/", handling.proposal_return, name="proposal-return"),
    path("proposals/<uuid:pk>/suggest/", handling.proposal_suggest, name="proposal-suggest"),
    path("proposals/<uuid:pk>/assign/", handling.proposal_assign, name="proposal-assign"),
    path("proposals/<uuid:pk>/sign/", handling.proposal_sign, name="proposal-sign"),
    path("proposals/<uuid:pk>/contact/", handling.proposal_contact, name="proposal-contact"),
    path(
        "proposals/<uuid:pk>/contact/<uuid:contact>/take-back/",
        handling.proposal_contact_take_back,
        name="proposal-contact-take-back",
    ),
    path("proposals/<uuid:pk>/reply/", replies.proposal_reply, name="proposal-reply"),
    path(
        "proposals/<uuid:pk>/reply/return/",
        handling.proposal_reply_return,
        name="proposal-reply-return",
    ),
    path("proposals/<uuid:pk>/close/", handling.proposal_close, name="proposal-close"),
    path("proposals/<uuid:pk>/correct/", handling.proposal_correct, name="proposal-correct"),
]
