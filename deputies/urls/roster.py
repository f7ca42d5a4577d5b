from django.urls import path

from deputies.views import roster

urlpatterns = [
    path("deputies/import/", roster.roster_import, name="roster-import"),
    path("deputies/import/sample/", roster.roster_sample, name="roster-sample"),
    path("deputies/import/<uuid:pk>/", roster.roster_preview, name="roster-preview"),
    path("deputies/import/<uuid:pk>/choose/", roster.roster_choose, name="roster-choose"),
    path("deputies/import/<uuid:pk>/write/", roster.roster_write, name="roster-write"),
    path("deputies/import/<uuid:pk>/drop/", roster.roster_drop, name="roster-drop"),
    path("deputies/import/<uuid:pk>/undo/", roster.roster_undo, name="roster-undo"),
]
