"""A real mail server on this machine, which keeps what it is given, refuses, or is not there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class Keeping:
    """Keeps every mail; says no for good to those in `unknown`, and not now to those in `busy`."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.unknown: set[str] = set()
        self.busy: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  the library's name
        if address in self.unknown:
            return "550 no such user"
        if address in self.busy:
            return "451 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  the library's name
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


class Server:
    """Started and stopped by the test; the same port all the time."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.keeping = Keeping()
        self.controller: Controller | None = None

    def start(self) -> Server:
        self.controller = Controller(self.keeping, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        return self

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.keeping.mails if mail["To"] == address]


def words(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def calendar(mail: EmailMessage) -> tuple[str, str]:
    """The invitation's method, as the part says it, and the calendar itself."""
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    return str(part.get_param("method")), str(part.get_content())


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    made = Server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", made.port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "brygga@example.se"
    settings.BRYGGA_URL = "https://brygga.example.se"
    yield made.start()
    made.stop()
