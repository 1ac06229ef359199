"""What the units in Malmö have learnt, without a name in it: some of it hard, some of it good, over half a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.stage import Stage
from brygga.reflections import acts
from brygga.rules.critical import Situation

S = Situation
#: How many days ago, who wrote it, the kind, the situation, the tags, the words.
WRITTEN = (
    (-170, "Doris Holm", "challenge", S.GAP, "hem efter hvb, sommar",
     "Placeringen tog slut i juli och båda handläggarna hade semester. Ingen visste vem som skulle ringa."),
    (-150, "Sara Berg", "success", S.TRANSITION, "boende",
     "Boendet och mottagningen följde med till första besöket. Då kom personen, och kom tillbaka."),
    (-121, "Kurt Åkesson", "challenge", S.DOUBLE_WORK, "asi",
     "Vi gjorde samma intervju som socialtjänsten, två veckor efter dem. Nu frågar vi först vad som finns."),
    (-96, "Sven Ek", "success", S.DOUBLE_WORK, "asi, gfi",
     "Ett GFI innan utredningen började räckte för att dela upp den mellan oss."),
    (-75, "Siv Dahl", "challenge", S.LATE_COORDINATION, "samtycke",
     "Vi väntade med att fråga om samtycke. Det tog tre månader som hade kunnat vara en vecka."),
    (-48, "Pia Sjö", "challenge", S.REPETITION, "akuten",
     "Tredje gången på akuten på en månad. Var och en av oss såg bara sin gång."),
    (-33, "Rut Månsson", "success", S.INTERRUPTION, "avbrott",
     "Det stod i planen vem som ringer när någon inte kommer. Vi ringde samma dag, och det räckte."),
    (-19, "Doris Holm", "challenge", S.NO_FOLLOW_UP, "hem efter hvb",
     "Hemmet skrev ut en fredag. Boka första tiden hemma innan vistelsen tar slut, inte efter."),
    (-9, "Sara Berg", "success", None, "samtycke",
     "Att rita upp på bilden vilka som får veta vad gjorde det lättare att säga ja."),
)  # fmt: skip
ADDED = "Sedan i höst står en ersättare i varje plan som börjar före sommaren."


def in_malmo(stage: Stage) -> Iterator[datetime]:
    rows = []
    for days, who, kind, situation, tags, text in WRITTEN:
        yield stage.moment(days, 15)
        unit = stage.assignment(who).unit
        made = acts.write_reflection(
            unit, by=stage.actor(who), kind=kind, situation=situation or "", tags=tags.split(", "), text=text
        )
        rows.append(made)
    yield stage.moment(-8, 9)
    acts.add_to_reflection(rows[0], by=stage.actor("Doris Holm"), text=ADDED)
