"""OpenID Connect: sending someone to a provider, and believing only what comes back whole.

Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9700). The level of assurance
is asked for and then required in the ID token: what was asked for can be changed on the way.
"""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from brygga.config.sign_in import Provider
from brygga.core import clock

PATIENCE = 10  # seconds for each answer of the provider
LEEWAY = 30  # seconds that two clocks may differ
UNDER_WAY = 600  # seconds that a sign-in may take
KEPT = 3600  # seconds that the provider's own description is kept
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]


class SignInRefused(Exception):
    """The sign-in cannot be believed. The code is for the log; nothing in it is about the person."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Who the provider says that this is."""

    issuer: str
    subject: str
    claims: dict[str, Any]


def begin(provider: Provider, redirect_uri: str) -> tuple[str, dict[str, Any]]:
    """The provider's address, and what to keep in the session until the answer comes."""
    kept = {"state": generate_token(48), "nonce": generate_token(48), "verifier": generate_token(64), "at": _now()}
    with _session(provider, redirect_uri) as session:
        url, _ = session.create_authorization_url(
            _described(provider)["authorization_endpoint"],
            state=kept["state"],
            nonce=kept["nonce"],
            code_verifier=kept["verifier"],
            acr_values=" ".join(sorted(provider.acr)),
            ui_locales="sv",
        )
    return url, kept


def finish(provider: Provider, redirect_uri: str, kept: dict[str, Any] | None, answer: dict[str, str]) -> Verified:
    """Who has signed in, or a refusal. `kept` is used once, by whoever calls."""
    if not kept or not hmac.compare_digest(kept["state"], answer.get("state", "")):
        raise SignInRefused("state")
    if not 0 <= _now() - kept["at"] <= UNDER_WAY:
        raise SignInRefused("too late")
    if answer.get("error") or not answer.get("code"):
        raise SignInRefused("the provider said no")
    described = _described(provider)
    if answer.get("iss", described["issuer"]) != described["issuer"]:  # RFC 9207
        raise SignInRefused("iss of the answer")
    try:
        with _session(provider, redirect_uri) as session:
            token = session.fetch_token(
                described["token_endpoint"], code=answer["code"], code_verifier=kept["verifier"], timeout=PATIENCE
            )
            claims = _id_token(provider, described, token, kept["nonce"])
            return Verified(described["issuer"], claims["sub"], {**_userinfo(session, described, claims), **claims})
    except (OAuthError, JoseError, requests.RequestException, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SignInRefused(type(fault).__name__) from fault


def _session(provider: Provider, redirect_uri: str) -> OAuth2Session:
    signed = bool(provider.private_key)
    session = OAuth2Session(
        provider.client_id,
        provider.private_key or provider.client_secret,
        token_endpoint_auth_method="private_key_jwt" if signed else "client_secret_basic",
        scope=provider.scope,
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
        leeway=0,  # the token is used at once, however short its life
    )
    if signed:
        algorithm = "ES256" if "EC PRIVATE KEY" in provider.private_key else "RS256"
        session.register_client_auth_method(PrivateKeyJWT(_described(provider)["token_endpoint"], alg=algorithm))
    return session


def _id_token(provider: Provider, described: dict[str, Any], token: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The claims of an ID token whose signature, issuer, receiver, time, nonce and level of assurance all hold."""
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        read = jwt.decode(token["id_token"], _keys(described["jwks_uri"], _hour()), registry=registry)
    except (InvalidKeyIdError, ValueError):  # the provider may have changed its keys since they were fetched
        read = jwt.decode(token["id_token"], _fetch_keys(described["jwks_uri"]), registry=registry)
    options = {
        "iss": {"essential": True, "value": described["issuer"]},
        "aud": {"essential": True, "value": provider.client_id},
    }
    params = {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token", "")}
    claims = CodeIDToken(read.claims, read.header, options, params)
    claims.validate(now=_now(), leeway=LEEWAY)
    if claims.get("acr") not in provider.acr:
        raise SignInRefused("acr")
    return dict(claims)


def _userinfo(session: OAuth2Session, described: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """More about the same person, when the provider has it; another `sub` is another person (Core 5.3.2)."""
    if "userinfo_endpoint" not in described:
        return {}
    response = session.get(described["userinfo_endpoint"], timeout=PATIENCE)
    response.raise_for_status()
    more: dict[str, Any] = response.json()
    if more.get("sub") != claims["sub"]:
        raise SignInRefused("sub of userinfo")
    return more


def _described(provider: Provider) -> dict[str, Any]:
    return _fetch_description(provider.discovery, _hour())


@lru_cache(maxsize=8)
def _fetch_description(address: str, hour: int) -> dict[str, Any]:
    """What the provider says of itself; it must be the one that the address names (Discovery 1.0, 4.3)."""
    described: dict[str, Any] = _fetch(address)
    if described.get("issuer", "").rstrip("/") + "/.well-known/openid-configuration" != address:
        raise SignInRefused("issuer of the description")
    return described


@lru_cache(maxsize=8)
def _keys(address: str, hour: int) -> KeySet:
    return _fetch_keys(address)


def _fetch_keys(address: str) -> KeySet:
    found = KeySet.import_key_set(_fetch(address))
    return KeySet([key for key in found.keys if isinstance(key, RSAKey | ECKey)])


def _fetch(address: str) -> Any:
    try:
        response = requests.get(address, timeout=PATIENCE, allow_redirects=False)
        response.raise_for_status()
        return response.json()
    except (requests.RequestException, ValueError) as fault:
        raise SignInRefused("the provider does not answer") from fault


def _now() -> int:
    return int(clock.now().timestamp())


def _hour() -> int:
    """Changes once in an hour, so that what is kept under it grows old; by the machine's own time."""
    return int(time.monotonic() // KEPT)
