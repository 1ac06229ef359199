"""What a placement lacks, in words: the fact, what to do about it, and the way there."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.core import clock
from brygga.interventions.placements import Warned
from brygga.interventions.states import GrantedState
from brygga.rules.dates import written
from brygga.rules.placements import Lacks
from brygga.web.links import way_to


@dataclass(frozen=True, slots=True)
class Told:
    text: str
    todo: str
    url: str
    link_text: str
    tone: str


def told(warned: Warned) -> Told:
    row = warned.row
    if warned.lacks is Lacks.PLAN:
        text = f"Placeringen saknar en gemensam plan: {row.words}."
        todo = "Gör en SIP, så att alla vet vem som gör vad medan placeringen pågår och efteråt."
        return Told(text, todo, way_to("coordination-plan", row.coordination_id), "Planen", "bad")
    is_over = warned.until is not None and warned.until <= clock.today()
    verb = "avbröts" if row.state == GrantedState.INTERRUPTED else "tog slut" if is_over else "tar slut"
    when = f"{verb} {written(warned.until)}"
    text = f"Placeringen {when}, och ingen kontakt hemma är bokad efter det: {row.words}."
    todo = "Boka ett möte eller en tid hemma."
    url = way_to("coordination-meetings", row.coordination_id)
    return Told(text, todo, url, "Boka", "bad" if is_over else "warning")
