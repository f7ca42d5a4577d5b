"""The shared pages: home, signing in, files, health, settings."""

from township_npc.office.urls import (
    accounts,
    files,
    holidays,
    home,
    machine,
    rulebook,
    sign_in,
    todos,
)

app_name = "office"
urlpatterns = [
    *home.urlpatterns,
    *sign_in.urlpatterns,
    *accounts.urlpatterns,
    *files.urlpatterns,
    *machine.urlpatterns,
    *rulebook.urlpatterns,
    *holidays.urlpatterns,
    *todos.urlpatterns,
]
