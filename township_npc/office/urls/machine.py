from django.urls import path

from township_npc.office.views import backup, key_sheet, machine

urlpatterns = [
    path("healthz", machine.healthz, name="healthz"),
    path("readyz", machine.readyz, name="readyz"),
    path("health/", machine.health_page, name="health"),
    path("backup/", backup.backup, name="backup"),
    path("backup/export/", backup.full_export, name="full-export"),
    path("backup/<str:name>/", backup.backup_download, name="backup-download"),
    path("keys/", key_sheet.key_sheet, name="key-sheet"),
    path("keys/file/", key_sheet.key_sheet_download, name="key-sheet-download"),
    path("keys/put-away/", key_sheet.key_sheet_put_away, name="key-sheet-put-away"),
]
