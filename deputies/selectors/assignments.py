"""Who had a 建议 from when to when, and what the unit that has it now has asked for."""

from django.db.models import QuerySet

from deputies.models import Assignment, Contest, Extension, Proposal


def assignment_in_force(proposal: Proposal) -> Assignment | None:
    return proposal.assignments.in_force().select_related("unit").first()


def assignment_history(proposal: Proposal) -> QuerySet[Assignment]:
    """Which unit had it from when to when, by when due, newest first; not what was put right."""
    return proposal.assignments.filter(is_undone=False).select_related("unit").reverse()


def contest_waiting(proposal: Proposal) -> Contest | None:
    people = ("by__person", "proposed_by__person", "suggested_unit")
    return _of_now(Contest.objects.waiting(), proposal).select_related(*people).first()


def contest_refused(proposal: Proposal) -> Contest | None:
    """The last answer no to the unit that has it now."""
    refused = Contest.objects.filter(
        is_agreed=False, assignment__in=proposal.assignments.in_force()
    )
    return refused.select_related("decided_by__person").last()


def extension_waiting(proposal: Proposal) -> Extension | None:
    waiting = _of_now(Extension.objects.waiting(), proposal)
    return waiting.select_related("asked_by__person").first()


def extension_decided(proposal: Proposal) -> Extension | None:
    """The last decision about the deadline that runs now."""
    decided = Extension.objects.filter(
        decided_at__isnull=False, assignment__in=proposal.assignments.in_force()
    )
    return decided.select_related("decided_by__person").order_by("decided_at").last()


def _of_now(rows: QuerySet, proposal: Proposal) -> QuerySet:
    return rows.filter(assignment__proposal=proposal).select_related(
        "assignment__unit", "assignment__proposal__lead_unit"
    )
