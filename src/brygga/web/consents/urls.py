"""Addresses of the room. Each says who gets in."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.consents import disclosing, giving, views, withdrawing

urlpatterns = [
    page("personer/<uuid:pk>/samtycken/", views.consents, name="consents", access=STAFF),
    page("personer/<uuid:pk>/samtycke/", giving.give, name="consent-give", access=STAFF),
    page("personer/<uuid:pk>/samtycke/nej/", giving.decline, name="consent-decline", access=STAFF),
    page("samtycken/<uuid:pk>/", views.consent, name="consent", access=STAFF),
    page("samtycken/<uuid:pk>/pdf/", views.pdf, name="consent-pdf", access=STAFF),
    page("samtycken/<uuid:pk>/kopia/", views.copy, name="consent-copy", access=STAFF),
    page("samtycken/<uuid:pk>/ta-tillbaka/", withdrawing.withdraw, name="consent-withdraw", access=STAFF),
    page("samordningar/<uuid:pk>/utlamnanden/", disclosing.disclosures, name="disclosures", access=STAFF),
    page("samordningar/<uuid:pk>/utlamnanden/nytt/", disclosing.add, name="disclosure-add", access=STAFF),
    page("utlamnanden/<uuid:pk>/avsluta/", disclosing.end, name="disclosure-end", access=STAFF),
]
