"""``python bench/proposal_list.py [ROWS]``: the list of 建议 beside a bare Django list page.

One run, the pages by turns, so that a busy machine slows them alike: the list at 50 rows, the list
at 5,000, and what Django's own ListView makes of the same rows and columns behind the same
middleware (a bare table: no frame, no counts, no deadlines). Budgets (docs/architecture.md): 5,000
rows ≤ 1.5 × 50 rows; ≥ 0.5 of the bare page's requests a second; ≤ 12 queries.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

SMALL, ROUNDS = 50, 40
LIST = "/proposals/"
BARE = "/bare/"
_BARE_PAGE = """<!doctype html><title>建议</title><table>{% for row in page_obj %}<tr>
<td>{{ row.number }}</td><td>{{ row.title }}</td><td>{{ row.lead.person.name }}</td>
<td>{{ row.lead_unit.name }}</td><td>{{ row.get_state_display }}</td><td>{{ row.reply_due_on }}</td>
</tr>{% endfor %}</table><p>{{ page_obj.number }} / {{ page_obj.paginator.num_pages }}</p>"""


def main(rows: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    _add_bare_page(settings)
    call_command("migrate", verbosity=0)
    ground = _lay_ground()
    _fill(SMALL, **ground)
    small = _pages(ground["director"], bare=False)
    _fill(rows, **ground)
    large = _pages(ground["director"], bare=True)
    _fill(SMALL, **ground)
    small["list"] += _pages(ground["director"], bare=False)["list"]
    _report(rows, small, large)


def _add_bare_page(settings) -> None:
    from django.urls import path
    from django.views.generic import ListView

    from deputies.models import Proposal
    from township_npc import urls
    from township_npc.office.policy import SIGNED_IN, policy

    loaders = [("django.template.loaders.locmem.Loader", {"bare.html": _BARE_PAGE})]
    settings.TEMPLATES = [
        *settings.TEMPLATES,
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "NAME": "bare",
            "OPTIONS": {"loaders": loaders},
        },
    ]
    rows = Proposal.objects.select_related("lead__person", "lead_unit")
    view = ListView.as_view(
        queryset=rows.order_by("-submitted_at", "pk"),
        template_name="bare.html",
        template_engine="bare",
        paginate_by=SMALL,
    )
    urls.urlpatterns.append(path(BARE.strip("/") + "/", policy(SIGNED_IN)(view)))


def _lay_ground() -> dict:
    from tests import factories

    factories.make_office()
    return {
        "director": factories.make_user("director"),
        "meeting": factories.make_session(),
        "leads": [factories.make_deputy(f"代表{n}") for n in range(71)],
        "units": [factories.make_unit(f"第 {n} 办") for n in range(18)],
    }


def _fill(rows: int, *, director, meeting, leads, units) -> None:
    """Five still open, the rest answered, so that both first pages show the same; long texts."""
    from deputies.models import Proposal, Reply

    Reply.objects.all().delete()
    Proposal.objects.all().delete()
    proposals = [_proposal(n, meeting, leads, units) for n in range(rows)]
    Proposal.objects.bulk_create(proposals)
    Reply.objects.bulk_create(
        _reply(proposal, director) for proposal in proposals if proposal.state == "closed"
    )


def _proposal(n: int, meeting, leads, units):
    from deputies.models import Proposal
    from tests.factories import moment

    assigned_on = date(2026, 9, 1) + timedelta(days=n % 60)
    due_on = assigned_on + timedelta(days=91)
    is_open = n < 5
    return Proposal(
        lead=leads[n % len(leads)],
        title=f"第 {n} 件：修复通组道路破损路面",
        text="路面破损，雨天积水。" * 40,
        category="building",
        state="signed" if is_open else "closed",
        closed_on=None if is_open else due_on,
        number=n + 1,
        congress_session=meeting,
        submitted_at=moment(2026, 6, 11),
        lead_unit=units[n % len(units)],
        assigned_on=assigned_on,
        reply_due_on=due_on,
        due_sum=_sum(assigned_on, due_on),
        written_at=moment(2026, 6, 10),
        saved_at=moment(2026, 6, 10),
    )


def _sum(start: date, due_on: date) -> dict:
    return {
        "start": start.isoformat(),
        "amount": 3,
        "unit": "month",
        "source": "《代表法》第五十一条第二款",
        "nominal": due_on.isoformat(),
        "due": due_on.isoformat(),
        "moved_because": "",
        "provisional": False,
    }


def _reply(proposal, by):
    from deputies.models import Reply
    from tests.factories import moment

    return Reply(
        proposal=proposal,
        unit=proposal.lead_unit,
        result="A",
        text="已经办好。",
        replied_on=proposal.assigned_on + timedelta(days=60),
        due_on=proposal.reply_due_on,
        written_at=moment(2026, 11, 1),
        by=by,
    )


def _pages(director, *, bare: bool) -> dict[str, list[float]]:
    """Seconds of each request, the pages by turns."""
    from django.test import Client

    client = Client()
    client.force_login(director)
    pages = {"list": lambda: client.get(LIST)}
    if bare:
        pages["bare"] = lambda: client.get(BARE)
    for page in pages.values():
        assert page().status_code == 200
    taken = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, page in pages.items():
            started = time.perf_counter()
            page()
            taken[name].append(time.perf_counter() - started)
    taken["queries"] = _queries(pages["list"])
    return taken


def _queries(page) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        page()
    return len(queries)


def _report(rows: int, small: dict, large: dict) -> None:
    at_small, at_large, bare = (
        statistics.median(taken) for taken in (small["list"], large["list"], large["bare"])
    )
    _say(f"{'list,':<7}{SMALL:>6} rows {at_small * 1000:8.1f} ms   {small['queries']} queries")
    _say(f"{'list,':<7}{rows:>6} rows {at_large * 1000:8.1f} ms   {large['queries']} queries")
    _say(f"{'bare,':<7}{rows:>6} rows {bare * 1000:8.1f} ms")
    _say(f"{rows} rows / {SMALL} rows    {at_large / at_small:8.2f}      budget ≤ 1.5")
    _say(f"requests, list / bare  {bare / at_large:8.2f}      budget ≥ 0.5")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    folder = tempfile.mkdtemp(prefix="npc-bench-")
    sys.path.insert(0, str(Path(__file__).parent.parent))
    os.environ.update(NPC_MODE="office", NPC_VAR=folder, NPC_PLAIN_STATIC="1")
    os.environ["DJANGO_SETTINGS_MODULE"] = "township_npc.settings"
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
