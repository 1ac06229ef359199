"""Who may do what with a plan, and why not."""

from __future__ import annotations

from brygga.coordinations.may import may_work as may_work_in
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.plans.models import Plan, PlanRow, PlanVersion
from brygga.plans.parties import asked_units, parties, uncovered
from brygga.plans.states import OPEN_TO_ANSWERS, PlanState, VersionState
from brygga.plans.working import checklist
from brygga.rules.plans import ready
from brygga.rules.powers import Power

NOT_YOURS = "Planen finns inte, eller så är du inte med i samordningen."


def may_start(actor: Actor, coordination: Coordination) -> Decision:
    if coordination.exploratory:
        return no("Inget är registrerat ännu. Registrera samordningen innan du börjar på en plan.")
    return may_work_in(actor, coordination)


def may_work(actor: Actor, plan: Plan) -> Decision:
    if plan.state == PlanState.CLOSED:
        return no("Planen är avslutad. Börja på en ny plan om den behövs.")
    return may_work_in(actor, plan.coordination)


def may_work_on_row(actor: Actor, row: PlanRow) -> Decision:
    return may_work(actor, row.plan)


def may_propose(actor: Actor, plan: Plan) -> Decision:
    decision = may_work(actor, plan)
    if not decision:
        return decision
    lines = checklist(plan, clock.today())
    if not ready(lines):
        lacking = " ".join(line.what for line in lines if not line.ok)
        return no(f"Planen kan inte läggas fram än. Det här ska stämma först: {lacking}")
    return YES


def _open_to_answers(version: PlanVersion) -> Decision:
    if version.state not in OPEN_TO_ANSWERS:
        return no(f"Version {version.number} kan inte få fler svar: {version.get_state_display().lower()}.")
    return YES


def _consent_holds(version: PlanVersion) -> Decision:
    """No version is adopted without a consent in force for all who are in it (SoL 10:8, HSL 16:4)."""
    coordination = version.plan.coordination
    asked, here = asked_units(version), parties(coordination)
    lacking = uncovered(coordination, [party for party in here if party.unit_id in asked])
    gone = asked - {party.unit_id for party in here}
    if lacking or gone:
        return no(
            "Samtycket gäller inte längre för alla som är med i planen. Fråga personen, eller lägg fram en ny version "
            "med dem som samtycket gäller för."
        )
    return YES


def answering_units(actor: Actor, version: PlanVersion) -> list[object]:
    """The asked units that `actor` can answer for, the own unit first."""
    mine = asked_units(version) & actor.reads
    return sorted(mine, key=lambda unit_id: (unit_id != actor.unit_id, str(unit_id)))


def may_say(actor: Actor, version: PlanVersion) -> Decision:
    if not actor.is_staff or not PlanVersion.objects.visible_to(actor).filter(pk=version.pk).exists():
        return no(NOT_YOURS)
    if not actor.powers & {Power.MANDATE, Power.CASES}:
        return no("Svaret lämnas av den som har mandat eller arbetar med ärendet på enheten.")
    if not answering_units(actor, version):
        return no("Din enhet är inte en av dem som har fått frågan. Varje part svarar för sig.")
    return first_no(_open_to_answers(version), _consent_holds(version))


def may_say_as_person(actor: Actor, version: PlanVersion) -> Decision:
    person_id = version.plan.coordination.person_id
    if person_id not in actor.person_ids:
        return no(NOT_YOURS)
    if person_id not in actor.speaks_for:
        return no("Du kan läsa planen men inte svara i personens ställe. Det kräver ett uppdrag att lämna samtycke.")
    return first_no(_open_to_answers(version), _consent_holds(version))


def may_record_persons_say(actor: Actor, version: PlanVersion) -> Decision:
    decision = may_work(actor, version.plan)
    return first_no(decision, _open_to_answers(version), _consent_holds(version)) if decision else decision


def may_be_adopted(actor: Actor, version: PlanVersion) -> Decision:
    """The answers have decided; here only that they still may (consent, and a version that waits)."""
    return first_no(_open_to_answers(version), _consent_holds(version))


def may_drop(actor: Actor, version: PlanVersion) -> Decision:
    if version.state != VersionState.PROPOSED:
        return no(
            f"Bara en version som väntar på svar kan tas tillbaka. Den här är: {version.get_state_display().lower()}."
        )
    return may_work(actor, version.plan)


def may_lapse(actor: Actor, version: PlanVersion) -> Decision:
    """Done by whoever took the ground away: a plan may only be made with the person's consent (SoL 10:8, HSL 16:4)."""
    if version.state != VersionState.PROPOSED:
        return no("Bara en version som väntar på svar kan förfalla.")
    return no("Samtycket gäller för alla som är med i planen.") if _consent_holds(version) else YES


def may_follow_up(actor: Actor, plan: Plan) -> Decision:
    if plan.due_on is None:
        return no("Planen är inte antagen än, så det finns inget att följa upp.")
    return may_work(actor, plan)
