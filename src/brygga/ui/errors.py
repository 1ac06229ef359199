"""What one sees when something cannot be shown. Says what to do; never what exists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """An act refused with a reason, on something one can see. `reason` is the refusal's own sentence."""
    return render(request, "ui/errors/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors and database: they may be what broke."""
    return HttpResponse(render_plain("ui/errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/errors/csrf.html", status=403)


def render_plain(template: str) -> str:
    from django.template.loader import render_to_string

    return render_to_string(template, {"navigation": (), "request": None})
