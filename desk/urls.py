from django.urls import path

from desk.views import dashboard, privacy

app_name = "desk"
urlpatterns = [
    path("dashboard/", dashboard.dashboard_page, name="dashboard"),
    path("privacy/", privacy.privacy, name="privacy"),
]
