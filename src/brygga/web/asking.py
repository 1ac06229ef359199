"""The request as the middleware hands it to pages: somebody is asking."""

from __future__ import annotations

from django.http import HttpRequest

from brygga.core.actor import Actor


class Asking(HttpRequest):
    actor: Actor
