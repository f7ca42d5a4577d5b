from django.urls import path

from deputies.views import contacts, units

urlpatterns = [
    path("units/", units.unit_list, name="unit-list"),
    path("units/new/", units.unit_new, name="unit-new"),
    path("units/<uuid:pk>/", units.unit_detail, name="unit-detail"),
    path("units/<uuid:pk>/edit/", units.unit_edit, name="unit-edit"),
    path("units/<uuid:pk>/members/new/", units.unit_member_new, name="unit-member-new"),
    path("units/members/<uuid:pk>/remove/", units.unit_member_remove, name="unit-member-remove"),
    path("contacts/", contacts.contact_list, name="contact-list"),
]
