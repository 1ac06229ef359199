"""Brygga does not serve real people with settings that leave a door open."""

from dataclasses import replace

import pytest

from brygga.config import env, guard

SAFE = env.Env(
    demo=False,
    secret_key="s-Kd83hfKq0vLm2xPz7TwYb4NcRgJe6UaQo1Di9BtVx5FhMw",
    field_keys="1:ZHVtbXktZmFsdG55Y2tlbC1mb3ItdGVzdGVybmEtMTI=;index:ZHVtbXktaW5kZXhueWNrZWwtZm9yLXRlc3Rlcm5hLTE=",
    audit_key="a-Xn51rhTm6wCk4bGp9QzVd7LsKfYc3OaUo8Ii2DeSy0EjMv",
    hosts=("brygga.kommunen.se",),
    database_url="postgres://brygga@/brygga",
    var=env.ROOT / "var",
    debug=False,
)


def test_safe_settings_have_no_fault_and_need_no_word():
    assert (guard.faults(SAFE), guard.notices(SAFE)) == ((), ())


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"secret_key": ""}, "BRYGGA_SECRET_KEY saknas"),
        ({"field_keys": ""}, "BRYGGA_FIELD_KEYS saknas"),
        ({"audit_key": ""}, "BRYGGA_AUDIT_KEY saknas"),
        ({"secret_key": "kort"}, "BRYGGA_SECRET_KEY är för kort"),
        ({"audit_key": "a" * 60}, "BRYGGA_AUDIT_KEY är för kort eller för lätt"),
        ({"field_keys": env.read({"BRYGGA_MODE": "demo"}).field_keys}, "BRYGGA_FIELD_KEYS är demons nyckel"),
        ({"field_keys": "f-Zp40sjWk7yBn3cHq8RvXe5MtLgUd2PaYo6Ji1EbTx9FkNw"}, "BRYGGA_FIELD_KEYS ska skrivas 1:"),
        ({"field_keys": SAFE.field_keys.partition(";")[0]}, "BRYGGA_FIELD_KEYS ska skrivas 1:"),
        ({"audit_key": SAFE.secret_key}, "Två nycklar är lika"),
        ({"hosts": ()}, "BRYGGA_HOSTS saknas"),
        ({"hosts": ("brygga.kommunen.se", "*")}, "BRYGGA_HOSTS släpper in alla"),
        ({"demo": True}, "BRYGGA_MODE är demo"),
        ({"debug": True}, "DEBUG är satt"),
    ],
)
def test_each_open_door_is_one_fault(change, fault):
    (found,) = guard.faults(replace(SAFE, **change))

    assert found.startswith(fault)


def test_all_faults_are_told_at_once():
    assert len(guard.faults(env.read({}))) == 4


def test_sqlite_is_allowed_but_told():
    on_sqlite = replace(SAFE, database_url="sqlite:////srv/brygga.sqlite3")

    assert guard.faults(on_sqlite) == ()
    assert "SQLite" in guard.notices(on_sqlite)[0]


def test_whoever_starts_the_application_directly_meets_the_same_list():
    with pytest.raises(env.Misconfigured, match="BRYGGA_AUDIT_KEY saknas"):
        guard.refuse_if_insecure(replace(SAFE, audit_key=""))


def test_a_demo_may_start():
    guard.refuse_if_insecure(env.read({"BRYGGA_MODE": "demo"}))
