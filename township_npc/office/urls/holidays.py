from django.urls import path

from township_npc.office.views import holidays

urlpatterns = [
    path("holidays/", holidays.holiday_list, name="holiday-list"),
    path("holidays/day/", holidays.holiday_set, name="holiday-set"),
    path("holidays/day/take-back/", holidays.holiday_take_back, name="holiday-take-back"),
    path("holidays/import/", holidays.holiday_import, name="holiday-import"),
    path("holidays/import/undo/", holidays.holiday_import_undo, name="holiday-import-undo"),
    path("holidays/announce/", holidays.year_announce, name="year-announce"),
    path("holidays/announce/take-back/", holidays.year_take_back, name="year-take-back"),
]
