"""What every page says of a meeting: where it stands, when and where it is."""

from __future__ import annotations

from typing import Any

from brygga.meetings.models import Meeting
from brygga.meetings.queries import answer_by
from brygga.meetings.states import MeetingState, PlaceKind
from brygga.rules.meetings import is_link

PLACE_LABELS = {PlaceKind.ROOM: "Plats", PlaceKind.PHONE: "Telefon", PlaceKind.VIDEO: "Länk till videomötet"}
TONES = {
    MeetingState.DRAFT: "neutral",
    MeetingState.CALLED: "info",
    MeetingState.HELD: "good",
    MeetingState.MISSED: "warning",
    MeetingState.CANCELLED: "neutral",
}


def facts_of(row: Meeting) -> dict[str, Any]:
    return {
        "meeting": row,
        "tone": TONES[MeetingState(row.state)],
        "place_label": PLACE_LABELS[PlaceKind(row.place_kind)],
        "link": row.place if row.place_kind == PlaceKind.VIDEO and is_link(row.place) else "",
        "answer_by": answer_by(row) if row.state == MeetingState.CALLED else None,
    }
