"""The ways out of the house: mail by SMTP, SMS through an adapter that a place sets up."""

from __future__ import annotations

import smtplib
import sys
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string

from brygga.messaging.letters import Letter


class NeverArrives(Exception):
    """The receiver's server has said no for good: to try again would help nobody."""


class Unreachable(Exception):
    """It did not go now; it may later."""


class SmsSender(Protocol):
    def send(self, number: str, words: str) -> None:
        """Hand it over, or raise `Unreachable` or `NeverArrives`."""


class ConsoleSms:
    """Where no provider is set up. The number is somebody's and is not written."""

    def send(self, number: str, words: str) -> None:
        sys.stdout.write(f"Sms till {len(number)} siffror: {words.splitlines()[0]}\n")


def send_sms(letter: Letter) -> None:
    sender: SmsSender = import_string(settings.BRYGGA_SMS)()
    sender.send(letter.to, letter.words.split("\n\nDet här mejlet")[0])


def send_mail(letter: Letter) -> None:
    """An invitation is another way to read the same words, not a file, so that calendars take it (RFC 6047)."""
    headers = {"Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(letter.subject, letter.words, to=[letter.to], headers=headers)
    if letter.invitation:
        message.attach_alternative(letter.invitation.decode(), f"text/calendar; method={letter.method}")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        raise _judged(refused) from refused
    except smtplib.SMTPResponseException as answered:
        raise (NeverArrives if answered.smtp_code >= 500 else Unreachable)(str(answered.smtp_code)) from answered
    except (smtplib.SMTPException, OSError) as fault:
        raise Unreachable(type(fault).__name__) from fault


def _judged(refused: smtplib.SMTPRecipientsRefused) -> Exception:
    code = next((code for code, _ in refused.recipients.values()), 500)
    return NeverArrives(str(code)) if code >= 500 else Unreachable(str(code))
