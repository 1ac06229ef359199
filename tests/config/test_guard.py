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
    url="https://brygga.kommunen.se",
    smtp="smtp://brygga@post.kommunen.se",
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
        ({"url": "http://brygga.kommunen.se"}, "BRYGGA_URL saknas eller är inte https"),
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


def test_without_a_mail_server_everything_waits_and_that_is_told():
    quiet = replace(SAFE, smtp="", url="")

    assert guard.faults(quiet) == ()
    assert "BRYGGA_SMTP" in guard.notices(quiet)[0]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("smtp://post.kommunen.se", {"EMAIL_PORT": 587, "EMAIL_USE_TLS": True, "EMAIL_USE_SSL": False}),
        ("smtps://b:l%40s@post.kommunen.se", {"EMAIL_PORT": 465, "EMAIL_HOST_PASSWORD": "l@s", "EMAIL_USE_SSL": True}),
        ("smtp+plain://localhost:25", {"EMAIL_PORT": 25, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False}),
    ],
)
def test_the_mail_servers_address_says_how_it_is_reached(url, told):
    assert told.items() <= env.mail(url).items()


@pytest.mark.parametrize("url", ["post.kommunen.se", "http://post.kommunen.se", "smtp://"])
def test_an_address_that_is_no_mail_server_is_refused(url):
    with pytest.raises(env.Misconfigured, match="BRYGGA_SMTP"):
        env.mail(url)


def test_whoever_starts_the_application_directly_meets_the_same_list():
    with pytest.raises(env.Misconfigured, match="BRYGGA_AUDIT_KEY saknas"):
        guard.refuse_if_insecure(replace(SAFE, audit_key=""))


def test_a_demo_may_start():
    guard.refuse_if_insecure(env.read({"BRYGGA_MODE": "demo"}))
