"""May they? Nobody leaves alone (MAL-21); each refusal says what is missing."""

from __future__ import annotations

from brygga.closings.models import Closing
from brygga.closings.standing import parts_in, weigh
from brygga.closings.states import ClosingState
from brygga.coordinations.may import may_reopen, may_work, own_part
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.routines.closings import closing_kinds_on
from brygga.routines.loading import routine
from brygga.rules.closings import Reach

OVER = "Avslutet pågår inte längre."
TOGETHER = "Ni är flera som har hjälpt personen. Börja ett avslut och sluta tillsammans."
ALONE = "Ingen annan enhet är eller har varit med. Avsluta samordningen direkt."


def closes_with_the_others(coordination: Coordination) -> str:
    """Once others have taken part, a coordination is closed by ending together, or when the person has died."""
    others = Engagement._base_manager.filter(coordination=coordination).exclude(unit_id=coordination.unit_id)
    latest = others.order_by("-since").values_list("since", flat=True).first()
    if latest is None or coordination.person.died_on or coordination.exploratory:
        return ""
    done = Closing.objects.unrestricted(because="whether the units ended together")
    done = done.filter(coordination=coordination, state=ClosingState.DONE, ended_on__gte=latest)
    return "" if done.exists() else TOGETHER


def _going(closing: Closing) -> Decision:
    return YES if closing.is_under_way else no(OVER)


def may_begin(actor: Actor, coordination: Coordination) -> Decision:
    works = may_work(actor, coordination)
    if not works:
        return works
    if coordination.person.died_on:
        return no("Personen har avlidit. Samordningen avslutas direkt av enheten som öppnade den.")
    if Closing._base_manager.filter(coordination=coordination, state=ClosingState.UNDER_WAY).exists():
        return no("Ett avslut pågår redan i samordningen.")
    if not closing_kinds_on(routine(coordination.place), clock.today()):
        return no("Rutinen har inga slag av avslut.")
    others = Engagement._base_manager.filter(coordination=coordination).exclude(unit_id=coordination.unit_id)
    return YES if others.exists() else no(ALONE)


def may_ask_to_stop(actor: Actor, coordination: Coordination) -> Decision:
    """The person themself, or who may answer in their place."""
    if coordination.person_id not in actor.speaks_for:
        return no("Det är bara den det gäller, eller den som får svara i dennes ställe, som ber om det här.")
    if coordination.closed_on:
        return no("De har redan slutat tillsammans. Ring dem om du undrar.")
    if Closing._base_manager.filter(coordination=coordination, state=ClosingState.UNDER_WAY).exists():
        return no("Ni håller redan på att avsluta. Läs om det på sidan Att sluta.")
    rows = closing_kinds_on(routine(coordination.place), clock.today()).values()
    return YES if any(row.reach is Reach.ALL for row in rows) else no("Ring den som hjälper dig och berätta.")


def may_regret(actor: Actor, closing: Closing) -> Decision:
    """The person has changed their mind about what they asked for themself."""
    if closing.coordination.person_id not in actor.speaks_for or not closing.wants_to_stop:
        return no("Det är bara den som har bett om att sluta som kan ångra det.")
    return _going(closing)


def may_work_on(actor: Actor, closing: Closing) -> Decision:
    return first_no(may_work(actor, closing.coordination), _going(closing))


def may_answer(actor: Actor, closing: Closing) -> Decision:
    """Each unit says yes or no for itself, and may change its mind until it is done."""
    return may_work_on(actor, closing)


def may_confirm_contact(actor: Actor, closing: Closing) -> Decision:
    """The new unit says itself that the contact works; of one outside Brygga those say it who have asked there."""
    works = may_work_on(actor, closing)
    if not works or closing.rule.reach is not Reach.TRANSITION:
        return works and no("Ingen ny kontakt ingår i det här avslutet.")
    if not closing.new_unit_id:
        return YES if closing.new_elsewhere else no("Skriv först vem som tar emot personen.")
    if closing.new_unit_id not in actor.reads:
        name = closing.new_unit.name if closing.new_unit else ""
        return no(f"{name} bekräftar själv att kontakten fungerar.")
    part = next((part for part in parts_in(closing) if part.unit_id == closing.new_unit_id), None)
    if part is None or part.case_id is None:
        return no("Öppna ett eget ärende om personen först. Då är kontakten er.")
    return YES


def may_finish(actor: Actor, closing: Closing) -> Decision:
    """When nothing is missing: by the unit that opened the coordination if it ends, else also by one that leaves."""
    works = may_work_on(actor, closing)
    if not works:
        return works
    now = weigh(closing)
    mine = own_part(actor, closing.coordination)
    unit = mine.unit_id if mine else None
    if now.ends_all and unit != closing.coordination.unit_id:
        return no(f"{closing.coordination.unit.name} öppnade samordningen och genomför avslutet.")
    if unit != closing.coordination.unit_id and unit not in now.leaving.leaves:
        return no("Avslutet genomförs av en enhet som slutar, eller av den som öppnade samordningen.")
    if not now.leaving.leaves:
        return no("Välj minst en enhet som slutar.")
    return no(now.missing[0].sentence) if now.missing else YES


def may_note_death(actor: Actor, coordination: Coordination) -> Decision:
    """Part of registering that somebody has died, by whoever did that."""
    return YES if coordination.closed_on is None else no("Samordningen är avslutad.")


def may_close_after_death(actor: Actor, coordination: Coordination) -> Decision:
    works = may_work(actor, coordination)
    if not works:
        return works
    if coordination.unit_id not in actor.reads:
        return no("Samordningen avslutas av enheten som öppnade den.")
    return YES if coordination.person.died_on else no("Registrera först dödsfallet på personens sida.")


def may_reopen_together(actor: Actor, coordination: Coordination) -> Decision:
    if coordination.person.died_on:
        return no("Personen har avlidit.")
    return may_reopen(actor, coordination)
