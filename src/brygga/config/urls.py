"""All addresses. Each one says who gets in (see core.access)."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("brygga.web.urls")),
    path("min/", include("brygga.portal.urls")),
    path("hjalp-mig/", include("brygga.portal.help_urls")),
    path("", include("brygga.ui.urls")),
]
if settings.ENV.demo:
    urlpatterns.append(path("", include("brygga.demo.urls")))
