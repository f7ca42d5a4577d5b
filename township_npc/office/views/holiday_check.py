"""What a change of the calendar would do, shown before it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from township_npc.office import clock
from township_npc.office.choices import DayKind
from township_npc.office.holidays.lines import Entry, Reading
from township_npc.office.holidays.plan import Plan, calendar_after, real_changes, stretches_of
from township_npc.office.selectors.holidays import Stored
from township_npc.office.selectors.recount import foresee

_NOT_SENT_AGAIN = ("csrfmiddlewaretoken", "seen", "text", "file_name")


@dataclass(frozen=True)
class Check:
    """The first sending looks, the second, which says what it has seen, carries out."""

    request: HttpRequest
    stored: Stored
    plan: Plan
    year: int
    verb: str
    reading: Reading | None = None  # of an import
    file_name: str = ""
    kept: int = 0  # days that an undo leaves alone

    def answer(self, act: Callable[..., int]) -> HttpResponse:
        seen = self.request.POST.get("seen")
        if not seen:
            return self._page()
        try:
            moved = act(by=self.request.user, seen=seen, at=clock.now())
        except ValidationError as error:
            messages.error(self.request, error.messages[0])
            return self._page()
        told = f"，重新算了 {moved} 件的期限。" if moved else "，没有期限要改。"
        messages.success(self.request, f"办好了{told}")
        return redirect(f"{reverse('office:holiday-list')}?year={self.year}")

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What was sent, to be sent again; a file as the lines that were read in it."""
        sent = self.request.POST.dict()
        left_out = _NOT_SENT_AGAIN + (("announces",) if self.has_gaps else ())
        again = [(name, value) for name, value in sent.items() if name not in left_out]
        if self.reading:
            text = "\n".join(map(_line, self.reading.entries))
            again += [("text", text), ("file_name", self.file_name)]
        return again

    @property
    def has_gaps(self) -> bool:
        """Some rows could not be read: the year is not whole, so it is not called announced."""
        return bool(self.reading and self.reading.faults)

    def _page(self) -> HttpResponse:
        changes, years = real_changes(self.plan, self.stored.days), self.stored.years
        context = {
            "check": self,
            "stretches": stretches_of(changes),
            "same": len(self.plan.days) - len(changes),
            "years": [(year, to) for year, to in self.plan.years.items() if years.get(year) != to],
            "today": clock.today(),
            "foreseen": foresee(calendar_after(self.plan, self.stored.calendar)),
        }
        return render(self.request, "office/holiday_check.html", context)


def _line(entry: Entry) -> str:
    return "\t".join((entry.on.isoformat(), DayKind(entry.kind).label, entry.name))
