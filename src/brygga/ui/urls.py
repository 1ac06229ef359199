"""Pages about the surface itself: nothing here holds anybody's data."""

from __future__ import annotations

from brygga.core.access import PUBLIC, page
from brygga.ui import display, gallery

urlpatterns = [
    page("visning/", display.display, name="display", access=PUBLIC),
    page("tillganglighet/", display.accessibility, name="accessibility", access=PUBLIC),
    page("ui/", gallery.gallery, name="gallery", access=PUBLIC),
    page("ui/formular/", gallery.form_samples, name="gallery-forms", access=PUBLIC),
    page("ui/lista/", gallery.list_sample, name="gallery-list", access=PUBLIC),
    page("ui/utkast/", gallery.draft_sample, name="gallery-draft", access=PUBLIC),
    page("ui/min-sida/", gallery.portal_sample, name="gallery-portal", access=PUBLIC),
    page("ui/mote/", gallery.meeting_sample, name="gallery-meeting", access=PUBLIC),
    page("ui/fel/", gallery.error_sample, name="gallery-error", access=PUBLIC),
]
