"""The database itself refuses to change or remove a row of the logs."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

#: Table → what it refuses. An event belongs to its stream and is erased with it; it is never changed.
REFUSED = {
    "core_auditrow": ("UPDATE", "DELETE"),
    "core_readrow": ("UPDATE", "DELETE"),
    "core_seal": ("UPDATE", "DELETE"),
    "core_event": ("UPDATE",),
}


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$"
            )
        for table, verbs in REFUSED.items():
            for verb in verbs:
                cursor.execute(_create(connection.vendor, table, verb))


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for table, verbs in REFUSED.items():
            for verb in verbs:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}{on}")


def _create(vendor: str, table: str, verb: str) -> str:
    name = f"{table}_no_{verb.lower()}"
    if vendor == "postgresql":
        return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
