"""我的后台任务: how far it is, what came of it, how to go on. Each for the one who asked."""

from functools import partial

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from township_npc.office import clock
from township_npc.office.context import JOBS_KEY
from township_npc.office.jobs import kind_of, may_take
from township_npc.office.models import JobRun
from township_npc.office.policy import SIGNED_IN, policy
from township_npc.office.selectors import jobs_visible_to
from township_npc.office.services.files import files_of
from township_npc.office.services.jobs import log_taken, start_job
from township_npc.office.services.once import create_once

ROWS = 50


@policy(SIGNED_IN)
@never_cache
def job_list(request: HttpRequest) -> HttpResponse:
    runs = Paginator(jobs_visible_to(request.user), ROWS).get_page(request.GET.get("page"))
    context = {"page": runs, "now": clock.now(), "back_url": reverse("office:me")}
    return render(request, "office/job_list.html", context)


@policy(SIGNED_IN)
@never_cache
def job_detail(request: HttpRequest, pk) -> HttpResponse:
    run = get_object_or_404(jobs_visible_to(request.user), pk=pk)
    request.session[JOBS_KEY] = True
    return _page(request, run)


@policy(SIGNED_IN)
@never_cache
def job_file(request: HttpRequest, pk) -> HttpResponse:
    run = get_object_or_404(jobs_visible_to(request.user), pk=pk)
    if not may_take(request.user, run):
        raise Http404
    if run.has_expired(clock.now()):
        return _page(request, run, status=410)
    file = files_of(run).first() if run.has_result(clock.now()) else None
    if file is None or not default_storage.exists(file.key):
        raise Http404
    log_taken(run, file, by=request.user)
    return FileResponse(
        default_storage.open(file.key),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
    )


@policy(SIGNED_IN, "POST")
def job_again(request: HttpRequest, pk) -> HttpResponse:
    """A new job of the same words; on the page of the form where one tap is too little."""
    run = get_object_or_404(jobs_visible_to(request.user), pk=pk)
    kind = kind_of(run)
    if kind is None or not run.may_be_asked_again(clock.now()):
        return redirect(address(run))
    if kind.form_at:
        return redirect(kind.form_at())
    anew = partial(start_job, kind, by=request.user, title=run.title, **run.arguments)
    return create_once(request, lambda: address(anew()))


def address(run: JobRun) -> str:
    return reverse("office:job-detail", args=[run.pk])


def _page(request: HttpRequest, run: JobRun, *, status: int = 200) -> HttpResponse:
    now, kind = clock.now(), kind_of(run)
    context = {
        "run": run,
        "back_url": reverse("office:jobs"),
        "has_expired": run.has_expired(now),
        "is_allowed": may_take(request.user, run),
        "may_again": run.may_be_asked_again(now),
        "form_at": kind.form_at() if kind and kind.form_at else "",
        "waited": int((now - run.created_at).total_seconds() // 60),
        "file": files_of(run).first(),
    }
    return render(request, "office/job_detail.html", context, status=status)
