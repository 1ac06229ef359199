"""WeasyPrint, kept warm: fonts and style sheet are read once (0.2 s a document instead of 1.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint import Attachment as PdfAttachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from brygga.core import clock
from brygga.documents import Attachment
from brygga.documents.marking import mark_as_accessible

STYLE = Path(__file__).with_name("document.css")
FONT = "font:"
FONTS = frozenset(f"inter-{script}-{weight}.woff2" for script in ("latin", "latin-ext") for weight in (400, 600))

#: Pango is not made for several threads at once.
_one_at_a_time = Lock()


class OnlyOwnFonts(URLFetcher):  # type: ignore[misc] # the library carries no types
    """A document fetches nothing from network or disk but the fonts that lie in the program."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        name = url.removeprefix(FONT)
        if not url.startswith(FONT) or name not in FONTS:
            raise ValueError("Dokument hämtar ingenting utifrån.")
        return URLFetcherResponse(url, _font(name), {"Content-Type": "font/woff2"})


@cache
def _font(name: str) -> bytes:
    found = finders.find(f"ui/vendor/{name}")
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()


@cache
def _warm() -> tuple[CSS, FontConfiguration]:
    fonts = FontConfiguration()
    return CSS(string=STYLE.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=OnlyOwnFonts()), fonts


def pdf(template: str, context: Mapping[str, Any], attachments: Sequence[Attachment]) -> bytes:
    """One variant at a time is all WeasyPrint makes: A-3a from there, the UA mark afterwards."""
    html = render_to_string(template, {**context, "made_at": clock.now().astimezone(UTC).isoformat(timespec="seconds")})
    buffer = BytesIO()
    with _one_at_a_time:
        style, fonts = _warm()
        HTML(string=html, url_fetcher=OnlyOwnFonts()).write_pdf(
            buffer,
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            attachments=[_attached(attachment) for attachment in attachments],
        )
    return mark_as_accessible(buffer.getvalue())


def _attached(attachment: Attachment) -> PdfAttachment:
    moment: datetime = clock.now()
    return PdfAttachment(
        string=attachment.data,
        name=attachment.name,
        description=attachment.description,
        relationship="Data",
        created=moment,
        modified=moment,
    )
