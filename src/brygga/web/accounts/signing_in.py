"""Signing in through a provider: staff by their account or invitation, persons by their identity number."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from brygga.agencies.acts import sign_in_staff
from brygga.agencies.queries import staff_with_account
from brygga.config.sign_in import COORDINATION_CLAIM, Provider
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.core.secrets import blind_index
from brygga.people.whom import person_actor
from brygga.rules.identity_numbers import InvalidIdentityNumber, parse
from brygga.web.accounts import oidc
from brygga.web.accounts.inside import within
from brygga.web.accounts.sessions import PERSON_KEY, STAFF_KEY, begin

log = logging.getLogger(__name__)
KEPT = "sign_in"

FAILED = "Inloggningen gick inte att genomföra. Försök igen."
UNKNOWN_STAFF = "Du är inte upplagd i Brygga. Be administratören på din arbetsplats att lägga upp dig."
UNKNOWN_PERSON = "Ingen av dem som använder Brygga har registrerat dig, så det finns inget att visa."


def to_provider(request: HttpRequest, kind: str) -> HttpResponse:
    """Off to the provider; what must come back is kept in the session."""
    provider = _provider(kind)
    try:
        url, kept = oidc.begin(provider, _answer_address(request, kind))
    except oidc.SignInRefused as refusal:
        return _refuse(request, kind, FAILED, refusal)
    request.session[KEPT] = {**kept, "kind": kind, "next": within(request.GET.get("next", ""))}
    return HttpResponseRedirect(url)


def answer(request: HttpRequest, kind: str) -> HttpResponse:
    provider = _provider(kind)
    kept: dict[str, Any] | None = request.session.pop(KEPT, None)
    if kept is not None and kept.pop("kind") != kind:
        kept = None
    try:
        verified = oidc.finish(provider, _answer_address(request, kind), kept, request.GET.dict())
    except oidc.SignInRefused as refusal:
        return _refuse(request, kind, FAILED, refusal)
    came_for = kept["next"] if kept else ""
    return _staff(request, provider, verified, came_for) if kind == "staff" else _person(request, provider, verified)


def _staff(request: HttpRequest, provider: Provider, verified: oidc.Verified, came_for: str) -> HttpResponse:
    email = verified.claims.get("email", "") if verified.claims.get("email_verified") is True else ""
    hsa_id = verified.claims.get(provider.hsa_claim, "")
    found = staff_with_account(
        verified.issuer, verified.subject, hsa_id=str(hsa_id), email=str(email), on=clock.today()
    )
    if found is None:
        return _refuse(request, "staff", UNKNOWN_STAFF, "not invited")
    try:
        sign_in_staff(found, by=SYSTEM, issuer=verified.issuer, subject=verified.subject)
    except NotAllowed as refusal:
        return _refuse(request, "staff", str(refusal), "another account")
    begin(request, **{STAFF_KEY: str(found.pk)})
    chosen = reverse("choose-assignment")
    return HttpResponseRedirect(f"{chosen}?{urlencode({'next': came_for})}" if came_for else chosen)


def _person(request: HttpRequest, provider: Provider, verified: oidc.Verified) -> HttpResponse:
    """The number itself goes no further than here: the session holds its fingerprint."""
    try:
        number = parse(_number(provider, verified.claims), on=clock.today())
    except InvalidIdentityNumber:
        return _refuse(request, "person", FAILED, "no identity number")
    index = blind_index(number.normalised, "identity")
    if person_actor(index, clock.today()) is None:
        return _refuse(request, "person", UNKNOWN_PERSON, "not registered")
    begin(request, **{PERSON_KEY: index.hex()})
    return redirect("my-start")


def _number(provider: Provider, claims: dict[str, Any]) -> str:
    """A personal identity number; or a coordination number, when the identity behind it is confirmed."""
    if number := claims.get(provider.number_claim):
        return str(number)
    confirmed = claims.get(f"{COORDINATION_CLAIM}Level") == "confirmed"
    return str(claims.get(COORDINATION_CLAIM, "")) if confirmed else ""


def _provider(kind: str) -> Provider:
    provider: Provider | None = getattr(settings.SIGN_IN, kind)
    if provider is None:
        raise Http404
    return provider


def _answer_address(request: HttpRequest, kind: str) -> str:
    return request.build_absolute_uri(reverse(f"sign-in-{kind}-answer"))


def _refuse(request: HttpRequest, kind: str, said: str, reason: object) -> HttpResponse:
    log.warning("Inloggning (%s) nekad: %s", kind, reason)
    return render(request, "accounts/refused.html", {"said": said, "again": reverse("sign-in")}, status=403)
