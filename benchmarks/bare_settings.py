"""Django alone, on the same database."""

from brygga.config.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "benchmarks.bare"
TEMPLATES: list[dict[str, object]] = []
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
