from django.urls import path

from township_npc.office.views import manual

urlpatterns = [
    path("manual/", manual.manual, name="manual"),
    path("manual/<slug:slug>/", manual.manual_page, name="manual-page"),
]
