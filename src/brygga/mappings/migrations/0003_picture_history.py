from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('mappings', '0002_unit')]

    operations = [
        migrations.RemoveConstraint(model_name='picturecontact', name='contact_once_on_picture'),
        migrations.AddField(
            model_name='picturecontact',
            name='replaced_at',
            field=models.DateTimeField(null=True, verbose_name='gällde till'),
        ),
        migrations.AddConstraint(
            model_name='picturecontact',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('mapping', 'box'), name='contact_once_on_picture'),
        ),
        migrations.AddIndex(
            model_name='picturecontact',
            index=models.Index(fields=['mapping', 'replaced_at'], name='contact_picture'),
        ),
    ]
