"""Times, the parts of a plan, the forms, and the law."""

from brygga.routines.document.tables import grid, origin, table
from brygga.routines.forms import FilledBy, Form, Item
from brygga.routines.vocabulary import (
    PlanPart,
    Routine,
)
from brygga.rules.law import LEGAL_BASES


def deadlines(routine: Routine) -> str:
    rows = ((row.step.term, row.words, *origin(row)) for row in routine.deadlines)
    return table("Tider", ("Vad", "Tid"), rows)


def workload(routine: Routine) -> str:
    rows = [(f"Mer än andra: {row.words}", *origin(row)) for row in routine.workloads]
    return table("Belastning", ("Vad",), rows) if rows else ""


def critical(routine: Routine) -> str:
    rows = ((rule.situation.term, f"{rule.words}.", *origin(rule)) for rule in routine.critical_rules)
    return table("Kritiska lägen", ("Läge", "När"), rows) if routine.critical_rules else ""


def plan(routine: Routine) -> str:
    rows = ((part.heading, _part_words(part), *origin(part)) for part in routine.plan_parts)
    return table("Planens delar", ("Del", "Krav"), rows)


def _part_words(part: PlanPart) -> str:
    points = [point.sentence for point in sorted(part.statutory)]
    required = ["Måste vara ifylld."] if part.required_for_adoption else []
    return " ".join([*required, *(f"Lagens punkt: {point}" for point in points)])


def reasons(routine: Routine) -> str:
    rows = ((reason.term, *origin(reason)) for reason in routine.reasons)
    return table("Skäl till en SIP", ("Skäl",), rows)


def forms(routine: Routine) -> str:
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


def law() -> str:
    heads = ("Grund", "Innebörd", "Lagrum", "Hur säkert", "Gäller från")
    rows = ((b.term, b.text, b.citation, b.certainty.sentence, str(b.valid_from)) for b in LEGAL_BASES)
    return "## Rättsliga grunder att lämna ut utan samtycke\n\n" + grid(heads, rows)
