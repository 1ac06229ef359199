from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    NEWS = "news", "Något nytt"
    REMINDER = "reminder", "Påminnelse"
    INVITATION = "invitation", "Kallelse"


class Channel(models.TextChoices):
    MAIL = "mail", "Mejl"
    SMS = "sms", "Sms"


class State(models.TextChoices):
    WAITING = "waiting", "Väntar"
    SENDING = "sending", "Skickas"
    SENT = "sent", "Skickad"
    NEEDLESS = "needless", "Behövdes inte"
    GAVE_UP = "gave_up", "Kom aldrig fram"
