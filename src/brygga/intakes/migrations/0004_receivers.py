import brygga.core.ids
import django.db.models.deletion
from django.db import migrations, models

from brygga.core.writing import asked_by


def one_becomes_the_first(apps, schema_editor):
    """Whom an intake was led on to is a row of its own, since there may be several."""
    Intake = apps.get_model("intakes", "Intake")
    IntakeReceiver = apps.get_model("intakes", "IntakeReceiver")
    led = Intake._base_manager.exclude(led_to=None).values_list("pk", "led_to_id", "request_id")
    with asked_by("migration"):
        for intake_id, unit_id, request_id in list(led):
            IntakeReceiver._base_manager.create(intake_id=intake_id, unit_id=unit_id, request_id=request_id)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_staff_signed_out_at"),
        ("intakes", "0003_erasing_and_identified"),
        ("requests", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="IntakeReceiver",
            fields=[
                (
                    "id",
                    models.UUIDField(default=brygga.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="receivers", to="intakes.intake"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="requests.request",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "mottagare av ett intag",
                "constraints": [models.UniqueConstraint(fields=("intake", "unit"), name="intake_receiver_once")],
            },
        ),
        migrations.RunPython(one_becomes_the_first, migrations.RunPython.noop),
    ]
