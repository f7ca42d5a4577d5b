from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deputies', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='第几次办理'),
        ),
    ]
