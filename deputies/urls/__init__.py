"""代表、单位、建议: each noun keeps its own addresses."""

from deputies.urls import (
    county,
    custody,
    deputies,
    duties,
    phone,
    proposal_turns,
    proposals,
    roster,
    terms,
    units,
)

app_name = "deputies"
urlpatterns = [
    *terms.urlpatterns,
    *deputies.urlpatterns,
    *duties.urlpatterns,
    *custody.urlpatterns,
    *units.urlpatterns,
    *roster.urlpatterns,
    *phone.urlpatterns,
    *proposals.urlpatterns,
    *proposal_turns.urlpatterns,
    *county.urlpatterns,
]
