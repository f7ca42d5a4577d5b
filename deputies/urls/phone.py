"""A deputy's own writing. A draft's address carries the key that makes it one record."""

from django.urls import path

from deputies.views import phone, phone_drafts, phone_photos

urlpatterns = [
    path("proposals/new/", phone.proposal_new, name="proposal-new"),
    path("proposals/drafts/", phone_drafts.draft_list, name="draft-list"),
    path("proposals/<uuid:pk>/write/", phone.proposal_write, name="proposal-write"),
    path("proposals/<uuid:pk>/sent/", phone.proposal_sent, name="proposal-sent"),
    path("proposals/<uuid:pk>/withdraw/", phone.proposal_withdraw, name="proposal-withdraw"),
    path("proposals/<uuid:pk>/draft/", phone_drafts.draft_save, name="draft-save"),
    path("proposals/<uuid:pk>/delete/", phone_drafts.draft_delete, name="draft-delete"),
    path("proposals/<uuid:pk>/photos/", phone_photos.photo_add, name="photo-add"),
    path(
        "proposals/<uuid:pk>/photos/<uuid:photo>/drop/", phone_photos.photo_drop, name="photo-drop"
    ),
]
