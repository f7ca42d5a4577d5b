from django.urls import path

from township_npc.office.views import rulebook

urlpatterns = [
    path("rulebook/", rulebook.rule_list, name="rulebook"),
    path("rulebook/<slug:key>/", rulebook.rule_detail, name="rule-detail"),
    path("rulebook/<slug:key>/set/", rulebook.rule_set, name="rule-set"),
    path("rulebook/<slug:key>/return/", rulebook.rule_return, name="rule-return"),
]
