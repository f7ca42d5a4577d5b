"""县代表建议: a way of their own, up to the county."""

from django.urls import path

from deputies.views import county, county_up

urlpatterns = [
    path("proposals/county/", county.county_list, name="county-list"),
    path("proposals/county/new/", county.county_new, name="county-new"),
    path("proposals/county/write/", county_up.county_write, name="county-write"),
    path("proposals/county/print/", county_up.county_print, name="county-print"),
    path("proposals/county/printed/", county_up.county_printed, name="county-printed"),
    path("proposals/county/word/", county_up.county_word, name="county-word"),
    path("proposals/county/export/", county_up.county_export, name="county-export"),
    path("proposals/county/hand-up/", county_up.county_hand_up, name="county-hand-up"),
    path("proposals/county/<uuid:pk>/", county.county_detail, name="county-detail"),
    path("proposals/county/<uuid:pk>/edit/", county.county_edit, name="county-edit"),
    path("proposals/county/<uuid:pk>/drop/", county.county_drop, name="county-drop"),
    path("proposals/county/<uuid:pk>/correct/", county.county_correct, name="county-correct"),
    path("proposals/county/<uuid:pk>/answer/", county.county_answer, name="county-answer"),
]
