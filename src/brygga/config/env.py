"""What the surroundings say, read once and typed. A missing value never opens anything."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]


class Misconfigured(RuntimeError):
    """The program would run insecurely, or not at all, with these settings."""


@dataclass(frozen=True, slots=True)
class Env:
    demo: bool
    secret_key: str
    field_keys: str
    audit_key: str
    hosts: tuple[str, ...]
    database_url: str
    var: Path
    debug: bool
    idle_minutes: int = 60
    url: str = ""
    smtp: str = ""
    mail_from: str = ""
    sms: str = ""
    histories: Path = ROOT / "var" / "histories"

    @property
    def production(self) -> bool:
        return not self.demo


def read(environ: Mapping[str, str] = os.environ) -> Env:
    """Demo and tests get fixed keys of their own; anything else must be given in the environment."""
    mode = environ.get("BRYGGA_MODE", "production")
    demo = mode in {"demo", "test"}
    # A demo never opens the database of the real service, even in the same folder.
    var = Path(environ.get("BRYGGA_VAR") or (ROOT / "var" / mode if demo else ROOT / "var"))

    def secret(name: str) -> str:
        value = from_file_or_environ(name, environ)
        if value or not demo:
            return value
        return f"demo-{name}-endast-for-provkorning-0123456789abcdef"

    hosts = environ.get("BRYGGA_HOSTS", "localhost,127.0.0.1,[::1]" if demo else "")
    return Env(
        demo=demo,
        secret_key=secret("BRYGGA_SECRET_KEY"),
        field_keys=secret("BRYGGA_FIELD_KEYS"),
        audit_key=secret("BRYGGA_AUDIT_KEY"),
        hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        database_url=from_file_or_environ("DATABASE_URL", environ) or f"sqlite:///{quote(str(var / 'brygga.sqlite3'))}",
        var=var,
        histories=Path(environ.get("BRYGGA_HISTORIES") or var / "histories"),
        idle_minutes=_minutes(environ.get("BRYGGA_IDLE_MINUTES", "60")),
        url=environ.get("BRYGGA_URL", "http://localhost:8000" if demo else "").rstrip("/"),
        smtp=from_file_or_environ("BRYGGA_SMTP", environ),
        mail_from=environ.get("BRYGGA_MAIL_FROM", "brygga@localhost"),
        sms=environ.get("BRYGGA_SMS", "brygga.messaging.senders.ConsoleSms"),
        debug=environ.get("DEBUG", "").lower() not in {"", "0", "false", "no"},
    )


def _minutes(text: str) -> int:
    """How long a sign-in may rest: never for ever."""
    if not text.isdecimal() or not 1 <= int(text) <= 600:
        raise Misconfigured("BRYGGA_IDLE_MINUTES ska vara ett antal minuter, från 1 till 600.")
    return int(text)


def from_file_or_environ(name: str, environ: Mapping[str, str]) -> str:
    """`NAME_FILE` points at a file with the value, as systemd credentials and container secrets do."""
    if path := environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as fault:
            raise Misconfigured(f"{name}_FILE går inte att läsa: {fault}") from fault
    return environ.get(name, "").strip("'\"")  # docker reads an environment file with its quotes on


def mail(url: str) -> dict[str, object]:
    """Django's settings for `smtp://user:password@host:587` (STARTTLS), `smtps://…` or `smtp+plain://…` inside a house.

    Without an address nothing is sent, and nothing is lost: it waits in the queue.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        raise Misconfigured("BRYGGA_SMTP ska skrivas smtp://namn:lösen@värd:587, eller smtps://…")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def database(url: str) -> dict[str, object]:
    """Django's settings for `sqlite:///path` or `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if parts.path != "/:memory:" else ":memory:",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": _host(parts.netloc),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise Misconfigured(f"DATABASE_URL börjar med {parts.scheme!r}; skriv sqlite:/// eller postgres://.")


def _host(netloc: str) -> str:
    """As written: a socket's folder (%2Frun%2Fpostgresql) keeps its capitals, several hosts keep their commas."""
    host = netloc.rpartition("@")[2]
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return unquote(host.partition(":")[0])
