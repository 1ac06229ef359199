"""What must hold between the rows of a routine: nothing points at something that is not there."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from brygga.routines import vocabulary as words
from brygga.routines.closings import unfit
from brygga.routines.critical_checks import critical_rules_hold_together
from brygga.routines.deadlines import SOME_PLACES_ONLY, DeadlineStep
from brygga.routines.discharge_checks import discharges_hold_together
from brygga.routines.forms import EnableWhen, Form, Item, ItemType, Operator
from brygga.routines.handover_checks import handovers_hold_together
from brygga.routines.ladder_checks import ladders_hold_together
from brygga.routines.rows import Table
from brygga.routines.series_checks import meeting_series
from brygga.rules.calendar import Weekday
from brygga.rules.intakes import Outside
from brygga.rules.law import StatutoryPoint
from brygga.rules.mappings import AREA_SETS, WAYS
from brygga.rules.routing import RoutingRule


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stands."""

    row: Any
    table: Table


class Rows:
    """Every row that could be read, and the keys of those that could not."""

    def __init__(self, kinds: Iterable[type]) -> None:
        self._placed: dict[type, list[Placed]] = {kind: [] for kind in kinds}
        self._unread: dict[type, set[str]] = {kind: set() for kind in self._placed}

    def add(self, kind: type, placed: Placed) -> None:
        self._placed[kind].append(placed)

    def add_unread(self, kind: type, key: str) -> None:
        """So that one fault in a row does not make everything that points at it faulty."""
        self._unread[kind].add(key)

    def all_read(self, kind: type) -> bool:
        return not self._unread[kind]

    def of(self, kind: type) -> list[Placed]:
        return self._placed[kind]

    def all(self) -> Iterable[list[Placed]]:
        return self._placed.values()

    def keys(self, kind: type) -> frozenset[str]:
        return frozenset(placed.row.key for placed in self.of(kind)) | self._unread[kind]


Check = Callable[[Rows], None]
WEEKEND = frozenset({Weekday.SAT, Weekday.SUN})
CHOICES = frozenset({ItemType.CHOICE, ItemType.OPEN_CHOICE})


def check(rows: Rows, routine: Table) -> None:
    """Note every fault; `routine` is where faults of the whole are noted."""
    for one in CHECKS:
        one(rows)
    _every_core_step_has_a_time(rows, routine)
    _the_plan_answers_the_law(rows, routine)
    _coordination_can_be_consented_to(rows, routine)


def _no_row_twice(rows: Rows) -> None:
    for placed_rows in rows.all():
        seen: set[tuple[str, object]] = set()
        for placed in placed_rows:
            mark = (placed.row.key, placed.row.since)
            if mark in seen:
                placed.table.fault(f"”{mark[0]}” finns redan med samma datum. En ändrad regel har ett nyare.")
            seen.add(mark)


def _no_reception_twice(rows: Rows) -> None:
    for placed in rows.of(words.RequestKind):
        seen: set[tuple[str, object]] = set()
        for number, reception in enumerate(placed.row.receptions):
            mark = (reception.unit_kind, reception.since)
            if mark in seen:
                placed.table.inner("reception", number).fault(f"”{mark[0]}” tar redan emot från samma datum.")
            seen.add(mark)


def _no_row_ends_before_it_begins(rows: Rows) -> None:
    for placed_rows in rows.all():
        for placed in placed_rows:
            if placed.row.until and placed.row.until < placed.row.since:
                placed.table.fault("”until” är före ”since”.", "until")


def _points_at(rows: Rows, kind: type, attribute: str, target: type, what: str) -> None:
    known = rows.keys(target)
    for placed in rows.of(kind):
        value = getattr(placed.row, attribute)
        if value and value not in known:
            placed.table.fault(f"{what} ”{value}” finns inte.", attribute)


def _references(rows: Rows) -> None:
    _points_at(rows, words.UnitKind, "party", words.Party, "Parten")
    _points_at(rows, words.RequestKind, "form", Form, "Blanketten")
    _points_at(rows, words.RequestKind, "to_function", words.Function, "Funktionen")
    _points_at(rows, words.RequestKind, "purpose", words.Purpose, "Ändamålet")
    _points_at(rows, words.MeetingType, "request_kind", words.RequestKind, "Förfrågan")
    _points_at(rows, words.MeetingType, "preceded_by", words.MeetingType, "Mötestypen")
    _points_at(rows, words.PlanPart, "party", words.Party, "Parten")
    for placed in rows.of(words.RequestKind):
        for attribute in ("asked_first", "from_unit_kinds", "to_unit_kinds"):
            for kind in sorted(set(getattr(placed.row, attribute)) - rows.keys(words.UnitKind)):
                placed.table.fault(f"Enhetstypen ”{kind}” finns inte.", attribute)


def _shown_at_meetings_that_are_there(rows: Rows) -> None:
    for placed in rows.of(words.ConsultationKind):
        for kind in sorted(set(placed.row.shown_at) - rows.keys(words.MeetingType)):
            placed.table.fault(f"Mötestypen ”{kind}” finns inte.", "shown_at")


def _a_request_goes_somewhere(rows: Rows) -> None:
    for placed in rows.of(words.RequestKind):
        if (placed.row.to_power is None) == (not placed.row.to_function):
            placed.table.fault("Ange antingen ”to_power” eller ”to_function”.")
        if placed.row.area_set and placed.row.area_set not in AREA_SETS:
            known = ", ".join(AREA_SETS)
            placed.table.fault(f"Livsområdena ”{placed.row.area_set}” finns inte. Välj {known}.", "area_set")


def _a_power_has_a_function(rows: Rows) -> None:
    held = {power for placed in rows.of(words.Function) for power in placed.row.powers}
    for placed in (*rows.of(words.RequestKind), *rows.of(words.ConsultationKind), *rows.of(words.InformationKind)):
        for attribute in ("to_power", "from_power"):
            power = getattr(placed.row, attribute, None)
            if power is not None and power not in held:
                placed.table.fault(f"Ingen funktion har befogenheten ”{power}”.", attribute)


def _clocks_exist(rows: Rows) -> None:
    steps = rows.keys(words.Deadline)
    for placed in (*rows.of(words.RequestKind), *rows.of(words.ConsultationKind), *rows.of(words.InformationKind)):
        for attribute in ("acknowledge", "answer", "expire"):
            step = getattr(placed.row, attribute, "")
            if step and step not in steps:
                placed.table.fault(f"Tiden ”{step}” finns inte bland [[deadline]].", attribute)


def _intakes(rows: Rows) -> None:
    kinds, asks, steps = rows.keys(words.UnitKind), rows.keys(words.RequestKind), rows.keys(words.Deadline)
    held = {power for placed in rows.of(words.Function) for power in placed.row.powers}
    _points_at(rows, words.Intake, "unit_kind", words.UnitKind, "Enhetstypen")
    for placed in rows.of(words.Intake):
        row: words.Intake = placed.row
        for attribute in ("contact", "managers", "erase"):
            step = getattr(row, attribute)
            if step and step not in steps:
                placed.table.fault(f"Tiden ”{step}” finns inte bland [[deadline]].", attribute)
        if row.to_power not in held:
            placed.table.fault(f"Ingen funktion har befogenheten ”{row.to_power}”.", "to_power")
        if row.oldest and row.oldest < row.youngest:
            placed.table.fault("”oldest” är lägre än ”youngest”.", "oldest")
        _says_where_to_turn(row, placed.table)
        for number, outcome in enumerate(row.outcomes):
            table = placed.table.inner("outcome", number)
            for kind in sorted(set(outcome.unit_kinds) - kinds):
                table.fault(f"Enhetstypen ”{kind}” finns inte.", "unit_kinds")
            if outcome.request_kind and outcome.request_kind not in asks:
                table.fault(f"Förfrågan ”{outcome.request_kind}” finns inte.", "request_kind")
            if (outcome.coordinates or outcome.request_kind) and not outcome.unit_kinds:
                table.fault("Det som lämnas vidare behöver en mottagare (unit_kinds).")


def _coaching(rows: Rows) -> None:
    kinds, asks, steps = rows.keys(words.UnitKind), rows.keys(words.RequestKind), rows.keys(words.Deadline)
    held = {power for placed in rows.of(words.Function) for power in placed.row.powers}
    for placed in rows.of(words.Coaching):
        row, table = placed.row, placed.table
        known = [("unit_kind", kinds, "Enhetstypen"), ("request_kind", asks, "Förfrågan")]
        known += [("look", steps, "Tiden"), ("answer", steps, "Tiden")]
        for attribute, keys, what in known:
            value = getattr(row, attribute)
            if value and value not in keys:
                table.fault(f"{what} ”{value}” finns inte.", attribute)
        for attribute in ("to_power", "over_power"):
            power = getattr(row, attribute)
            if power and power not in held:
                table.fault(f"Ingen funktion har befogenheten ”{power}”.", attribute)
        if not 0 < row.high >= row.low:
            table.fault("”high” ska vara minst 1 och inte lägre än ”low”.", "high")
        if row.oldest and row.oldest < row.youngest:
            table.fault("”oldest” är lägre än ”youngest”.", "oldest")
        _coaching_parts(row, table)


def _coaching_parts(row: words.Coaching, table: Table) -> None:
    parts = (
        ("priority", row.priorities),
        ("step", row.steps),
        ("end", row.ends),
        ("activity_kind", row.activity_kinds),
    )
    for name, rows in parts:
        if not rows:
            table.fault(f"Minst en [[coaching.{name}]] behövs.")
        for key, count in Counter((one.key, one.since) for one in rows).items():
            if count > 1:
                table.fault(f"”{key[0]}” finns {count} gånger bland [[coaching.{name}]].")
    for number, group in enumerate(row.priorities):
        inner = table.inner("priority", number)
        if bool(group.circumstance) != bool(group.circumstance_term):
            inner.fault("En omständighet behöver både ”circumstance” och ”circumstance_term”.")
        if group.below and group.below <= group.youngest:
            inner.fault("Ingen ålder passar: ”below” är inte högre än ”youngest”.", "below")
    if row.priorities and not any(group.otherwise for group in row.priorities):
        table.fault("Den som inte hör till någon grupp får ingen plats i kön: en grupp behöver ”otherwise”.")


def _routing(rows: Rows) -> None:
    kinds = rows.keys(words.UnitKind)
    for placed in rows.of(RoutingRule):
        row: RoutingRule = placed.row
        for attribute in ("unit_kinds", "known_at"):
            for kind in sorted(set(getattr(row, attribute)) - kinds):
                placed.table.fault(f"Enhetstypen ”{kind}” finns inte.", attribute)
        if not row.unit_kinds:
            placed.table.fault("Regeln leder ingenstans (unit_kinds).")
        if row.below and row.below <= row.youngest:
            placed.table.fault("Ingen ålder passar: ”below” är inte högre än ”youngest”.", "below")
        if bool(row.need) != bool(row.need_term):
            placed.table.fault("Ett behov behöver både ”need” och ”need_term”.")
        if row.alone and row.otherwise:
            placed.table.fault("En regel är antingen ”alone” eller ”otherwise”.")


def _transfers(rows: Rows) -> None:
    kinds, steps = rows.keys(words.UnitKind), rows.keys(words.Deadline)
    for placed in rows.of(words.TransferRule):
        row: words.TransferRule = placed.row
        for attribute in ("from_kinds", "to_kinds"):
            for kind in sorted(set(getattr(row, attribute)) - kinds):
                placed.table.fault(f"Enhetstypen ”{kind}” finns inte.", attribute)
            if not getattr(row, attribute):
                placed.table.fault("En överföring går från någon till någon.", attribute)
        if row.age < 1:
            placed.table.fault("Åldern ska vara minst 1.", "age")
        if bool(row.circumstance) != bool(row.circumstance_term):
            placed.table.fault("En omständighet behöver både ”circumstance” och ”circumstance_term”.")
        for step in (words.DeadlineStep.PREPARE_TRANSFER, words.DeadlineStep.ANNOUNCE_TRANSFER):
            if step not in steps:
                placed.table.fault(f"Tiden ”{step}” saknas bland [[deadline]]. En överföring behöver den.")
    _terms_cover_the_year(rows)


def _terms_cover_the_year(rows: Rows) -> None:
    strange = [p for p in rows.of(words.TransferTerm) if not 1 <= p.row.from_month <= p.row.to_month <= 12]
    for placed in strange:
        placed.table.fault("En termin är hela månader i ordning, från 1 till 12.", "from_month")
    if strange:
        return
    since = {placed.row.since for placed in rows.of(words.TransferTerm)}
    for day in since:
        now = [placed for placed in rows.of(words.TransferTerm) if placed.row.in_force(day)]
        newest = {placed.row.key: placed for placed in sorted(now, key=lambda placed: placed.row.since)}
        months = [m for one in newest.values() for m in range(one.row.from_month, one.row.to_month + 1)]
        if sorted(months) != list(range(1, 13)):
            now[0].table.fault("Terminerna ska tillsammans vara årets tolv månader, var och en en gång.")


def _says_where_to_turn(row: words.Intake, table: Table) -> None:
    """Nobody is turned away without a word."""
    told = {outside.when for outside in row.outside}
    limits = {Outside.TOO_YOUNG: row.youngest, Outside.TOO_OLD: row.oldest, Outside.NOT_REGISTERED: row.registered_in}
    for when, limit in limits.items():
        if limit and when not in told:
            table.fault(
                f"Den som är utanför målgruppen ({when}) får inte veta vart den ska vända sig: [[intake.outside]]."
            )


def _receptions(rows: Rows) -> None:
    kinds, forms = rows.keys(words.UnitKind), rows.keys(Form)
    for placed in rows.of(words.RequestKind):
        for number, reception in enumerate(placed.row.receptions):
            table = placed.table.inner("reception", number)
            if reception.unit_kind not in kinds:
                table.fault(f"Enhetstypen ”{reception.unit_kind}” finns inte.", "unit_kind")
            if reception.form and reception.form not in forms:
                table.fault(f"Blanketten ”{reception.form}” finns inte.", "form")
            days = frozenset(reception.distribution_days)
            if days and days <= WEEKEND:
                table.fault("Minst en fördelningsdag måste vara en vardag.", "distribution_days")
            if reception.below and reception.below <= reception.youngest:
                table.fault("Ingen ålder passar: ”below” är inte högre än ”youngest”.", "below")
            if reception.times_a_week and len(reception.distribution_days) != reception.times_a_week:
                table.fault("Antalet fördelningsdagar stämmer inte med ”times_a_week”.", "distribution_days")


def _booked_times(rows: Rows) -> None:
    kinds, steps = rows.keys(words.UnitKind), rows.keys(words.Deadline)
    held = {power for placed in rows.of(words.Function) for power in placed.row.powers}
    for placed in rows.of(words.BookedTime):
        kind: words.BookedTime = placed.row
        for unit_kind in sorted({*kind.unit_kinds, kind.consultant_kind} - kinds - {""}):
            placed.table.fault(f"Enhetstypen ”{unit_kind}” finns inte.")
        if kind.set_up_by not in held:
            placed.table.fault(f"Ingen funktion har befogenheten ”{kind.set_up_by}”.", "set_up_by")
        if kind.every_weeks < 1 or not 5 <= kind.slot_minutes <= 480 or not 0 <= kind.hours <= 12:
            placed.table.fault(
                "Tiderna återkommer minst var vecka 1, en tid är 5–480 minuter och dagen högst 12 timmar."
            )
        if bool(kind.consultant_kind) != bool(kind.tell and kind.tell_latest):
            placed.table.fault("En konsult behöver ”tell” och ”tell_latest”, och ingen annan har dem.")
        for attribute in ("tell", "tell_latest"):
            if (step := getattr(kind, attribute)) and step not in steps:
                placed.table.fault(f"Tiden ”{step}” finns inte bland [[deadline]].", attribute)


def _closings(rows: Rows) -> None:
    _points_at(rows, words.ClosingKind, "meeting", words.MeetingType, "Mötestypen")
    for placed in rows.of(words.ClosingKind):
        for fault in unfit(placed.row):
            placed.table.fault(fault, "needs")


def _mappings(rows: Rows) -> None:
    matters = rows.keys(words.Matter)
    _points_at(rows, words.MappingKind, "form", Form, "Blanketten")
    _points_at(rows, words.CloseContact, "matter", words.Matter, "Ämnet")
    forms = {placed.row.key: placed.row for placed in rows.of(Form)}
    for placed in rows.of(words.MappingKind):
        kind: words.MappingKind = placed.row
        if kind.area_set and kind.area_set not in AREA_SETS:
            placed.table.fault(f"Livsområdena ”{kind.area_set}” finns inte. Välj {', '.join(AREA_SETS)}.", "area_set")
        asked = {item.link_id: item for item in forms[kind.form].walk()} if kind.form in forms else {}
        for question in sorted({*kind.asked_by_picture, kind.ways_question} - asked.keys() - {""}) if asked else ():
            placed.table.fault(f"Frågan ”{question}” finns inte i blanketten.")
        ways = asked.get(kind.ways_question)
        if ways is not None and {option.code for option in ways.answer_options} - WAYS:
            placed.table.fault(f"Sätten att få information är {', '.join(sorted(WAYS))}.", "ways_question")
    for placed in rows.of(Form):
        for item in placed.row.walk():
            if item.matter and item.matter not in matters:
                placed.table.fault(f"”{item.link_id}”: ämnet ”{item.matter}” finns inte.")


def _interventions(rows: Rows) -> None:
    kinds, told = rows.keys(words.UnitKind), rows.keys(words.InterventionKind)
    asked = rows.keys(words.CostCircumstance)
    for placed in rows.of(words.InterventionKind):
        for kind in sorted(set(placed.row.unit_kinds) - kinds):
            placed.table.fault(f"Enhetstypen ”{kind}” finns inte.", "unit_kinds")
        if placed.row.placement and DeadlineStep.HOME_CONTACT not in rows.keys(words.Deadline):
            placed.table.fault(
                f"Tiden ”{DeadlineStep.HOME_CONTACT}” saknas bland [[deadline]]: en placering behöver den."
            )
    for placed in rows.of(words.CostRule):
        rule: words.CostRule = placed.row
        if not rule.pays:
            placed.table.fault("Regeln säger inte vem som betalar (pays).", "pays")
        for kind in sorted(set(rule.kinds) - told):
            placed.table.fault(f"Insatsen ”{kind}” finns inte bland [[intervention_kind]].", "kinds")
        for key in sorted({*rule.circumstances, *rule.one_of} - asked):
            placed.table.fault(f"Omständigheten ”{key}” finns inte bland [[cost_circumstance]].")


def _what_precedes_a_meeting_is_needed(rows: Rows) -> None:
    for placed in rows.of(words.MeetingType):
        if placed.row.preceded_by and words.MeetingNeed.PRE_MEETING not in placed.row.needs:
            placed.table.fault("Ett möte som föregås av ett annat behöver ”pre_meeting” bland ”needs”.", "needs")


def _a_party_part_has_a_party(rows: Rows) -> None:
    for placed in rows.of(words.PlanPart):
        part: words.PlanPart = placed.row
        if part.kind is words.PartKind.PARTY_PART and not part.fields:
            placed.table.fault("En parts del behöver ”fields”.")
        if part.kind is not words.PartKind.PARTY_PART and (part.fields or part.party):
            placed.table.fault("Bara en parts del (party_part) har ”party” och ”fields”.")


def _forms_hold_together(rows: Rows) -> None:
    for placed in rows.of(Form):
        form: Form = placed.row
        for link_id, count in Counter(item.link_id for item in form.walk()).items():
            if count > 1:
                placed.table.fault(f"linkId ”{link_id}” finns {count} gånger i blanketten.")
        for table, item in _items(form.items, placed.table):
            _item_holds_together(form, item, table)


def _items(items: Iterable[Item], table: Table) -> Iterator[tuple[Table, Item]]:
    for number, item in enumerate(items):
        here = table.inner("item", number)
        yield here, item
        yield from _items(item.items, here)


def _item_holds_together(form: Form, item: Item, table: Table) -> None:
    asked = {other.link_id: other for other in form.walk() if other.link_id != item.link_id}
    if (item.type in CHOICES) != bool(item.answer_options):
        table.fault(f"”{item.link_id}”: en valfråga har answerOption, och ingen annan har det.")
    if item.items and item.type is not ItemType.GROUP:
        table.fault(f"”{item.link_id}”: bara en grupp (group) innehåller frågor.")
    for number, when in enumerate(item.enable_when):
        if when.question not in asked:
            table.fault(f"Frågan ”{when.question}” finns inte i blanketten.", "enableWhen", number, "question")
        elif not _can_be_answered(asked[when.question], when):
            table.fault(f"”{when.answer}” är inget svar på ”{when.question}”.", "enableWhen", number, "answer")


def _can_be_answered(item: Item, when: EnableWhen) -> bool:
    """A condition that can never hold hides its question from everyone."""
    if when.operator is Operator.EXISTS or item.type is ItemType.BOOLEAN:
        return isinstance(when.answer, bool)
    codes = {option.code for option in item.answer_options}
    return isinstance(when.answer, str) and (item.type is not ItemType.CHOICE or when.answer in codes)


def _every_core_step_has_a_time(rows: Rows, routine: Table) -> None:
    told = rows.keys(words.Deadline)
    for step in DeadlineStep:
        if step not in told and step not in SOME_PLACES_ONLY:
            routine.fault(f"Tiden ”{step}” saknas bland [[deadline]].")


def _the_plan_answers_the_law(rows: Rows, routine: Table) -> None:
    if not rows.all_read(words.PlanPart):
        return
    parts = [placed.row for placed in rows.of(words.PlanPart)]
    answered = {point for part in parts if part.required_for_adoption for point in part.statutory}
    for point in StatutoryPoint:
        if point not in answered:
            routine.fault(f"Ingen obligatorisk del av planen svarar på lagens punkt ”{point}”: {point.sentence}")


def _workload(rows: Rows) -> None:
    for placed in rows.of(words.Workload):
        if placed.row.percent <= 100:
            placed.table.fault("Mer än andra är mer än 100 procent av medianen.", "percent")
        if placed.row.at_least < 1:
            placed.table.fault("”at_least” ska vara minst 1.", "at_least")


def _coordination_can_be_consented_to(rows: Rows, routine: Table) -> None:
    if words.COORDINATION not in rows.keys(words.Matter):
        routine.fault(f"Ämnet ”{words.COORDINATION}” saknas bland [[matter]].")


CHECKS: tuple[Check, ...] = (
    _no_row_twice,
    _no_reception_twice,
    _no_row_ends_before_it_begins,
    _references,
    _shown_at_meetings_that_are_there,
    _a_request_goes_somewhere,
    _a_power_has_a_function,
    _clocks_exist,
    _receptions,
    _booked_times,
    meeting_series,
    _intakes,
    _coaching,
    handovers_hold_together,
    ladders_hold_together,
    discharges_hold_together,
    _routing,
    _transfers,
    _mappings,
    _closings,
    _interventions,
    _what_precedes_a_meeting_is_needed,
    _a_party_part_has_a_party,
    _forms_hold_together,
    _workload,
    critical_rules_hold_together,
)
