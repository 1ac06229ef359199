"""The routines as a page in Swedish, written from the data; a test compares it with the stored one."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from brygga.routines.coaching import Coaching
from brygga.routines.contacts import ContactKind
from brygga.routines.forms import FilledBy, Form, Item
from brygga.routines.intakes import Intake, IntakeOutcome
from brygga.routines.loading import all_routines
from brygga.routines.mappings import MappingKind, mapping_form
from brygga.routines.vocabulary import (
    BookedFor,
    BookedTime,
    Function,
    HandoverKind,
    MeetingType,
    PlanPart,
    RequestKind,
    Routine,
    SeriesKind,
    SeriesRule,
)
from brygga.rules.clocks import Roll
from brygga.rules.dates import MONTHS
from brygga.rules.handovers import StepRule
from brygga.rules.law import LEGAL_BASES
from brygga.rules.mappings import AREA_SETS
from brygga.rules.powers import Power
from brygga.rules.routing import RoutingRule
from brygga.rules.series import LAST
from brygga.rules.sources import Rule
from brygga.rules.transfers import TransferRule
from brygga.rules.words import in_sentence

PAGE = Path(__file__).resolve().parents[3] / "docs" / "generated" / "routines.md"

INTRODUCTION = """# Rutinerna

Den här sidan skrivs av programmet från mapparna i `routines/`. Ändra den inte för hand.
Varje regel har en källa och ett datum. En ändrad regel är en ny rad med ett nyare datum.
"""

NUMBERED = {1: "första", 2: "andra", 3: "tredje", 4: "fjärde"}

NEED_WORDS = {
    "consent": "samtycke",
    "purpose": "syfte",
    "representatives": "vilka som ska komma",
    "covers": "vem eller vad mötet gäller",
    "pre_meeting": "förmöte, eller skäl att vara utan",
    "mandate": "mandat",
    "follow_up_date": "tid för uppföljning innan mötet avslutas",
}


def document(routines: Sequence[Routine]) -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(_place(routine) for routine in routines), _law()])


def write(path: Path = PAGE) -> None:
    path.write_text(document(all_routines()), encoding="utf-8")


def _place(routine: Routine) -> str:
    sections = (
        f"## {routine.name}\n\n{routine.document}. Gäller från {routine.since}.\n",
        f"{routine.note}\n" if routine.note else "",
        _parties(routine),
        _functions(routine),
        _matters(routine),
        _intakes(routine),
        _routing(routine),
        _transfers(routine),
        _mapping_kinds(routine),
        _requests(routine),
        _consultations(routine),
        _contacts(routine),
        _mapping(routine),
        _interventions(routine),
        _costs(routine),
        _meetings(routine),
        _series(routine),
        _booked(routine),
        _coaching(routine),
        _closings(routine),
        _handovers(routine),
        _ladders(routine),
        _discharges(routine),
        _deadlines(routine),
        _workload(routine),
        _critical(routine),
        _plan(routine),
        _reasons(routine),
        _forms(routine),
    )
    return "\n".join(section for section in sections if section)


def _parties(routine: Routine) -> str:
    parties = (
        (party.term, "ja" if party.is_principal else "nej", _units(routine, party.key), *_origin(party))
        for party in routine.parties
    )
    return _table("Parter", ("Part", "Huvudman", "Slag av enheter"), parties)


def _units(routine: Routine, party: str) -> str:
    return ", ".join(kind.term for kind in routine.unit_kinds if kind.party == party)


def _functions(routine: Routine) -> str:
    rows = ((function.term, _in_order(function), *_origin(function)) for function in routine.functions)
    return _table("Funktioner", ("Funktion", "Får göra"), rows)


def _in_order(function: Function) -> str:
    """The powers in the order they are always told, whatever order the set has."""
    return " ".join(power.sentence for power in Power if power in function.powers)


def _matters(routine: Routine) -> str:
    rows = ((matter.term, matter.plain, *_origin(matter)) for matter in routine.matters)
    return _table("Ämnen ett samtycke kan gälla", ("Ämne", "Så säger vi det"), rows)


def _intakes(routine: Routine) -> str:
    if not routine.intakes:
        return ""
    rows = ((intake.term, _intake_words(routine, intake), *_origin(intake)) for intake in routine.intakes)
    outside = (
        (f"{intake.term}: {row.why}", row.turn_to, *_origin(row))
        for intake in routine.intakes
        for row in intake.outside
    )
    outcomes = (
        (f"{intake.term}: {row.term}", _outcome_words(routine, row), *_origin(row))
        for intake in routine.intakes
        for row in intake.outcomes
    )
    return "\n".join(
        (
            _table("Vägar in", ("Väg in", "Så fungerar den"), rows),
            _table("Utanför målgruppen", ("Varför", "Vart man vänder sig"), outside),
            _table("Vad som kan komma av det", ("Utfall", "Så fungerar det"), outcomes),
        )
    )


def _routing(routine: Routine) -> str:
    if not routine.routing_rules:
        return ""
    rows = ((row.term, _routing_words(routine, row), *_origin(row)) for row in routine.routing_rules)
    return _table("Vart nya ärenden hör", ("Regel", "Leder till"), rows)


def _routing_words(routine: Routine, row: RoutingRule) -> str:
    flags = ((row.alone, "Går före alla andra."), (row.otherwise, "När ingen annan regel passar."))
    to = ", ".join(routine.unit_kind(kind).term for kind in row.unit_kinds)
    return " ".join([f"{to}.", *(words for holds, words in flags if holds)])


def _transfers(routine: Routine) -> str:
    if not routine.transfer_rules:
        return ""
    rules = [(row.term, _transfer_words(routine, row), *_origin(row)) for row in routine.transfer_rules]
    terms = [
        (row.term, f"{MONTHS[row.from_month - 1]} till {MONTHS[row.to_month - 1]}", *_origin(row))
        for row in routine.transfer_terms
    ]
    return _table("Överföring vid en viss ålder", ("Regel", "Innebär"), rules + terms)


def _transfer_words(routine: Routine, row: TransferRule) -> str:
    given, taken = (
        ", ".join(routine.unit_kind(kind).term for kind in kinds) for kinds in (row.from_kinds, row.to_kinds)
    )
    noted = f" Gäller den som är {in_sentence(row.circumstance_term)}." if row.circumstance else ""
    return f"Vid {row.age} år. Från {given}. Till {taken}.{noted}"


def _intake_words(routine: Routine, intake: Intake) -> str:
    contact = routine.deadline(intake.contact, max(intake.since, routine.since))
    words = [f"Tas emot av {routine.unit_kind(intake.unit_kind).term}.", f"Kontakt inom {contact.words}."]
    words += [] if intake.self_asks else ["Man kommer hit genom en remiss från någon av parterna."]
    words += [f"För den som är {intake.ages}."] if intake.ages else []
    words += [f"För den som är skriven i {intake.registered_in}."] if intake.registered_in else []
    return " ".join(words)


def _outcome_words(routine: Routine, row: IntakeOutcome) -> str:
    to = ", ".join(routine.unit_kind(kind).term for kind in row.unit_kinds)
    words = [f"Till: {to}."] if to else []
    words += ["Kräver en öppen samordning."] if row.coordinates else []
    return " ".join(words) or row.plain


def _mapping_kinds(routine: Routine) -> str:
    if not routine.mapping_kinds:
        return ""
    kinds = ((kind.term, _mapping_words(routine, kind), *_origin(kind)) for kind in routine.mapping_kinds)
    near = ((contact.term, *_origin(contact)) for contact in routine.close_contacts)
    return "\n".join(
        (
            _table("Kartläggning", ("Samtal", "Så fungerar det"), kinds),
            _table("Andra omkring personen", ("Vem",), near) if routine.close_contacts else "",
        )
    )


def _mapping_words(routine: Routine, kind: MappingKind) -> str:
    words = [kind.plain, f"Alltid frågor: {mapping_form(routine, kind).title}."]
    words += [f"Livsområden: {AREA_SETS[kind.area_set].term}."] if kind.area_set else []
    return " ".join([*words, *kind.secrecy])


def _requests(routine: Routine) -> str:
    rows = ((kind.term, _request_words(routine, kind), *_origin(kind)) for kind in routine.request_kinds)
    return _table("Förfrågningar", ("Förfrågan", "Så fungerar den"), rows)


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


def _consultations(routine: Routine) -> str:
    rows = ((kind.term, kind.help, *_origin(kind)) for kind in routine.consultation_kinds)
    return _table("Konsultation", ("Konsultation", "Så fungerar den"), rows) if routine.consultation_kinds else ""


def _contacts(routine: Routine) -> str:
    rows = [(kind.term, _contact_words(kind), *_origin(kind)) for kind in routine.contact_kinds]
    rows += [(kind.term, kind.help, *_origin(kind)) for kind in routine.information_kinds]
    return _table("Kontaktlogg och roller", ("Kontakt", "Så fungerar den"), rows) if rows else ""


def _contact_words(kind: ContactKind) -> str:
    return f"{kind.help} {'' if kind.with_person else 'Personen är inte med.'}".strip()


def _mapping(routine: Routine) -> str:
    rows = ((mode.term, mode.help, *_origin(mode)) for mode in routine.mapping_modes)
    heading = "Utreda och kartlägga tillsammans"
    return _table(heading, ("Sätt", "Så fungerar det"), rows) if routine.mapping_modes else ""


def _closings(routine: Routine) -> str:
    rows = ((kind.term, kind.help, *_origin(kind)) for kind in routine.closing_kinds)
    return _table("Avslut", ("Slag", "Så fungerar det"), rows) if routine.closing_kinds else ""


def _interventions(routine: Routine) -> str:
    rows = [(kind.term, kind.note, *_origin(kind)) for kind in routine.intervention_kinds]
    return _table("Insatser som enheter beviljar", ("Insats", "Så fungerar den"), rows) if rows else ""


def _costs(routine: Routine) -> str:
    rows = [(rule.term, " och ".join(rule.pays), *_origin(rule)) for rule in routine.cost_rules]
    return _table("Vem som betalar", ("Regel", "Betalar"), rows) if rows else ""


def _meetings(routine: Routine) -> str:
    rows = ((kind.term, _meeting_words(kind), *_origin(kind)) for kind in routine.meeting_types)
    return _table("Möten", ("Möte", "Så fungerar det"), rows)


def _meeting_words(kind: MeetingType) -> str:
    flags = (
        (bool(kind.help), kind.help),
        (kind.with_person, "Personen är med."),
        (not kind.with_person, "Personen är inte med."),
        (True, f"Minst {kind.minimum_parties} parter."),
        (bool(kind.needs), f"Kräver {', '.join(NEED_WORDS[need] for need in sorted(kind.needs))}."),
        (kind.carries_plan, "En plan kan göras eller ändras här."),
        (not kind.takes_decisions, "Inga beslut fattas."),
        (kind.settles_payment, "Frågor om betalning avgörs här."),
        (kind.follows_up, "Räknas som uppföljning."),
        (kind.leaves_no_trace, "Kan hållas utan att personen registreras."),
    )
    return " ".join(words for holds, words in flags if holds)


def _series(routine: Routine) -> str:
    if not routine.meeting_series:
        return ""
    rows = [(row.term, _series_words(routine, row), *_origin(row)) for row in routine.meeting_series]
    items = [
        (f"{kind.term}: {item.term}", _months_words(item.months), *_origin(item))
        for row in routine.meeting_series
        for kind in row.kinds
        for item in kind.items
    ]
    return "\n".join(
        (
            _table("Möten som återkommer", ("Serie", "Så fungerar den"), rows),
            _table("Stående punkter", ("Punkt", "När"), items),
        )
    )


def _series_words(routine: Routine, row: SeriesRule) -> str:
    nth = "sista" if row.week == LAST else NUMBERED[row.week]
    submit = [routine.deadline(row.submit, max(row.since, routine.since)).words] if row.submit else []
    return " ".join(
        [
            row.help,
            f"Kommer: {', '.join(routine.function(key).term for key in row.functions)}.",
            f"Den {nth} {row.weekday.word}en i månaden kl. {row.at:%H.%M}, {row.minutes} minuter;",
            "en helgdag flyttas " + ("framåt." if row.roll is Roll.FORWARD else "bakåt."),
            *(f"Ärenden anmäls senast {words}." for words in submit),
            *(_kind_words(kind) for kind in row.kinds),
        ]
    ).strip()


def _kind_words(kind: SeriesKind) -> str:
    who = "alla kommer" if kind.obligatory else "de kallade kommer"
    return f"{kind.term} i {_months_words(kind.months)}: {who}."


def _months_words(months: tuple[int, ...]) -> str:
    names = [MONTHS[month - 1] for month in months]
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names) or "varje gång"


def _booked(routine: Routine) -> str:
    rows = [(kind.term, _booked_words(routine, kind), *_origin(kind)) for kind in routine.booked_times]
    return _table("Bokade tider", ("Tider", "Så fungerar de"), rows) if rows else ""


def _booked_words(routine: Routine, kind: BookedTime) -> str:
    length = f"{kind.hours} timmar " if kind.hours else ""
    often = "varje vecka" if kind.every_weeks == 1 else f"var {kind.every_weeks}:e vecka"
    often = "varannan vecka" if kind.every_weeks == 2 else often
    whom = "personen" if kind.for_whom is BookedFor.PERSON else "konsultation"
    when = f"{length}{often}"
    words = [
        f"För {whom}, {when}, {kind.slot_minutes} minuter per tid.",
        f"Läggs upp av den som: {kind.set_up_by.sentence}",
    ]
    if kind.consultant_kind:
        words.append(
            f"Konsulten kommer från {routine.unit_kind(kind.consultant_kind).term} och får veta när tiden inte behövs."
        )
    return " ".join(words)


def _handovers(routine: Routine) -> str:
    rows = [
        (f"{kind.term}: {row.term}", _waits_for(kind, row), *_origin(row))
        for kind in routine.handover_kinds
        for row in kind.steps
    ]
    return _table("Steg i en överlämning", ("Steg", "Väntar på"), rows) if rows else ""


def _ladders(routine: Routine) -> str:
    rows = [
        (f"{ladder.term}, nivå {number}", level.term, *_origin(level))
        for ladder in routine.ladders
        for number, level in enumerate(ladder.levels, 1)
    ]
    return _table("Vart en fråga lyfts", ("Fråga", "Till"), rows) if rows else ""


def _discharges(routine: Routine) -> str:
    rows = [
        *((row.term, routine.purpose(row.purpose).term, *_origin(row)) for row in routine.discharge_kinds),
        *((row.term, row.words, *_origin(row)) for row in routine.discharge_agreements),
    ]
    return _table("Utskrivning från slutenvård", ("Regel", "Innebär"), rows) if rows else ""


def _waits_for(kind: HandoverKind, step: StepRule) -> str:
    return ", ".join(row.term for row in kind.steps if row.key in step.after)


def _coaching(routine: Routine) -> str:
    if not routine.coachings:
        return ""
    teams = [(row.term, _coaching_words(routine, row), *_origin(row)) for row in routine.coachings]
    groups = [
        (f"{n}. {row.term}", row.circumstance_term or "När ingen annan grupp passar.", *_origin(row))
        for team in routine.coachings
        for n, row in enumerate(team.priorities, 1)
    ]
    steps = [(row.term, row.plain, *_origin(row)) for team in routine.coachings for row in team.steps]
    ends = [
        (row.term, "Den som tar vid anges." if row.receiver else "", *_origin(row))
        for team in routine.coachings
        for row in team.ends
    ]
    kinds = [(row.term, "", *_origin(row)) for team in routine.coachings for row in team.activity_kinds]
    return "\n".join(
        (
            _table("Coachingteam", ("Team", "Så fungerar det"), teams),
            _table("Vem som går före i kön", ("Grupp", "När"), groups),
            _table("Steg mot arbete eller studier", ("Steg", "Så säger vi det"), steps),
            _table("Varför en inskrivning avslutas", ("Skäl", ""), ends),
            _table("Slag av aktiviteter", ("Slag", ""), kinds),
        )
    )


def _coaching_words(routine: Routine, row: Coaching) -> str:
    words = [f"{routine.unit_kind(row.unit_kind).term}, {row.low}–{row.high} inskrivna samtidigt."]
    words += [f"För den som är {row.ages}."] if row.ages else []
    words += [f"Platserna delas ut av den som: {row.to_power.sentence}"]
    over = f"Fler tas in med skäl av den som: {row.over_power.sentence}" if row.over_power else "Fler tas inte in."
    return " ".join([*words, over])


def _deadlines(routine: Routine) -> str:
    rows = ((row.step.term, row.words, *_origin(row)) for row in routine.deadlines)
    return _table("Tider", ("Vad", "Tid"), rows)


def _workload(routine: Routine) -> str:
    rows = [(f"Mer än andra: {row.words}", *_origin(row)) for row in routine.workloads]
    return _table("Belastning", ("Vad",), rows) if rows else ""


def _critical(routine: Routine) -> str:
    rows = ((rule.situation.term, f"{rule.words}.", *_origin(rule)) for rule in routine.critical_rules)
    return _table("Kritiska lägen", ("Läge", "När"), rows) if routine.critical_rules else ""


def _plan(routine: Routine) -> str:
    rows = ((part.heading, _part_words(part), *_origin(part)) for part in routine.plan_parts)
    return _table("Planens delar", ("Del", "Krav"), rows)


def _part_words(part: PlanPart) -> str:
    points = [point.sentence for point in sorted(part.statutory)]
    required = ["Måste vara ifylld."] if part.required_for_adoption else []
    return " ".join([*required, *(f"Lagens punkt: {point}" for point in points)])


def _reasons(routine: Routine) -> str:
    rows = ((reason.term, *_origin(reason)) for reason in routine.reasons)
    return _table("Skäl till en SIP", ("Skäl",), rows)


def _forms(routine: Routine) -> str:
    return "### Blanketter\n\n" + "\n".join(_form(form) for form in routine.forms)


def _form(form: Form) -> str:
    questions = "\n".join(f"- {_question(item)}" for item in form.walk())
    return f"**{form.title}** ({form.source}, från {form.since})\n\n{questions}\n"


def _question(item: Item) -> str:
    marks = ["måste besvaras"] if item.required else []
    if item.filled_by is FilledBy.RECEIVER:
        marks.append("fylls i av mottagaren")
    if item.answer_options:
        marks.append("val: " + ", ".join(option.display for option in item.answer_options))
    return f"{item.text} ({'; '.join(marks)})" if marks else item.text


def _law() -> str:
    heads = ("Grund", "Innebörd", "Lagrum", "Hur säkert", "Gäller från")
    rows = ((b.term, b.text, b.citation, b.certainty.sentence, str(b.valid_from)) for b in LEGAL_BASES)
    return "## Rättsliga grunder att lämna ut utan samtycke\n\n" + _grid(heads, rows)


def _origin(row: Rule) -> tuple[str, str]:
    return row.source, str(row.since) if row.until is None else f"{row.since} till {row.until}"


def _table(heading: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return f"### {heading}\n\n" + _grid((*heads, "Källa", "Gäller från"), rows)


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (heads, ["---"] * len(heads), *rows)
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    write()
