import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('coaching', '0001_initial')]

    operations = [
        migrations.RenameField(model_name='enrolmentmove', old_name='why', new_name='reason'),
        migrations.AlterField(
            model_name='enrolmentmove',
            name='reason',
            field=models.TextField(blank=True, verbose_name='skäl'),
        ),
        migrations.AlterField(
            model_name='enrolmentmove',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='coaching.enrolment'),
        ),
    ]
