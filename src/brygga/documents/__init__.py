"""Paper: accessible PDF (PDF/A-3a with PDF/UA tags) from a template. Knows nothing of what the paper is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF: the same content in a form that machines read."""

    name: str
    data: bytes
    description: str


def render(template: str, context: Mapping[str, Any], *, title: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The finished PDF. `template` extends "documents/base.html"; `title` is what screen readers call it.

    WeasyPrint and the C libraries beneath it are loaded at the first document, so that Brygga starts without them.
    """
    from brygga.documents.rendering import pdf

    return pdf(template, {**context, "title": title}, attachments)
