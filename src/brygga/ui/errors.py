"""The one error page that Django has no template for; the others are 400.html, 403.html, 404.html and 500.html."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or came from somewhere else."""
    return render(request, "403_csrf.html", status=403)
