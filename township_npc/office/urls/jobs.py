from django.urls import path

from township_npc.office.views import jobs

urlpatterns = [
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<uuid:pk>/", jobs.job_detail, name="job-detail"),
    path("jobs/<uuid:pk>/file/", jobs.job_file, name="job-file"),
    path("jobs/<uuid:pk>/again/", jobs.job_again, name="job-again"),
]
