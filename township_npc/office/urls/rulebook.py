from django.urls import path

from township_npc.office.views import rulebook

urlpatterns = [path("rulebook/", rulebook.rule_list, name="rulebook")]
