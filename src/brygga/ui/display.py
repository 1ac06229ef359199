"""The reader's own choice of text size and colours. Kept in cookies: it is about the eyes, not about anybody's data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from brygga.ui.components.display import SCHEME_COOKIE, SCHEMES, SIZE_COOKIE, SIZES

A_YEAR = 365 * 24 * 3600


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if safe else "/")
    for field, cookie, values in (("size", SIZE_COOKIE, SIZES), ("scheme", SCHEME_COOKIE, SCHEMES)):
        chosen = request.POST.get(field)
        if chosen in values:
            answer.set_cookie(cookie, chosen, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
        elif chosen:
            answer.delete_cookie(cookie, samesite="Lax")
    return answer


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")
