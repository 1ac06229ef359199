"""Asking for help without an account, and following it by a code (BOR-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from brygga.core import clock, once
from brygga.core.acts import NotAllowed
from brygga.intakes import acts
from brygga.intakes.acts.asking import STRANGER, holder
from brygga.intakes.acts.knocking import SEND, WRONG_CODE, held, note_held, note_knock
from brygga.intakes.codes import code_for, in_groups
from brygga.intakes.may import may_add_phone, may_withdraw
from brygga.intakes.queries import Door, by_code, door_of, doors
from brygga.people.queries import known_of_oneself
from brygga.portal.following import following
from brygga.portal.help_forms import CodeForm, HelpForm, NewPhoneForm
from brygga.rules.intakes import SENDING, WRONG_CODES, Held
from brygga.ui.doing import REFUSED, carry_out, sent

if TYPE_CHECKING:
    from brygga.web.asking import Asking

HELD_WORDS = {
    Held.TOO_MANY: "Det har kommit många meddelanden härifrån på kort tid. Vänta en timme och försök igen.",
    Held.FLOOD: "Just nu kommer det ovanligt många meddelanden. Försök igen om en timme.",
}
NO_SUCH_CODE = "Koden stämmer inte. Kontrollera att du har skrivit alla tolv tecken."
TOO_MANY_CODES = "Det har blivit för många försök. Vänta en timme och försök igen."


def choose(request: Asking) -> HttpResponse:
    places: dict[str, list[Door]] = {}
    for door in doors(clock.today(), for_oneself=True):
        places.setdefault(door.place.name, []).append(door)
    return render(request, "portal/help/choose.html", {"places": sorted(places.items())})


def of_place(request: Asking, place: str) -> HttpResponse:
    """The address on the poster: straight to the only way in, or to choose among several."""
    found = doors(clock.today(), place, for_oneself=True)
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("help-ask", place, found[0].unit.pk)
    return render(request, "portal/help/choose.html", {"places": [(found[0].place.name, found)]})


def ask(request: Asking, place: str, pk: UUID) -> HttpResponse:
    door = door_of(pk, clock.today())
    if door is None or door.place.key != place or not door.rule.self_asks:
        raise Http404
    now = clock.now()
    known = known_of_oneself(request.actor) if request.actor else {}
    form = HelpForm(sent(request), door=door, at=now, known=known)
    if form.is_valid():
        told = form.told()
        outside = door.rule.target.outside(told.born, clock.today(), is_registered=told.is_registered)
        if outside:
            found = [row for when in outside if (row := door.rule.elsewhere(when, clock.today()))]
            return _page(request, "portal/help/outside.html", {"door": door, "rows": found})
        answer = _send(request, door, form)
        if answer is not None:
            return answer
    if form.held:
        note_held(door.unit, form.held, now)
    status = 429 if form.held in HELD_WORDS else 422 if form.is_bound else 200
    context = {
        "door": door,
        "form": form,
        "readers": [door.rule.readers],
        "known": known,
        "birthday": known.get("born"),
        "sign_in": _sign_in(request),
    }
    return _page(request, "portal/help/ask.html", context, status)


def _sign_in(request: Asking) -> str:
    """The way to sign in and come back here; none where there is no provider, or one is signed in."""
    if request.actor or not settings.SIGN_IN.person:
        return ""
    return f"{reverse('sign-in-person')}?{urlencode({'next': request.path})}"


def _send(request: HttpRequest, door: Door, form: HelpForm) -> HttpResponse | None:
    """The receipt with the code; none when it was held back or refused, and the form says why."""
    now, address = clock.now(), address_of(request)
    code = code_for(_key(request))
    try:
        form.held = held(SEND, address, SENDING, now)
        if form.held:
            form.add_error(None, HELD_WORDS[form.held])
            return None
        note_knock(SEND, address, now)
        sent = carry_out(form, acts.ask_for_help, door.unit, by=STRANGER, told=form.told(), code=code)
    except once.AlreadyDone:  # the same press again: the same receipt
        sent = by_code(code)
    if sent is REFUSED or sent is None:
        return None
    context = {"door": door, "code": in_groups(code), "due": sent.contact_by}
    return _page(request, "portal/help/thanks.html", context)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("_once", ""))
    except ValueError:
        return uuid4()


def receipt(request: Asking) -> HttpResponse:
    """The code is typed, and goes with each press; nothing of it stays in the address or in a session."""
    form = CodeForm(sent(request))
    row = None
    if form.is_valid():
        row = _found(request, form)
    if row is None:
        status = 422 if form.is_bound else 200
        return _page(request, "portal/help/code.html", {"form": form}, status)
    phone_form = NewPhoneForm(request.POST if request.POST.get("gor") == "telefon" else None)
    by = holder(row)
    done = ""
    try:
        if request.POST.get("gor") == "ta-tillbaka":
            acts.withdraw(row, by=by)
            done = "Du har tagit tillbaka det. Ingen kommer att höra av sig."
        elif phone_form.is_bound and phone_form.is_valid():
            acts.add_phone(row, by=by, **phone_form.cleaned_data)
            done, phone_form = "Vi har ditt nya nummer nu.", NewPhoneForm()
    except NotAllowed as refusal:
        phone_form.add_error(None, str(refusal)) if phone_form.is_bound else None
    except once.AlreadyDone:
        done = "Det är redan gjort."
    row.refresh_from_db()
    context: dict[str, Any] = {
        "code": form.cleaned_data["kod"],
        "it": following(row),
        "done": done,
        "phone_form": phone_form if may_add_phone(by, row) else None,
        "may_withdraw": may_withdraw(by, row),
    }
    return _page(request, "portal/help/receipt.html", context, 422 if phone_form.errors else 200)


def _found(request: HttpRequest, form: CodeForm) -> Any:
    """A wrong code and one that never was get the same answer, and not many of them."""
    now, address = clock.now(), address_of(request)
    if held(WRONG_CODE, address, WRONG_CODES, now):
        form.add_error(None, TOO_MANY_CODES)
        return None
    row = by_code(form.cleaned_data["kod"])
    if row is None:
        note_knock(WRONG_CODE, address, now)
        form.add_error("kod", NO_SUCH_CODE)
    return row


def address_of(request: HttpRequest) -> str:
    """Where it comes from: behind the own proxy, what that proxy says."""
    told = request.headers.get("X-Forwarded-For", "") if settings.ENV.production else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, template, context, status=status)
    add_never_cache_headers(answer)
    answer["Cache-Control"] = "no-store"
    return answer
