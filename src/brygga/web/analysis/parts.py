"""The pages of the follow-up, in the order of the tabs."""

from __future__ import annotations

from brygga.web.analysis import around, care, comparing, costing, moving, returning, situations
from brygga.web.analysis.asked import Part

BACK = {"inom": "Kommer tillbaka inom"}
PARTS = (
    Part(
        "returns",
        "aterkommer",
        "Vilka som återkommer",
        "Hur många som kommer tillbaka till akut vård, hur ofta och efter hur lång tid.",
        returning.count,
        BACK,
    ),
    Part(
        "flows",
        "vagar",
        "Vägar",
        "Vart människor går när något tar slut hos en enhet, och var ingen tar över.",
        moving.count,
        {"inom": "Någon tar vid inom"},
    ),
    Part(
        "care",
        "vard",
        "Vård och dygn",
        "Vilken vård det blev, hur många dygn, och hur mycket som var akut.",
        care.count,
    ),
    Part(
        "costs",
        "kostnad",
        "Kostnad",
        "Vad det kostade, med de priser enheterna själva har satt.",
        costing.count,
        prices=True,
    ),
    Part(
        "situations",
        "lagen",
        "Kritiska lägen",
        "Var det kan ha brustit, räknat med ortens egna gränser.",
        situations.count,
    ),
    Part(
        "before-after",
        "fore-och-efter",
        "Före och efter",
        "Hur det var före och efter att samordningen började, lika lång tid på båda sidor.",
        around.count,
        {"langd": "Lika lång tid före och efter"},
        prices=True,
    ),
    Part(
        "compare",
        "jamfor",
        "Jämför två grupper",
        "Samma siffror för två grupper, bredvid varandra.",
        comparing.count,
        BACK,
        groups=True,
    ),
)
