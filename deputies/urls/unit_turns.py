"""What units and the office do about who handles a 建议, and until when."""

from django.urls import path

from deputies.views import assisting, contests, extensions, replies

_ONE = "proposals/<uuid:pk>"

urlpatterns = [
    path(f"{_ONE}/reassign/", assisting.proposal_reassign, name="proposal-reassign"),
    path(f"{_ONE}/assisting/", assisting.proposal_assisting, name="proposal-assisting"),
    path(f"{_ONE}/opinion/", assisting.proposal_opinion, name="proposal-opinion"),
    path(f"{_ONE}/contest/", contests.proposal_contest, name="proposal-contest"),
    path(
        f"{_ONE}/contest/take-back/",
        contests.proposal_contest_take_back,
        name="proposal-contest-take-back",
    ),
    path(
        f"{_ONE}/contest/suggest/",
        contests.proposal_contest_suggest,
        name="proposal-contest-suggest",
    ),
    path(
        f"{_ONE}/contest/decide/",
        contests.proposal_contest_decide,
        name="proposal-contest-decide",
    ),
    path(
        f"{_ONE}/contest/reopen/",
        contests.proposal_contest_reopen,
        name="proposal-contest-reopen",
    ),
    path(f"{_ONE}/extension/", extensions.proposal_extension, name="proposal-extension"),
    path(
        f"{_ONE}/extension/take-back/",
        extensions.proposal_extension_take_back,
        name="proposal-extension-take-back",
    ),
    path(
        f"{_ONE}/extension/grant/",
        extensions.proposal_extension_grant,
        name="proposal-extension-grant",
    ),
    path(
        f"{_ONE}/extension/decide/",
        extensions.proposal_extension_decide,
        name="proposal-extension-decide",
    ),
    path(
        f"{_ONE}/extension/correct/",
        extensions.proposal_extension_correct,
        name="proposal-extension-correct",
    ),
    path(f"{_ONE}/reply/draft/", replies.proposal_reply_draft, name="proposal-reply-draft"),
]
