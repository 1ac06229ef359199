"""The launcher's own judgement. That it lays a house on a bare machine is tried by CI, which starts from a clone."""

import ast
import json
import socket
import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

from brygga.config import env

LAUNCHER = env.ROOT / "brygga"


def load(path):
    """A program without .py in its name, as a module."""
    module = module_from_spec(spec_from_loader(path.name, SourceFileLoader(path.name, str(path))))
    module.__loader__.exec_module(module)
    return module


@pytest.fixture(scope="module")
def launcher():
    return load(LAUNCHER)


@pytest.fixture(scope="module")
def on_postgres():
    return load(env.ROOT / "scripts" / "on_postgres")


def test_an_old_python_can_read_it_and_is_told(launcher):
    ast.parse(LAUNCHER.read_text(), feature_version=(3, 8))

    assert "3.11 eller nyare; det här är 3.9" in launcher.too_old((3, 9, 2))


def test_a_new_python_hears_nothing(launcher):
    assert launcher.too_old((3, 11, 0)) is None
    assert launcher.too_old((4, 0, 0)) is None


def test_only_the_missing_libraries_are_asked_for(launcher):
    there = {"pango-1.0": "libpango-1.0.so.0", "harfbuzz-subset": "libharfbuzz-subset.so.0"}

    assert launcher.missing_pdf_packages(there.get) == ["libpangoft2-1.0-0"]


def test_the_command_to_run_can_be_pasted(launcher):
    assert launcher.apt_command(["chromium", "postgresql"]) == "sudo apt-get install -y chromium postgresql"


def test_what_may_not_be_installed_is_said(launcher):
    with pytest.raises(launcher.Stop, match="sudo apt-get install -y postgresql"):
        launcher.install(["postgresql"], may=lambda: None)


def test_a_browser_of_your_own_goes_first(launcher):
    assert launcher.find_browser({"CHROMIUM": "/opt/chrome"}, lambda name: "/usr/bin/" + name) == "/opt/chrome"


def test_ubuntus_pointer_to_a_snap_goes_last(launcher):
    there = {"chromium-browser": "/usr/bin/chromium-browser", "google-chrome": "/usr/bin/google-chrome"}

    assert launcher.find_browser({}, there.get) == "/usr/bin/google-chrome"
    assert launcher.find_browser({}, {}.get) is None


def test_the_newest_postgresql_is_taken(on_postgres, tmp_path):
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()

    assert on_postgres.programs(tmp_path) == tmp_path / "17" / "bin"


def test_no_postgresql_is_told(launcher, on_postgres, tmp_path):
    assert launcher.missing_postgres(tmp_path, which=lambda name: None) == ["postgresql"]
    with pytest.raises(SystemExit, match="apt-get install -y postgresql"):
        on_postgres.programs(tmp_path, which=lambda name: None)


def test_a_taken_port_gives_the_next(launcher):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        assert launcher.free_port(taken) > taken


@pytest.fixture
def house(tmp_path):
    (tmp_path / "requirements.txt").write_text("django==5.2.19\n")
    (tmp_path / "requirements-dev.txt").write_text("django==5.2.19\npytest==9\n")
    (tmp_path / "requirements-read.txt").write_text("a-log==1\n")
    return tmp_path


def test_a_second_start_installs_nothing(launcher, house):
    stamp = launcher.installed_by("requirements.txt", house)

    assert not launcher.to_install("requirements.txt", stamp, house)
    assert launcher.to_install("requirements-dev.txt", stamp, house)


def test_what_developers_have_holds_what_the_program_needs(launcher, house):
    stamp = launcher.installed_by("requirements-dev.txt", house)

    assert not launcher.to_install("requirements.txt", stamp, house)


@pytest.mark.parametrize(
    ("asked", "changed", "again"),
    [
        ("requirements.txt", "requirements.txt", True),
        ("requirements-dev.txt", "requirements-dev.txt", True),
        ("requirements-dev.txt", "requirements-read.txt", True),
        ("requirements.txt", "requirements-read.txt", False),
    ],
)
def test_a_changed_file_is_installed_again(launcher, house, asked, changed, again):
    stamp = launcher.installed_by(asked, house)
    (house / changed).write_text("django==5.2.20\n")

    assert launcher.to_install(asked, stamp, house) is again


@pytest.mark.parametrize("text", ["", "{", json.dumps(3)])
def test_a_spoilt_stamp_is_no_stamp(launcher, tmp_path, text):
    (tmp_path / "stamp").write_text(text)

    assert launcher.read_stamp(tmp_path / "stamp") == {}


def test_a_demo_leaves_the_real_database_alone(launcher, capsys, tmp_path):
    demo = launcher.mode("demo", {"DATABASE_URL": "postgres://riktig/databas", "BRYGGA_VAR": str(tmp_path)})

    assert "DATABASE_URL" not in demo
    assert env.read(demo).database_url.endswith("/var/demo/brygga.sqlite3")
    assert "egen databas" in capsys.readouterr().out


def test_every_command_is_in_the_help(launcher):
    assert [name for name in launcher.COMMANDS if f"./brygga {name}" not in launcher.HELP] == []


@pytest.mark.parametrize("asked", [[], ["help"], ["--help"]])
def test_help_is_easy_to_get(launcher, asked, capsys):
    assert launcher.main(asked) == 0
    assert launcher.HELP in capsys.readouterr().out


def test_an_unknown_word_is_answered_with_the_known_ones(launcher, capsys):
    assert launcher.main(["dmeo"]) == 2
    assert "./brygga demo" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "said"),
    [(["demo", "--port", "abc"], "--port"), (["demo", "--prot", "1"], "--prot"), (["serve", "--host"], "--host")],
)
def test_a_slip_after_a_command_is_answered_in_swedish(launcher, capsys, asked, said):
    assert launcher.main(asked) == 1
    told = capsys.readouterr().err
    assert f"./brygga {asked[0]} kan inte läsa" in told
    assert said in told


def test_new_keys_survive_being_read_by_a_shell(launcher, capsys, tmp_path):
    launcher.main(["keys"])
    (tmp_path / "env").write_text(written := capsys.readouterr().out)
    shell = ["sh", "-euc", f'. {tmp_path / "env"}; printf %s "$BRYGGA_FIELD_KEYS"']
    read = subprocess.run(shell, check=True, capture_output=True, text=True).stdout
    assert f"BRYGGA_FIELD_KEYS='{read}'" in written
    assert ";index:" in read


def test_new_keys_open_the_guard(launcher, capsys):
    from brygga.config import guard

    launcher.main(["keys"])
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("#")]
    given = env.read({**dict(line.split("=", 1) for line in lines), "BRYGGA_HOSTS": "brygga.kommunen.se"})

    assert guard.faults(given) == ()
