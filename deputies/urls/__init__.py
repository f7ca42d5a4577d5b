"""代表、单位、建议: each noun keeps its own addresses."""

from deputies.urls import (
    cosigners,
    county,
    custody,
    deputies,
    duties,
    handling_report,
    phone,
    promises,
    proposal_turns,
    proposals,
    publication,
    ratings,
    roster,
    terms,
    unit_turns,
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
    *cosigners.urlpatterns,
    *unit_turns.urlpatterns,
    *proposal_turns.urlpatterns,
    *county.urlpatterns,
    *ratings.urlpatterns,
    *promises.urlpatterns,
    *publication.urlpatterns,
    *handling_report.urlpatterns,
]
