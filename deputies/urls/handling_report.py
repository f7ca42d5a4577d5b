from django.urls import path

from deputies.views import handling_report as views

urlpatterns = [
    path("proposals/report/", views.proposal_report, name="proposal-report"),
    path("proposals/report/print/", views.proposal_report_print, name="proposal-report-print"),
    path("proposals/report/export/", views.proposal_report_export, name="proposal-report-export"),
]
