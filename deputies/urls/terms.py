from django.urls import path

from deputies.views import groups, terms

urlpatterns = [
    path("terms/", terms.term_list, name="term-list"),
    path("terms/new/", terms.term_new, name="term-new"),
    path("terms/<uuid:pk>/", terms.term_edit, name="term-edit"),
    path("terms/<uuid:pk>/sessions/new/", terms.session_new, name="session-new"),
    path("terms/sessions/<uuid:pk>/", terms.session_edit, name="session-edit"),
    path("districts/", groups.district_list, name="district-list"),
    path("districts/new/", groups.district_new, name="district-new"),
    path("districts/<uuid:pk>/", groups.district_edit, name="district-edit"),
    path("groups/", groups.group_list, name="group-list"),
    path("groups/new/", groups.group_new, name="group-new"),
    path("groups/<uuid:pk>/", groups.group_detail, name="group-detail"),
    path("groups/<uuid:pk>/edit/", groups.group_edit, name="group-edit"),
    path("groups/<uuid:pk>/members/", groups.group_members, name="group-members"),
]
