"""Two groups beside each other, of the same time."""

from __future__ import annotations

from brygga.histories import Among, Histories, Persons, Returning, Share, Sharing
from brygga.rules.critical import Kind
from brygga.rules.small_numbers import SMALL_NUMBERS, Told, told, told_in_sum
from brygga.web.analysis.asked import Asked
from brygga.web.analysis.guarding import is_too_close
from brygga.web.analysis.numbers import Line, Numbers, Page, of_all, of_some, share, shown

EXPLAINED = (
    "Grupperna kan ha personer gemensamt. Att de skiljer sig säger inte varför.",
    "Andelar räknas av personerna i gruppen.",
    "Andelen som kom tillbaka räknas av tillfällen som är så gamla att man vet.",
)
FEW = "visas inte"


def count(histories: Histories, asked: Asked) -> Page:
    columns = [_column(histories, among, asked.within) for _, among in asked.groups]
    labels = list(columns[0] or columns[-1] or {})
    lines = [Line(label, tuple(column[label] if column else FEW for column in columns)) for label in labels]
    return Page(
        (),
        [
            Numbers(
                "Grupperna bredvid varandra",
                ("Vad", *(label for label, _ in asked.groups)),
                lines,
                nothing=f"Grupperna, eller de som valts bort, är färre än {SMALL_NUMBERS.fewest} personer.",
            )
        ],
        EXPLAINED,
    )


def _column(histories: Histories, among: Among, within: int) -> dict[str, str]:
    """What is told of a group; nothing when it, or those it leaves out, are few."""
    if is_too_close(histories, among):
        return {}
    persons, returning, sharing = Persons(), Returning(among, within), Sharing(among)
    histories.ask_all(among, [persons, returning, sharing])
    every = persons.number
    back, shares = returning.told(), sharing.told()
    stay = shares.kinds.get(Kind.INPATIENT, Share())
    again = told_in_sum(
        [back.came_back_persons, back.judged_persons - back.came_back_persons],
        numbers=[back.came_back, back.judged - back.came_back],
    ).parts[0]
    return {
        "Personer": shown(told(every)),
        "Hade akut vård": _part(of_all(shares.acute.persons, every), every),
        "Hade tvångsvård": _part(of_all(shares.compulsory.persons, every), every),
        f"Akuta tillfällen som följdes av ett nytt inom {within} dagar": share(again, back.judged),
        "Dygn i slutenvård": shown(of_some(stay.persons, stay.days)),
        "Dygn i slutenvård per person i gruppen": _each(of_some(stay.persons, stay.days), every),
    }


def _part(one: Told, every: int) -> str:
    return one.words if one.number is None else f"{shown(one)} ({share(one, every)})"


def _each(one: Told, every: int) -> str:
    return one.words if one.number is None or not every else f"{one.number / every:.1f}".replace(".", ",")
