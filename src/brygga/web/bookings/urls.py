"""Addresses of booked hours and bookings."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.bookings import booking, lists, setting_up

urlpatterns = [
    page("tider/", lists.times, name="times", access=STAFF),
    page("tider/enhet/<uuid:pk>/boka/", booking.book_at, name="book-at", access=STAFF),
    page("personer/<uuid:pk>/boka-tid/", booking.book_for_person, name="book-for-person", access=STAFF),
    page("samordningar/<uuid:pk>/boka-tid/", booking.book_in_coordination, name="book-in-coordination", access=STAFF),
    page("tider/bokning/<uuid:pk>/", booking.booking, name="booking", access=STAFF),
    page("tider/bokning/<uuid:pk>/flytta/", booking.move_booking, name="booking-move", access=STAFF),
    page("tider/bokning/<uuid:pk>/avboka/", booking.cancel_booking, name="booking-cancel", access=STAFF),
    page("tider/bokning/<uuid:pk>/narvaro/", booking.attendance, name="booking-attendance", access=STAFF),
    page("tider/upplagda/", setting_up.all_hours, name="hours", access=STAFF),
    page("tider/upplagda/nya/", setting_up.new_hours, name="hours-new", access=STAFF),
    page("tider/upplagda/<uuid:pk>/ta-bort/", setting_up.end, name="hours-end", access=STAFF),
    page("tider/upplagda/<uuid:pk>/stang-dag/", setting_up.close, name="hours-close", access=STAFF),
    page("tider/upplagda/<uuid:pk>/behovs-inte/", setting_up.not_needed, name="hours-not-needed", access=STAFF),
    page("tider/stangd-dag/<uuid:pk>/oppna/", setting_up.open_again, name="day-open", access=STAFF),
]
