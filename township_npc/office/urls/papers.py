from django.urls import path

from township_npc.office.views.papers import acts, detail, lists, proof, register, writing

_ONE = "papers/<uuid:pk>/"
urlpatterns = [
    path("papers/", lists.paper_list, name="paper-list"),
    path("papers/new/", lists.paper_choose, name="paper-choose"),
    path("papers/new/<slug:key>/", lists.paper_new, name="paper-new"),
    path("papers/register/", register.paper_register, name="paper-register"),
    path("papers/register/export/", register.paper_register_export, name="paper-register-export"),
    path("papers/register/reserve/", register.number_reserve, name="number-reserve"),
    path("papers/register/<uuid:pk>/void/", register.number_void, name="number-void"),
    path("papers/register/<uuid:pk>/restore/", register.number_restore, name="number-restore"),
    path(_ONE, detail.paper_detail, name="paper-detail"),
    path(f"{_ONE}file.pdf", detail.paper_file, {"kind": "pdf"}, name="paper-pdf"),
    path(f"{_ONE}file.docx", detail.paper_file, {"kind": "docx"}, name="paper-docx"),
    path(f"{_ONE}write/", writing.paper_write, name="paper-write"),
    path(f"{_ONE}dates/", writing.paper_dates, name="paper-dates"),
    path(f"{_ONE}to-proof/", acts.paper_to_proof, name="paper-to-proof"),
    path(f"{_ONE}proof/", proof.paper_proof, name="paper-proof"),
    path(f"{_ONE}proof/accept/", proof.finding_accept, name="finding-accept"),
    path(f"{_ONE}proof/stand/", proof.finding_stand, name="finding-stand"),
    path(f"{_ONE}proof/again/<uuid:answer>/", proof.finding_again, name="finding-again"),
    path(f"{_ONE}proof/tick/", proof.gate_tick, name="gate-tick"),
    path(f"{_ONE}sign/", acts.paper_sign, name="paper-sign"),
    path(f"{_ONE}take-back/", acts.paper_take_back, name="paper-take-back"),
    path(f"{_ONE}drop/", acts.paper_drop, name="paper-drop"),
    path(f"{_ONE}take-up/", acts.paper_take_up, name="paper-take-up"),
    path(f"{_ONE}issue/", acts.paper_issue, name="paper-issue"),
    path(f"{_ONE}filed/", acts.paper_filed, name="paper-filed"),
    path(f"{_ONE}unfile/", acts.paper_unfile, name="paper-unfile"),
]
