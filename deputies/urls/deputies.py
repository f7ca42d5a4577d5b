from django.urls import path

from deputies.views import deputies, exports, public, seats

urlpatterns = [
    path("deputies/", deputies.deputy_list, name="deputy-list"),
    path("deputies/new/", deputies.deputy_new, name="deputy-new"),
    path("deputies/export/", exports.deputy_export, name="deputy-export"),
    path("deputies/<uuid:pk>/", deputies.deputy_detail, name="deputy-detail"),
    path("deputies/<uuid:pk>/edit/", deputies.deputy_edit, name="deputy-edit"),
    path("deputies/<uuid:pk>/seats/new/", deputies.seat_new, name="seat-new"),
    path("deputies/<uuid:pk>/end/", seats.deputy_end, name="deputy-end"),
    path("deputies/<uuid:pk>/suspend/", seats.deputy_suspend, name="deputy-suspend"),
    path("deputies/<uuid:pk>/restore/", seats.deputy_restore, name="deputy-restore"),
    path("deputies/<uuid:pk>/correct/", seats.deputy_correct, name="deputy-correct"),
    path("deputies/<uuid:pk>/phone/", seats.deputy_phone, name="deputy-phone"),
    path("deputies/<uuid:pk>/id-number/", seats.deputy_id_number, name="deputy-id-number"),
    path("public/deputies/", public.public_deputy_list, name="public-deputy-list"),
    path("public/deputies/<uuid:pk>/", public.public_deputy_detail, name="public-deputy-detail"),
]
