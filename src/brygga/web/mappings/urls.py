"""Addresses of mapping talks: in a coordination, and each with its parts."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.mappings import copying, picture, views, writing

urlpatterns = [
    page("samordningar/<uuid:pk>/kartlaggning/", views.mappings, name="coordination-mappings", access=STAFF),
    page("samordningar/<uuid:pk>/kartlaggning/ny/", views.start, name="mapping-start", access=STAFF),
    page("kartlaggningar/<uuid:pk>/", views.mapping, name="mapping", access=STAFF),
    page("kartlaggningar/<uuid:pk>/bild/", picture.tick, name="mapping-picture", access=STAFF),
    page("kartlaggningar/<uuid:pk>/bild/pdf/", picture.pdf, name="mapping-picture-pdf", access=STAFF),
    page("kartlaggningar/<uuid:pk>/fragor/", writing.questions, name="mapping-questions", access=STAFF),
    page("kartlaggningar/<uuid:pk>/livsomraden/", writing.areas, name="mapping-areas", access=STAFF),
    page("kartlaggningar/<uuid:pk>/samtycke/", copying.consent, name="mapping-consent", access=STAFF),
    page("kartlaggningar/<uuid:pk>/kopia/", copying.copy, name="mapping-copy", access=STAFF),
    page("kartlaggningar/<uuid:pk>/brev/", copying.letter, name="mapping-letter", access=STAFF),
    page("kartlaggningar/kopior/<uuid:pk>/lamnad/", copying.handed_over, name="mapping-copy-given", access=STAFF),
    page("kartlaggningar/<uuid:pk>/visa/", views.show_it, name="mapping-show", access=STAFF),
    page("kartlaggningar/<uuid:pk>/klar/", views.finish, name="mapping-finish", access=STAFF),
]
