"""`manage.py guard`: may this program serve real people, as it is set up now?"""

from __future__ import annotations

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from brygga.config import guard


class Command(BaseCommand):
    help = "Säger vad som hindrar skarp drift. Slutar med 1 om något gör det."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        found = (*guard.faults(settings.ENV), *django_faults(), *database_faults())
        for notice in (*guard.notices(settings.ENV), *sign_in_notices()):
            self.stdout.write(f"Tänk på: {notice}")
        if found:
            self.stderr.write("Det här måste rättas först:")
            self.stderr.write("\n".join(f"  - {fault}" for fault in found))
            raise SystemExit(1)


def sign_in_notices() -> list[str]:
    doors = (("medarbetare", "STAFF", settings.SIGN_IN.staff), ("personerna själva", "PERSON", settings.SIGN_IN.person))
    return [
        f"Ingen inloggning för {who} är inställd (BRYGGA_OIDC_{kind}_DISCOVERY)." for who, kind, way in doors if not way
    ]


def django_faults() -> list[str]:
    """Django's own list for deployment, without what the guard says better."""
    said_better = {"security.W009", "security.W020"}
    messages = run_checks(include_deployment_checks=True)
    return [
        f"Django: {m.msg}" for m in messages if m.level >= WARNING and m.id not in said_better and not m.is_silenced()
    ]


def database_faults() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as fault:
        return [f"Databasen svarar inte: {str(fault).strip()}"]
    if waiting:
        changes = "1 ändring" if len(waiting) == 1 else f"{len(waiting)} ändringar"
        return [f"Databasen väntar på {changes}. Kör ./brygga manage migrate."]
    return []
