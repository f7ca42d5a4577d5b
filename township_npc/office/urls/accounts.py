from django.urls import path

from township_npc.office.views import accounts

urlpatterns = [
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/new/", accounts.account_new, name="account-new"),
    path("accounts/<uuid:pk>/", accounts.account_detail, name="account-detail"),
    path("accounts/<uuid:pk>/roles/", accounts.account_roles, name="account-roles"),
    path("accounts/<uuid:pk>/reset/", accounts.account_reset, name="account-reset"),
    path("accounts/<uuid:pk>/disable/", accounts.account_disable, name="account-disable"),
    path("accounts/<uuid:pk>/enable/", accounts.account_enable, name="account-enable"),
    path(
        "accounts/<uuid:pk>/second-factor/",
        accounts.account_second_factor,
        name="account-second-factor",
    ),
]
