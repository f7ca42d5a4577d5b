from django.urls import path

from deputies.views import duties

urlpatterns = [
    path("deputies/me/", duties.deputy_me, name="deputy-me"),
    path("duties/new/", duties.duty_new, name="duty-new"),
    path("duties/objections/", duties.duty_objections, name="duty-objections"),
    path("duties/<uuid:pk>/", duties.duty_detail, name="duty-detail"),
    path("duties/<uuid:pk>/correct/", duties.duty_correct, name="duty-correct"),
    path("duties/<uuid:pk>/withdraw/", duties.duty_withdraw, name="duty-withdraw"),
    path("duties/<uuid:pk>/confirm/", duties.duty_confirm, name="duty-confirm"),
    path("duties/<uuid:pk>/object/", duties.duty_object, name="duty-object"),
    path("duties/<uuid:pk>/answer/", duties.duty_answer, name="duty-answer"),
]
