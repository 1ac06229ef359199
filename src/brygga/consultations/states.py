"""How one talked, and who goes on. The steps of a consultation are those of every request (requests/states.py)."""

from __future__ import annotations

from django.db import models


class How(models.TextChoices):
    PHONE = "phone", "Telefon"
    VIDEO = "video", "Video"
    ON_THE_SPOT = "on_the_spot", "På plats"
    WRITING = "writing", "I skrift"


class NextBy(models.TextChoices):
    ASKER = "asker", "Enheten som frågade"
    ASKED = "asked", "Enheten som gav råd"
    TOGETHER = "together", "Enheterna tillsammans"
    NOBODY = "nobody", "Ingen, det räcker så"
