from django.db import migrations
from django.db.models import Min

LEVELS = {'county': '县', 'city': '市', 'province': '省', 'nation': '全国'}
SIGNATURE = (
    'deputy_id', 'state', 'is_second', 'invited_at', 'seen_at', 'answered_at', 'signed_on',
    'text_hash', 'is_on_paper', 'entered_by_id',
)


def replace_promises(apps, schema_editor):
    """An open promise after which the unit has promised another day is replaced by that one."""
    Promise = apps.get_model('deputies', 'Promise')
    standing = Promise.objects.filter(reply__is_withdrawn=False).select_related('reply')
    for promise in Promise.objects.filter(state='open').select_related('reply'):
        later = standing.filter(
            reply__proposal=promise.reply.proposal_id, reply__round__gt=promise.reply.round
        )
        replaced_by = later.order_by('reply__round').first()
        if replaced_by is not None:
            Promise.objects.filter(pk=promise.pk).update(state='replaced', replaced_by=replaced_by)


def open_promises(apps, schema_editor):
    replaced = apps.get_model('deputies', 'Promise').objects.filter(state='replaced')
    replaced.update(state='open', replaced_by=None)


def note_county(apps, schema_editor):
    """Each 建议 of a county deputy has its line in the dossier, as new ones get theirs."""
    DutyRecord = apps.get_model('deputies', 'DutyRecord')
    rows = apps.get_model('deputies', 'CountyProposal').objects.select_related('lead')
    DutyRecord.objects.bulk_create(
        (
            DutyRecord(
                deputy=row.lead,
                kind='proposal',
                source=f'county:{row.pk}',
                title=f'{LEVELS[row.lead.level]}代表建议：{row.title}'[:200],
                done_on=row.collected_on,
            )
            for row in rows
        ),
        ignore_conflicts=True,
    )


def carry_signatures(apps, schema_editor):
    """Who had signed when a part was split off signed the part as well, and it counts for them."""
    Proposal = apps.get_model('deputies', 'Proposal')
    Cosigner = apps.get_model('deputies', 'Cosigner')
    parts = Proposal.objects.filter(split_from__isnull=False).annotate(split_at=Min('moves__at'))
    for part in parts.order_by('number'):
        signed = Cosigner.objects.filter(
            proposal=part.split_from_id, state='signed', answered_at__lte=part.split_at
        )
        rows = [
            Cosigner(proposal=part, **{name: getattr(row, name) for name in SIGNATURE})
            for row in signed
        ]
        Cosigner.objects.bulk_create(rows, ignore_conflicts=True)
        _note_cosigners(apps, part, rows)


def _note_cosigners(apps, part, rows):
    """A copy of the line of the paper that it was split from, with the part's own number."""
    DutyRecord = apps.get_model('deputies', 'DutyRecord')
    told = dict(
        DutyRecord.objects.filter(source=f'cosigned:{part.split_from_id}').values_list(
            'deputy', 'title'
        )
    )
    old, new = f'第 {part.split_from.number} 号', f'第 {part.number} 号'
    DutyRecord.objects.bulk_create(
        (
            DutyRecord(
                deputy_id=row.deputy_id,
                kind='proposal',
                source=f'cosigned:{part.pk}',
                title=told[row.deputy_id].replace(old, new),
                done_on=row.signed_on,
            )
            for row in rows
            if row.deputy_id in told
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('deputies', '0015_promise_replaced'),
    ]

    operations = [
        migrations.RunPython(replace_promises, open_promises),
        migrations.RunPython(note_county, migrations.RunPython.noop),
        migrations.RunPython(carry_signatures, migrations.RunPython.noop),
    ]
