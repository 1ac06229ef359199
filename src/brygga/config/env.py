"""What the surroundings say, read once and typed. A missing value never opens anything."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

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

    @property
    def production(self) -> bool:
        return not self.demo


def read(environ: os._Environ[str] | dict[str, str] = os.environ) -> Env:
    """Demo and tests get fixed keys of their own; anything else must be given in the environment."""
    demo = environ.get("BRYGGA_MODE", "production") in {"demo", "test"}
    var = Path(environ.get("BRYGGA_VAR", ROOT / "var"))

    def secret(name: str) -> str:
        value = environ.get(name, "")
        if value or not demo:
            return value
        return f"demo-{name}-endast-for-provkorning-0123456789abcdef"

    return Env(
        demo=demo,
        secret_key=secret("BRYGGA_SECRET_KEY"),
        field_keys=secret("BRYGGA_FIELD_KEYS"),
        audit_key=secret("BRYGGA_AUDIT_KEY"),
        hosts=tuple(h for h in environ.get("BRYGGA_HOSTS", "localhost,127.0.0.1,[::1]" if demo else "").split(",") if h),
        database_url=environ.get("DATABASE_URL", f"sqlite:///{var / 'brygga.sqlite3'}"),
        var=var,
    )


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
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise Misconfigured(f"DATABASE_URL börjar med {parts.scheme!r}; skriv sqlite:/// eller postgres://.")
