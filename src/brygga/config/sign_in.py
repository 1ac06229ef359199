"""Through whom people sign in: OpenID Connect providers, as the environment names them.

`BRYGGA_OIDC_STAFF_*` is for those who work here, `BRYGGA_OIDC_PERSON_*` for the persons themselves.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from brygga.config.env import Misconfigured, from_file_or_environ

#: Tillitsnivå 3, as Sweden Connect writes it; asked for when nothing else is said.
LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
NUMBER_CLAIM = "https://id.oidc.se/claim/personalIdentityNumber"
COORDINATION_CLAIM = "https://id.oidc.se/claim/coordinationNumber"
SCOPES = {"STAFF": "openid email", "PERSON": "openid https://id.oidc.se/scope/naturalPersonNumber"}


@dataclass(frozen=True, slots=True)
class Provider:
    """A broker, and what it must say before anyone is let in."""

    label: str
    discovery: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    acr: frozenset[str] = frozenset({LOA3})
    scope: str = "openid"
    hsa_claim: str = "employeeHsaId"
    number_claim: str = NUMBER_CLAIM


@dataclass(frozen=True, slots=True)
class Providers:
    staff: Provider | None = None
    person: Provider | None = None


def providers(environ: Mapping[str, str] = os.environ) -> Providers:
    return Providers(
        _read("STAFF", "Logga in som medarbetare", environ), _read("PERSON", "Logga in som privatperson", environ)
    )


def _read(kind: str, label: str, environ: Mapping[str, str]) -> Provider | None:
    """None when no provider is named; half a provider stops the program instead of opening something."""
    prefix = f"BRYGGA_OIDC_{kind}_"
    discovery = environ.get(f"{prefix}DISCOVERY", "")
    if not discovery:
        return None
    secret = from_file_or_environ(f"{prefix}CLIENT_SECRET", environ)
    key = from_file_or_environ(f"{prefix}PRIVATE_KEY", environ)
    client_id = environ.get(f"{prefix}CLIENT_ID", "")
    acr = frozenset(environ.get(f"{prefix}ACR", LOA3).split())
    if not discovery.startswith("https://"):
        raise Misconfigured(f"{prefix}DISCOVERY ska börja med https://.")
    if not client_id or bool(secret) == bool(key):
        raise Misconfigured(
            f"{prefix}CLIENT_ID ska finnas, och antingen {prefix}CLIENT_SECRET eller {prefix}PRIVATE_KEY."
        )
    if not acr:
        raise Misconfigured(f"{prefix}ACR är tom. Skriv vilka tillitsnivåer som godtas, med mellanslag emellan.")
    return Provider(
        label=environ.get(f"{prefix}LABEL", label),
        discovery=discovery,
        client_id=client_id,
        client_secret=secret,
        private_key=key,
        acr=acr,
        scope=environ.get(f"{prefix}SCOPE", SCOPES[kind]),
        hsa_claim=environ.get(f"{prefix}HSA_CLAIM", "employeeHsaId"),
        number_claim=environ.get(f"{prefix}NUMBER_CLAIM", NUMBER_CLAIM),
    )
