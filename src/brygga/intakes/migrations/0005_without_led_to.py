from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intakes", "0004_receivers")]

    operations = [
        migrations.RemoveField(model_name="intake", name="led_to"),
        migrations.RemoveField(model_name="intake", name="request"),
    ]
