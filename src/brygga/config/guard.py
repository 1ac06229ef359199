"""What keeps the program from starting in real service: every fault at once, in words an operator understands."""

from __future__ import annotations

import re

from brygga.config.env import Env, Misconfigured

_KEY = r"[A-Za-z0-9+/_-]{43}="
FIELD_KEYS = re.compile(rf"\d+:{_KEY}(,\d+:{_KEY})*;index:{_KEY}")  # as core.secrets reads them
SHORTEST = 43  # 256 bits, written in base64
DEMO = "demo-"
EVERYWHERE = {"*", ".", ""}


def faults(env: Env) -> tuple[str, ...]:
    """Empty when the settings are safe to serve real people with."""
    found = [*_key_faults(env), *_host_faults(env)]
    if env.demo:
        found.append("BRYGGA_MODE är demo eller test. Ta bort den, eller skriv BRYGGA_MODE=production.")
    if env.smtp and not env.url.startswith("https://"):
        found.append("BRYGGA_URL saknas eller är inte https://… Mejlen behöver veta vart deras länkar ska leda.")
    if env.debug:
        found.append("DEBUG är satt i miljön. Ta bort den: felsidor får aldrig visa innehåll.")
    return tuple(found)


def notices(env: Env) -> tuple[str, ...]:
    """Allowed, and still worth saying."""
    found = []
    if env.database_url.startswith("sqlite:"):
        found.append("Databasen är SQLite på den här datorn. För flera datorer: sätt DATABASE_URL=postgres://…")
    if not env.smtp:
        found.append(
            "Ingen mejlserver är angiven. Kallelser och påminnelser väntar tills BRYGGA_SMTP=smtp://… är satt."
        )
    return tuple(found)


def refuse_if_insecure(env: Env) -> None:
    """Last line: whoever starts the WSGI application past `./brygga serve` meets the same list."""
    if env.production and (found := faults(env)):
        raise Misconfigured("Brygga startar inte:\n" + "\n".join(f"- {fault}" for fault in found))


def _key_faults(env: Env) -> list[str]:
    keys = {
        "BRYGGA_SECRET_KEY": env.secret_key,
        "BRYGGA_FIELD_KEYS": env.field_keys,
        "BRYGGA_AUDIT_KEY": env.audit_key,
    }
    found = []
    for name, value in keys.items():
        if not value:
            found.append(f"{name} saknas. Gör nya nycklar med ./brygga keys.")
        elif value.startswith(DEMO):
            found.append(f"{name} är demons nyckel, som alla kan läsa. Gör nya med ./brygga keys.")
        elif len(value) < SHORTEST or len(set(value)) < 8:
            found.append(f"{name} är för kort eller för lätt att gissa. Gör nya med ./brygga keys.")
    if not found and not FIELD_KEYS.fullmatch(env.field_keys):
        found.append("BRYGGA_FIELD_KEYS ska skrivas 1:nyckel;index:nyckel. Gör nya nycklar med ./brygga keys.")
    given = [value for value in keys.values() if value]
    if len(set(given)) < len(given):
        found.append("Två nycklar är lika. Varje nyckel ska vara sin egen.")
    return found


def _host_faults(env: Env) -> list[str]:
    if not env.hosts:
        return ["BRYGGA_HOSTS saknas. Skriv adressen som människor använder, till exempel brygga.kommunen.se."]
    if EVERYWHERE & {host.strip() for host in env.hosts}:
        return ["BRYGGA_HOSTS släpper in alla adresser (*). Skriv bara de som används."]
    return []
