"""Critical situations, by the place's own rules."""

from __future__ import annotations

from brygga.histories import Counted, Histories, Persons
from brygga.rules.small_numbers import told
from brygga.web.analysis.asked import Asked
from brygga.web.analysis.numbers import Figure, Line, Numbers, Page, of_all, of_some, shown

EXPLAINED = ("Ett kritiskt läge behöver inte vara ett fel. Gränserna står i ortens rutin.",)


def count(histories: Histories, asked: Asked) -> Page:
    persons, counted = Persons(), Counted(asked.rules, asked.among.until, asked.among.since)
    histories.ask_all(asked.among, [persons, counted])
    lines = [
        Line(
            one.rule.situation.term,
            (of_all(one.persons, persons.number), of_some(one.persons, one.situations)),
            note=f"{one.rule.words}.",
        )
        for one in counted.told()
    ]
    limits = [Line(one.situation.term, (f"{one.words}.", f"{one.source}.")) for one in asked.rules]
    texts = frozenset({0, 1, 2})
    nothing = "Ortens rutin säger inte vad som är ett kritiskt läge."
    table = Numbers("Kritiska lägen", ("Läge", "Personer", "Lägen"), lines, nothing=nothing)
    source = Numbers("Gränserna", ("Läge", "Gräns", "Källa"), limits, texts=texts, nothing=nothing)
    return Page([Figure(shown(told(persons.number)), "personer")], [table, source], EXPLAINED)
