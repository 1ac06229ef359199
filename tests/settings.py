"""The program's own settings, with keys of the tests and no manifest of assets."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["BRYGGA_MODE"] = "test"
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from brygga.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False  # the live server of the tests finds the files by itself

if "sqlite" in str(DATABASES["default"]["ENGINE"]):  # noqa: F405
    # In a file, as in production, so that threads and browsers meet the real locks; without waiting for the disk.
    # The name stands there from the start: a live server that is made before the tables would else take the database
    # for one in memory, and let all its threads share the connection of the tests.
    _home = tempfile.mkdtemp(prefix="brygga-test-")
    _made_by = os.getpid()
    atexit.register(lambda: os.getpid() == _made_by and shutil.rmtree(_home, ignore_errors=True))
    DATABASES["default"]["NAME"] = Path(_home) / "tests.sqlite3"  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}  # noqa: F405
    _options: dict[str, object] = DATABASES["default"]["OPTIONS"]  # type: ignore[assignment]  # noqa: F405
    _options["init_command"] = str(_options["init_command"]).replace("synchronous=FULL", "synchronous=OFF")
