from django.urls import path

from township_npc.office.views import files

urlpatterns = [path("files/<uuid:pk>/", files.file_detail, name="file-detail")]
