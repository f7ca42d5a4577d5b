"""编号: gapless in each 次会议, however many accept at once."""

from django.db.models import F

from deputies.models import CongressSession, NumberSeries


def next_number(congress_session: CongressSession) -> int:
    """Take the next number: one UPDATE inside the accepting act, undone with an act that fails."""
    series = NumberSeries.objects.filter(pk=congress_session.pk)
    if not series.update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(pk=congress_session.pk)
        series.update(last=F("last") + 1)
    return series.values_list("last", flat=True).get()
