"""What the surroundings may say, and what they may never do by being silent."""

import pytest

from brygga.config import env


def test_silence_opens_nothing():
    read = env.read({})

    assert read.production
    assert (read.secret_key, read.field_keys, read.audit_key, read.hosts) == ("", "", "", ())


def test_a_misspelt_mode_is_real_service():
    assert env.read({"BRYGGA_MODE": "Demo"}).production


def test_a_demo_has_keys_and_a_database_of_its_own():
    demo, real = env.read({"BRYGGA_MODE": "demo"}), env.read({})

    assert "" not in {demo.secret_key, demo.field_keys, demo.audit_key}
    assert demo.database_url != real.database_url


def test_a_secret_can_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text("hemligt\n")

    assert env.read({"BRYGGA_AUDIT_KEY_FILE": str(tmp_path / "key")}).audit_key == "hemligt"


def test_a_secret_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(env.Misconfigured, match="BRYGGA_AUDIT_KEY_FILE"):
        env.read({"BRYGGA_AUDIT_KEY_FILE": str(tmp_path / "saknas")})


def test_hosts_are_read_one_by_one():
    assert env.read({"BRYGGA_HOSTS": "a.se, b.se,"}).hosts == ("a.se", "b.se")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///:memory:", ":memory:"),
        ("sqlite:///var/x.sqlite3", "var/x.sqlite3"),
        ("sqlite:////srv/brygga/x.sqlite3", "/srv/brygga/x.sqlite3"),
        ("sqlite:////srv/%C3%A5%23/x.sqlite3", "/srv/å#/x.sqlite3"),
    ],
)
def test_sqlite_addresses(url, name):
    settings = env.database(url)

    assert settings["NAME"] == name
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_folder_with_odd_signs_holds_a_database(tmp_path):
    odd = tmp_path / "å #1?"

    assert env.database(env.read({"BRYGGA_VAR": str(odd)}).database_url)["NAME"] == str(odd / "brygga.sqlite3")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://sara:l%40s@db.se:5433/brygga", ("sara", "l@s", "db.se", "5433", "brygga")),
        ("postgresql://sara@/brygga", ("sara", "", "", "", "brygga")),
        ("postgres://sara@%2Frun%2FPg/brygga", ("sara", "", "/run/Pg", "", "brygga")),
        ("postgres://sara@[::1]:5432/brygga", ("sara", "", "::1", "5432", "brygga")),
    ],
)
def test_postgres_addresses(url, expected):
    settings = env.database(url)

    assert tuple(settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == expected


def test_what_follows_the_question_mark_goes_to_postgres():
    assert env.database("postgres://b@/x?host=/tmp/pg&sslmode=require")["OPTIONS"] == {
        "host": "/tmp/pg",
        "sslmode": "require",
    }


def test_another_database_is_refused_by_name():
    with pytest.raises(env.Misconfigured, match="mysql"):
        env.database("mysql://x/y")


def test_a_sign_in_never_rests_for_ever():
    assert env.read({}).idle_minutes == 60
    assert env.read({"BRYGGA_IDLE_MINUTES": "20"}).idle_minutes == 20
    for text in ("", "0", "-5", "601", "aldrig"):
        with pytest.raises(env.Misconfigured, match="BRYGGA_IDLE_MINUTES"):
            env.read({"BRYGGA_IDLE_MINUTES": text})
