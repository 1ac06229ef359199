"""Our own small set of line icons, 24×24, drawn with a stroke of the text's colour."""

from __future__ import annotations

from django.template import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from brygga.ui.components.register import register

ICONS: dict[str, str] = {
    "alert": '<path d="M12 3.5 2.5 20h19L12 3.5Z"/><path d="M12 10v4.5M12 17.2v.3"/>',
    "arrow-left": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "bell": '<path d="M6 16V11a6 6 0 1 1 12 0v5l1.5 2h-15L6 16ZM10 20.5a2 2 0 0 0 4 0"/>',
    "book": '<path d="M4 5.5c3-1.2 5.5-.8 8 1 2.5-1.8 5-2.2 8-1V19c-3-1.2-5.5-.8-8 1-2.5-1.8-5-2.2-8-1V5.5ZM12 6.5V20"/>',
    "bridge": '<path d="M2 18h20M3.5 18C8 7.5 16 7.5 20.5 18M8 18v-5.3M12 18v-7.7M16 18v-5.3"/>',
    "building": '<path d="M5 21V4h10v17M15 9h4v12M3 21h18M8.5 8h3M8.5 12h3M8.5 16h3"/>',
    "calendar": '<path d="M4 6h16v14H4V6Zm0 4.5h16M8.5 3.5V8M15.5 3.5V8"/>',
    "chart": '<path d="M4 4v16h16M8.5 16v-4M13 16V7.5M17.5 16v-6"/>',
    "chat": '<path d="M4 5h16v11h-9l-4.5 4v-4H4V5Z"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "check-circle": '<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.5"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "document": '<path d="M6 3h8.5L19 7.5V21H6V3Zm8 0v5h5M9 12.5h7M9 16.5h7"/>',
    "download": '<path d="M12 4v11m-5-4.5 5 5 5-5M4.5 20h15"/>',
    "eye": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="3"/>',
    "flag": '<path d="M6 21V4h11.5l-2 4 2 4H6"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.6a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.9-1.1 1.7M12 16.5v.3"/>',
    "home": '<path d="m3.5 11.5 8.5-7.5 8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20"/>',
    "inbox": '<path d="M3.5 13.5 6.5 5h11l3 8.5V19h-17v-5.5Zm0 0h5l1.5 2.5h4l1.5-2.5h5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.3"/>',
    "interpreter": '<path d="M3.5 5h11v8h-6L5 16v-3H3.5V5Z"/><path d="M17 9h3.5v8H19v3l-3.5-3h-5v-1.5"/>',
    "link": '<path d="m9.5 14.5 5-5M8 11l-2.5 2.5a3.5 3.5 0 0 0 5 5L13 16M11 8l2.5-2.5a3.5 3.5 0 0 1 5 5L16 13"/>',
    "lock": '<path d="M5.5 11h13v9h-13v-9ZM8 11V8a4 4 0 1 1 8 0v3M12 14.5v2.5"/>',
    "mail": '<path d="M3.5 6h17v12.5h-17V6Zm0 .5 8.5 6.5 8.5-6.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "minus": '<path d="M6 12h12"/>',
    "pen": '<path d="m4.5 19.5 1-4.5L16 4.5l3.5 3.5L9 18.5l-4.5 1ZM13.5 7l3.5 3.5"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.3-4 3-6 6.5-6s6.2 2 6.5 6M15.5 5a3.3 3.3 0 0 1 0 6.2M18 14.5c2 .8 3.3 2.6 3.5 5.5"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.4-4.3 3.4-6.5 7.5-6.5s7.1 2.2 7.5 6.5"/>',
    "phone": '<path d="M6.5 3.5H9l1.5 4.5-2 1.7a12 12 0 0 0 5.8 5.8l1.7-2 4.5 1.5v2.5c0 1.7-1.3 3-3 3C10 20.5 3.5 14 3.5 6.5c0-1.7 1.3-3 3-3Z"/>',
    "plan": '<path d="M5 4h14v17H5V4Zm4-1.5h6V6H9V2.5ZM8.5 10.5l1.2 1.2L12 9.5M14 11h2M8.5 15.5l1.2 1.2 2.3-2.2M14 16h2"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H4V8h16v9h-3M7 14h10v6.5H7V14Z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "send": '<path d="m3.5 11.5 17-8-5 17-4-7-8-2Zm8 2 4-4.5"/>',
    "shield": '<path d="M12 3 4.5 6v5.5c0 4.5 3 8 7.5 9.5 4.5-1.5 7.5-5 7.5-9.5V6L12 3Z"/>',
    "sign-out": '<path d="M14 4H5v16h9M10 12h10.5m-4-4 4 4-4 4"/>',
    "swap": '<path d="M4 8.5h15m-4-4 4 4-4 4M20 15.5H5m4-4-4 4 4 4"/>',
    "text-size": '<path d="M2.5 19 7.5 6l5 13M4.2 15h6.6M14 19l3.5-8.5L21 19M15.2 16.5h4.6"/>',
    "video": '<path d="M3.5 6.5h11v11h-11v-11Zm11 4 6-3v9l-6-3"/>',
}


@register.simple_tag
def icon(*, name: str, label: str = "") -> SafeString:
    """A small picture. Without `label` it is decoration, and the words beside it carry the meaning."""
    if name not in ICONS:
        raise TemplateSyntaxError(f"{{% icon %}}: no icon is called {name!r}")
    hidden = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="b-icon" viewBox="0 0 24 24" {} focusable="false">{}</svg>',
        hidden,
        mark_safe(ICONS[name]),  # noqa: S308  our own drawings
    )
