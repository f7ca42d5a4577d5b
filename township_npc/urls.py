"""Every address of the product; each room brings its own (architecture: URLs)."""

from django.urls import include, path

urlpatterns = [
    path("", include("township_npc.office.urls")),
    path("", include("deputies.urls")),
    path("", include("desk.urls")),
]

handler400 = "township_npc.office.views.errors.bad_request"
handler403 = "township_npc.office.views.errors.forbidden"
handler404 = "township_npc.office.views.errors.not_found"
handler500 = "township_npc.office.views.errors.server_error"
