"""A first profile from the headings, Swedish and English; whoever imports puts it right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from brygga.histories.reading.profiles import Field, Profile

#: In the order they are looked for: the surest first.
HEADINGS: dict[Field, str] = {
    Field.PERSON: """
        personnummer person_nr personnr pnr person personid patientid patient patient_id brukare klient kund identitet
        pseudonym case:concept:name case_id caseid case
    """,
    Field.BEGINS: """
        börjar startdatum start begins begin from från fråndatum from_date startdate start_date start_timestamp
        inskrivningsdatum inskriven besöksdatum vårdstart datum date time:timestamp timestamp
    """,
    Field.ENDS: """
        slutar slutdatum slut ends end till tom tilldatum to_date enddate end_date utskrivningsdatum utskriven vårdslut
        avslutad complete_timestamp
    """,
    Field.KIND: "slag vårdform kontakttyp insatstyp typ kind type kategori besökstyp",
    Field.UNIT: """
        enhet vårdenhet enhetsnamn mottagning avdelning unit ward department klinik org:group org:resource utförare
    """,
    Field.ORGANISATION: """
        organisation huvudman vårdgivare aktör actor organization förvaltning kommun region org:role
    """,
    Field.COMPULSORY: "tvång tvångsvård compulsory frivillighet lagrum lag involuntary",
    Field.BROKEN_OFF: "avbröts avbrott avbruten broken_off brokenoff interrupted",
    Field.WORDS: "insats intervention åtgärd beskrivning vad words description activity concept:name",
    Field.NOTE: "anteckning notering kommentar note comment avslutsorsak utskrivningssätt",
    Field.KEY: "radnummer rad id key vårdtillfälleid kontaktid event_id",
}
_APART = re.compile(r"[\s_\-.]+")


def guess(headings: Iterable[str]) -> Profile:
    left = {_plain(one): one for one in reversed([one for one in headings if one])}
    columns: dict[str, str] = {}
    for field, words in HEADINGS.items():
        found = next((plain for plain in map(_plain, words.split()) if plain in left), None)
        if found is not None:
            columns[str(field)] = left.pop(found)
    return Profile(columns=columns)


def _plain(heading: str) -> str:
    return _APART.sub("", heading.casefold())
