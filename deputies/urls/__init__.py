"""代表、单位、建议: each noun keeps its own addresses."""

from deputies.urls import (
    custody,
    deputies,
    duties,
    phone,
    promises,
    proposals,
    ratings,
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
    *ratings.urlpatterns,
    *promises.urlpatterns,
]
