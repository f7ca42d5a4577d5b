from django.urls import path

from township_npc.office.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("me/big/", home.big_toggle, name="big"),
]
