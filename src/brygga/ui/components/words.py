"""Words inside sentences."""

from __future__ import annotations

from brygga.rules.words import in_sentence
from brygga.ui.components.register import register

register.filter("in_sentence", in_sentence)
