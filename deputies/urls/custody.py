from django.urls import path

from deputies.views import custody

urlpatterns = [
    path("custody/", custody.custody_list, name="custody-list"),
    path("custody/new/", custody.custody_new, name="custody-new"),
    path("custody/<uuid:pk>/", custody.custody_detail, name="custody-detail"),
    path("custody/<uuid:pk>/correct/", custody.custody_correct, name="custody-correct"),
]
