"""What all tests share: the cast, and a database whose logs can be emptied between tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as settings_of_django
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import teardown_databases
from hypothesis import HealthCheck, settings

from brygga.core import triggers
from brygga.core.writing import asked_by
from tests import tables

pytest_plugins = ["tests.cast", "tests.lived", "tests.stockholm", "tests.browser", "tests.plans.stages"]

# A slow machine is no fault of the program: what may take long is measured in benchmarks/.
settings.register_profile("brygga", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("brygga")

_flush = TransactionTestCase._fixture_teardown


def _teardown(self: Any) -> None:
    with asked_by("test teardown"):
        triggers.remove(connection)
        _flush(self)
        triggers.install(connection)


TransactionTestCase._fixture_teardown = _teardown  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """The database is there also for the sweeps, which share one world a file and so ask for it by themselves."""
    with django_db_blocker.unblock():
        made = tables.set_up()
    yield
    with django_db_blocker.unblock():
        _see_out_the_others()
        teardown_databases(made, verbosity=0)


def _see_out_the_others() -> None:
    """A browser may have asked for something as it closed; PostgreSQL drops no database while it is answered."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


#: The fixtures by which a test asks the database, itself or through others.
ASKS = {"db", "transactional_db", "django_db_setup"}
JOURNEYS = Path(__file__).parent / "journeys"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What says the same beside each database is shown once, on SQLite."""
    if connection.vendor == "sqlite":
        return
    for item in items:
        if said_once := _says_the_same_everywhere(item):
            item.add_marker(pytest.mark.skip(reason=f"{said_once}: shown on SQLite"))


def _says_the_same_everywhere(item: Any) -> str:
    if not ASKS & set(item.fixturenames) and not item.get_closest_marker("django_db"):
        return "asks no database"
    if "browser" in item.fixturenames and JOURNEYS not in item.path.parents:
        return "looks at a page in a browser, which the journeys do on both"
    return ""


def pytest_collection_finish() -> None:
    """What has been imported and collected stays to the end: the collector of garbage need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _histories_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test writes where a demo or a service has its files."""
    settings_of_django.HISTORIES_FOLDER = tmp_path_factory.mktemp("histories")


@pytest.fixture
def histories_folder(settings: Any, tmp_path: Path) -> Path:
    """A folder for this test alone."""
    settings.HISTORIES_FOLDER = tmp_path / "histories"
    settings.HISTORIES_FOLDER.mkdir()
    return settings.HISTORIES_FOLDER


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    """The clock and the write guard are as they were when the test is over."""
    yield
    from brygga.core import clock, once, writing

    assert clock._set_to.get() is None
    assert writing._asked_by.get() is None
    assert once.key_under_way.get() is None
