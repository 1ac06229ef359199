"""`manage.py guard`, which `./brygga serve` asks before it opens."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from brygga.commands.management.commands.guard import database_faults, django_faults, sign_in_notices
from brygga.config.sign_in import Provider, Providers

pytestmark = pytest.mark.django_db


def test_a_demo_is_never_real_service():
    told, faults = StringIO(), StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("guard", stdout=told, stderr=faults)

    assert ended.value.code == 1
    assert "BRYGGA_MODE är demo" in faults.getvalue()


def test_a_database_that_is_up_to_date_is_no_fault():
    assert database_faults() == []


def test_a_database_that_waits_for_changes_is_told():
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")

    assert database_faults() == ["Databasen väntar på 1 ändring. Kör ./brygga manage migrate."]


def test_djangos_own_list_is_asked(settings):
    settings.SESSION_COOKIE_SECURE = False

    assert any("SESSION_COOKIE_SECURE" in fault for fault in django_faults())


def test_a_door_that_is_missing_is_worth_saying(settings):
    settings.SIGN_IN = Providers(person=Provider(label="X", discovery="https://idp.example.se", client_id="x"))

    assert sign_in_notices() == ["Ingen inloggning för medarbetare är inställd (BRYGGA_OIDC_STAFF_DISCOVERY)."]
