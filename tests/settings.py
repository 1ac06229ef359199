"""The program's own settings, with keys of the tests and no manifest of assets."""

import os

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
