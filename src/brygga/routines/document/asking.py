"""What units ask of and tell each other, and what they map and grant."""

from brygga.routines.contacts import ContactKind
from brygga.routines.document.tables import origin, table
from brygga.routines.mappings import MappingKind, mapping_form
from brygga.routines.vocabulary import (
    RequestKind,
    Routine,
)
from brygga.rules.mappings import AREA_SETS


def mapping_kinds(routine: Routine) -> str:
    if not routine.mapping_kinds:
        return ""
    kinds = ((kind.term, _mapping_words(routine, kind), *origin(kind)) for kind in routine.mapping_kinds)
    near = ((contact.term, *origin(contact)) for contact in routine.close_contacts)
    return "\n".join(
        (
            table("Kartläggning", ("Samtal", "Så fungerar det"), kinds),
            table("Andra omkring personen", ("Vem",), near) if routine.close_contacts else "",
        )
    )


def _mapping_words(routine: Routine, kind: MappingKind) -> str:
    words = [kind.plain, f"Alltid frågor: {mapping_form(routine, kind).title}."]
    words += [f"Livsområden: {AREA_SETS[kind.area_set].term}."] if kind.area_set else []
    return " ".join([*words, *kind.secrecy])


def requests(routine: Routine) -> str:
    rows = ((kind.term, _request_words(routine, kind), *origin(kind)) for kind in routine.request_kinds)
    return table("Förfrågningar", ("Förfrågan", "Så fungerar den"), rows)


def _request_words(routine: Routine, kind: RequestKind) -> str:
    words = ["Nämner personen." if kind.names_person else "Nämner inte personen."]
    words.append("Kräver samtycke." if kind.needs_consent else "Kräver inte samtycke.")
    for heading, kinds in (("Skickas av", kind.from_unit_kinds), ("Tas emot av", kind.to_unit_kinds)):
        words += [f"{heading}: {', '.join(routine.unit_kind(one).term for one in kinds)}."] if kinds else []
    for reception in kind.receptions:
        days = " och ".join(day.word for day in reception.distribution_days)
        unit = routine.unit_kind(reception.unit_kind).term
        chosen = " (dagarna är en lokal inställning)" if reception.local_choice else ""
        words.append(f"{unit}: fördelas {days}{chosen}." if days else f"{unit}: fördelas varje arbetsdag.")
        words += [f"{unit}: för den som har fyllt {reception.youngest} år."] if reception.youngest else []
        words += [f"{unit}: för den som inte har fyllt {reception.below} år."] if reception.below else []
    return " ".join(words)


def consultations(routine: Routine) -> str:
    rows = ((kind.term, kind.help, *origin(kind)) for kind in routine.consultation_kinds)
    return table("Konsultation", ("Konsultation", "Så fungerar den"), rows) if routine.consultation_kinds else ""


def contacts(routine: Routine) -> str:
    rows = [(kind.term, _contact_words(kind), *origin(kind)) for kind in routine.contact_kinds]
    rows += [(kind.term, kind.help, *origin(kind)) for kind in routine.information_kinds]
    return table("Kontaktlogg och roller", ("Kontakt", "Så fungerar den"), rows) if rows else ""


def _contact_words(kind: ContactKind) -> str:
    return f"{kind.help} {'' if kind.with_person else 'Personen är inte med.'}".strip()


def mapping(routine: Routine) -> str:
    rows = ((mode.term, mode.help, *origin(mode)) for mode in routine.mapping_modes)
    heading = "Utreda och kartlägga tillsammans"
    return table(heading, ("Sätt", "Så fungerar det"), rows) if routine.mapping_modes else ""


def interventions(routine: Routine) -> str:
    rows = [(kind.term, kind.note, *origin(kind)) for kind in routine.intervention_kinds]
    return table("Insatser som enheter beviljar", ("Insats", "Så fungerar den"), rows) if rows else ""


def costs(routine: Routine) -> str:
    rows = [(rule.term, " och ".join(rule.pays), *origin(rule)) for rule in routine.cost_rules]
    return table("Vem som betalar", ("Regel", "Betalar"), rows) if rows else ""
