"""Sends the mail and SMS that wait. Run by `./brygga worker`; safe to run at any time, and by several at once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from brygga.messaging.delivering import deliver


class Command(BaseCommand):
    help = "Skicka mejl och sms som väntar. Det som inte går fram prövas igen."

    def handle(self, *, verbosity: int, **_: Any) -> None:
        if not settings.BRYGGA_SENDS:
            if verbosity > 1:
                self.stdout.write("Ingen mejlserver är angiven (BRYGGA_SMTP). Allt ligger kvar i kön.")
            return
        gone = deliver()
        if gone or verbosity > 1:
            self.stdout.write(f"{gone} mejl och sms är skickade.")
