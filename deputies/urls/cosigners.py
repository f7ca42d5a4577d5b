from django.urls import path

from deputies.views import cosigners, cosigning, likeness, paper_signatures

_ONE = "proposals/<uuid:pk>"
urlpatterns = [
    path(f"{_ONE}/likeness/", likeness.likeness_list, name="likeness-list"),
    path(f"{_ONE}/cosign/", cosigning.proposal_cosign, name="proposal-cosign"),
    path(f"{_ONE}/second/", cosigning.proposal_second, name="proposal-second"),
    path(f"{_ONE}/second/drop/", cosigning.proposal_second_drop, name="proposal-second-drop"),
    path(f"{_ONE}/cosigners/", cosigners.cosigner_list, name="cosigner-list"),
    path(f"{_ONE}/cosigners/invite/", cosigners.cosigner_invite, name="cosigner-invite"),
    path(f"{_ONE}/cosigners/paper/", paper_signatures.cosigner_paper, name="cosigner-paper"),
    path(
        f"{_ONE}/cosigners/<uuid:cosigner>/remove/",
        cosigners.cosigner_remove,
        name="cosigner-remove",
    ),
    path(
        f"{_ONE}/cosigners/<uuid:cosigner>/confirm/",
        cosigners.cosigner_confirm,
        name="cosigner-confirm",
    ),
    path(
        f"{_ONE}/cosigners/<uuid:cosigner>/correct/",
        paper_signatures.cosigner_correct,
        name="cosigner-correct",
    ),
]
