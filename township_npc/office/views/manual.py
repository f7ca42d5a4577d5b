"""怎么用: the handbook."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from township_npc.office.manual import by_readers, manual_pages, open_doors
from township_npc.office.policy import SIGNED_IN, policy


@policy(SIGNED_IN)
def manual(request: HttpRequest) -> HttpResponse:
    groups = by_readers(manual_pages(request.user), request.user)
    return render(
        request, "office/manual.html", {"groups": groups, "back_url": reverse("office:me")}
    )


@policy(SIGNED_IN)
def manual_page(request: HttpRequest, slug: str) -> HttpResponse:
    pages = {page.slug: page for page in manual_pages(request.user)}
    if slug not in pages:
        raise Http404
    page = pages[slug]
    context = {
        "page": page,
        "doors": open_doors(page, request.user),
        "back_url": reverse("office:manual"),
    }
    return render(request, page.template, context)
