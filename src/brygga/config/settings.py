"""Settings for every way to run Brygga; what differs comes from the environment (see env.py)."""

from __future__ import annotations

from csp.constants import NONE, SELF

from brygga.config import env as _env
from brygga.config import sign_in as _sign_in

ENV = _env.read()

SECRET_KEY = ENV.secret_key or "saknas"  # `./brygga serve` refuses to start without a real one
if ENV.demo:
    ENV.var.mkdir(parents=True, exist_ok=True)
ALLOWED_HOSTS = list(ENV.hosts)
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "brygga.core",
    "brygga.agencies",
    "brygga.people",
    "brygga.consents",
    "brygga.coordinations",
    "brygga.mappings",
    "brygga.requests",
    "brygga.meetings",
    "brygga.consultations",
    "brygga.contacts",
    "brygga.investigations",
    "brygga.plans",
    "brygga.closings",
    "brygga.interventions",
    "brygga.transfers",
    "brygga.discharges",
    "brygga.handovers",
    "brygga.series",
    "brygga.timelines",
    "brygga.escalations",
    "brygga.bookings",
    "brygga.reflections",
    "brygga.messaging",
    "brygga.intakes",
    "brygga.coaching",
    "brygga.reorganisations",
    "brygga.prices",
    "brygga.extracts",
    "brygga.documents",
    "brygga.ui",
    "brygga.web",
    "brygga.portal",
    "brygga.commands",
]
if ENV.demo:
    INSTALLED_APPS.append("brygga.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "brygga.web.middleware.WhoIsAsking",
    "brygga.core.middleware.DoneOnce",
    "brygga.web.middleware.Refusals",
]

ROOT_URLCONF = "brygga.config.urls"
WSGI_APPLICATION = "brygga.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "brygga.web.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "brygga.ui.forms.Renderer"

DATABASES = {"default": _env.database(ENV.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SIGN_IN = _sign_in.providers()

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 10 * 3600  # web/accounts/sessions.py ends one that rests before that
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENV.production
SECURE_HSTS_SECONDS = 31_536_000 if ENV.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENV.production
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Browsers' preload list takes whole domains: that is for the organisation to decide, not for one program in it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "brygga.ui.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

globals().update(_env.mail(ENV.smtp))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.mail_from
BRYGGA_URL, BRYGGA_SMS = ENV.url, ENV.sms
#: The files of the follow-up of many (docs/histories.md), which are kept as the database is.
HISTORIES_FOLDER = ENV.histories
#: A demo writes its mail in the worker's window; a real service without a mail server keeps everything in the queue.
BRYGGA_SENDS = bool(ENV.smtp) or ENV.demo

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = None if ENV.demo else ENV.var / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if ENV.demo:  # a demo starts at once: no collecting, the files are served from where they lie
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a 404 is an answer, not a fault
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # robots; the answer is 400
    },
}
