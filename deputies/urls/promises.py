from django.urls import path

from deputies.views import promises

urlpatterns = [
    path("proposals/promises/", promises.promise_list, name="promise-list"),
    path("proposals/promises/export/", promises.promise_export, name="promise-export"),
    path("proposals/promises/<uuid:pk>/report/", promises.promise_report, name="promise-report"),
    path("proposals/promises/<uuid:pk>/settle/", promises.promise_settle, name="promise-settle"),
    path(
        "proposals/promises/<uuid:pk>/put-back/", promises.promise_put_back, name="promise-put-back"
    ),
]
