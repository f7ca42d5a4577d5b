"""What stood before there were rows for it: the assignment in force, the deadline of each reply."""

from django.db import migrations

HAS_BEEN_ASSIGNED = ("assigned", "signed", "replied", "closed")


def fill(apps, schema_editor):
    """Until now a proposal had one assignment that counts: its own fields say which."""
    Proposal = apps.get_model("deputies", "Proposal")
    Assignment = apps.get_model("deputies", "Assignment")
    Reply = apps.get_model("deputies", "Reply")
    Move = apps.get_model("deputies", "ProposalMove")
    assigned = {
        move.proposal_id: move
        for move in Move.objects.filter(to_state="assigned", is_undone=False).order_by("pk")
    }
    for proposal in Proposal.objects.filter(state__in=HAS_BEEN_ASSIGNED).defer("text"):
        move = assigned.get(proposal.pk)
        Assignment.objects.create(
            proposal=proposal,
            unit_id=proposal.lead_unit_id,
            on=proposal.assigned_on,
            due_on=proposal.reply_due_on,
            by_id=move.by_id if move else None,
            at=move.at if move else proposal.submitted_at,
        )
    for reply in Reply.objects.filter(due_on__isnull=True).select_related("proposal"):
        # a reply whose assignment was put right since then keeps the day it was given on
        due_on = reply.proposal.reply_due_on or reply.replied_on
        Reply.objects.filter(pk=reply.pk).update(due_on=due_on)


def empty(apps, schema_editor):
    apps.get_model("deputies", "Assignment").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("deputies", "0003_units")]
    operations = [migrations.RunPython(fill, empty)]
