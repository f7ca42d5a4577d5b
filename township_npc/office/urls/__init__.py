"""The shared pages: home, signing in, files, health, settings."""

from township_npc.office.urls import (
    accounts,
    files,
    holidays,
    home,
    jobs,
    machine,
    manual,
    papers,
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
    *jobs.urlpatterns,
    *machine.urlpatterns,
    *rulebook.urlpatterns,
    *holidays.urlpatterns,
    *todos.urlpatterns,
    *manual.urlpatterns,
    *papers.urlpatterns,
]
