"""Begins an installation: an organisation, its first unit and its first administrator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from brygga.agencies.acts import found_organisation
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.routines.loading import all_routines, routine

QUESTIONS = {
    "organisation": "Organisationens namn",
    "place": "Rutin",
    "party": "Part",
    "unit": "Den första enhetens namn",
    "kind": "Slag av enhet",
    "admin": "Administratörens namn",
    "email": "Administratörens e-postadress (den som följer med inloggningen)",
}


class Command(BaseCommand):
    help = "Lägg upp en organisation med en första enhet och en administratör. Det som inte anges frågas det efter."

    def add_arguments(self, parser: Any) -> None:
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name}", default="", help=question)
        parser.add_argument("--number", default="", help="Organisationsnummer")

    def handle(self, **given: Any) -> None:
        place = given["place"] or self._ask("place", {r.key: r.name for r in all_routines()})
        try:
            rows = routine(place)
        except KeyError:
            raise CommandError(f"Det finns ingen rutin som heter {place}.") from None
        party = given["party"] or self._ask("party", {p.key: p.term for p in rows.parties})
        kinds = {k.key: k.term for k in rows.unit_kinds if k.party == party}
        organisation = given["organisation"] or self._ask("organisation")
        unit = given["unit"] or self._ask("unit")
        try:
            assignment = found_organisation(
                None,
                by=SYSTEM,
                name=organisation,
                place=place,
                party=party,
                number=given["number"],
                unit_name=unit,
                unit_kind=given["kind"] or self._ask("kind", kinds),
                administrator=given["admin"] or self._ask("admin"),
                email=given["email"] or self._ask("email"),
            )
        except NotAllowed as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{assignment.staff.name} är nu administratör för {organisation} och kan lägga upp resten.")

    def _ask(self, name: str, choices: dict[str, str] | None = None) -> str:
        for key, term in (choices or {}).items():
            self.stdout.write(f"  {key}: {term}")
        answer = ""
        while not answer or (choices and answer not in choices):
            answer = input(f"{QUESTIONS[name]}: ").strip()
        return answer
