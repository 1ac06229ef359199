"""May they? The receiver is whoever holds the function asked, at the unit asked; never a named person."""

from __future__ import annotations

from datetime import date

from brygga.agencies.models import Unit
from brygga.consents.may import may_share_identity
from brygga.coordinations.may import NOT_WORKING, WORKS, door_is_open, may_open_when_asked, may_work
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.people.models import Case
from brygga.requests.clocks import kind_of
from brygga.requests.models import Request
from brygga.requests.states import WAITING, RequestState, may_become
from brygga.requests.texts import ALREADY, NAMES_PERSON
from brygga.routines.forms import FilledBy
from brygga.routines.loading import routine
from brygga.routines.vocabulary import RequestKind
from brygga.rules.ages import age_on
from brygga.rules.naming import names_person
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence

#: What a consent must be for, for one unit to ask another to meet or to coordinate.
PURPOSES = ("coordination", "meeting")
CONSENT_GONE = "Samtycket som förfrågan vilar på gäller inte längre. Avsändaren får fråga personen igen."


def may_write(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def may_send_kind(kind: RequestKind, unit_kind: str) -> Decision:
    """Whether such a unit asks for this at all, as the routine says."""
    return YES if kind.is_asked_by(unit_kind) else no(f"{kind.term} skickas inte av en sådan enhet som din.")


def is_there(to_unit: Unit) -> Decision:
    """Nobody sees what is sent to a unit that has closed."""
    return no(f"{to_unit.name} är avvecklad. Välj en annan enhet.") if to_unit.closed_on else YES


def may_be_asked(kind: RequestKind, to_unit: Unit, born: date | None) -> Decision:
    """Whether such a unit receives this, about somebody of that age."""
    if to_unit.closed_on:
        return is_there(to_unit)
    age = age_on(born, clock.today()) if born and born <= clock.today() else None
    if kind.is_asked_of(to_unit.kind, age):
        return YES
    if kind.is_asked_of(to_unit.kind):
        return no(f"{to_unit.name} tar inte emot någon i den åldern. Välj en annan enhet.")
    return no(f"{to_unit.name} tar inte emot {in_sentence(kind.term)}. Välj en annan enhet.")


def _sends(actor: Actor, request: Request) -> Decision:
    if request.from_unit_id is None or request.from_unit_id not in actor.reads:
        return no("Bara den som har skrivit förfrågan kan göra det här.")
    return YES if actor.powers & WORKS else no(NOT_WORKING)


def _receives(actor: Actor, request: Request) -> Decision:
    """The function asked, or the one who leads the unit."""
    there = request.to_unit_id in actor.reads | actor.distributes
    asked = Power(request.to_power) if request.to_power in set(Power) else Power.DISTRIBUTE
    if there and actor.powers & {asked, Power.LEAD}:
        return YES
    return no("Förfrågan besvaras av den som tar emot sådana på enheten.")


def _can_become(request: Request, state: RequestState) -> Decision:
    return YES if may_become(request.state, state) else no(ALREADY[RequestState(request.state)])


def may_edit(actor: Actor, request: Request) -> Decision:
    sent = YES if request.state == RequestState.DRAFT else no("Förfrågan är redan skickad.")
    return first_no(_sends(actor, request), sent)


def sharing(request: Request) -> Unit:
    """The unit whose knowledge is shared by asking."""
    return request.from_unit or request.coordination.unit


def may_ask(request: Request, to_unit: Unit) -> Decision:
    """STO-16: whether the person's consent, or a rule that has let the unit in, allows this to be asked of it."""
    if not kind_of(request).needs_consent or to_unit.pk == request.coordination.unit_id:
        return YES
    answers = [_may_share(request, to_unit, purpose) for purpose in purposes_of(request)]
    return next((answer for answer in answers if answer), answers[0])


def purposes_of(request: Request) -> list[str]:
    if purpose := kind_of(request).purpose:
        return [purpose]
    known = {purpose.key for purpose in routine(request.coordination.place).purposes}
    return [purpose for purpose in PURPOSES if purpose in known]


def _may_share(request: Request, to_unit: Unit, purpose: str) -> Decision:
    coordination = request.coordination
    parties = [sharing(request), to_unit]
    return may_share_identity(coordination.person, parties, clock.today(), purpose=purpose, stream_id=coordination.pk)


def may_send(actor: Actor, request: Request) -> Decision:
    return first_no(
        may_edit(actor, request),
        may_work(actor, request.coordination),
        _can_become(request, RequestState.SENT),
        is_there(request.to_unit),
        has_the_function(actor, request),
        _is_whole(request),
        _names_nobody(request),
        may_ask(request, request.to_unit),
        no("Personen har avlidit.") if request.coordination.person.died_on else YES,
    )


def has_the_function(actor: Actor, request: Request) -> Decision:
    """STO-15: some are sent from function to function; the others at the unit may write what is sent."""
    power = kind_of(request).from_power
    if power is None or actor.has(power):
        return YES
    functions = routine(request.coordination.place).functions_with(power, clock.today())
    who = " eller ".join(in_sentence(function.term) for function in functions[:2])
    return no(f"{kind_of(request).term} skickas av {who}. Utkastet är sparat, så säg till att det är klart.")


def _is_whole(request: Request) -> Decision:
    """STO-15: a handover with a part left empty is not sent."""
    if not hands_over(request):
        return YES
    form = routine(request.coordination.place).form(kind_of(request).form_for(request.to_unit.kind), clock.today())
    asked = form.asked_of(FilledBy.SENDER).walk()
    empty = [item.text for item in asked if item.required and not str(request.answers.get(item.link_id) or "").strip()]
    return no(f"Fyll i alla delar. Det här saknas: {', '.join(in_sentence(text) for text in empty)}.") if empty else YES


def _names_nobody(request: Request) -> Decision:
    """A wish that must not name the person; that the sender or a unit bears the same name tells nothing of them."""
    if kind_of(request).names_person:
        return YES
    text = "\n".join(str(answer) for answer in request.answers.values())
    person = request.coordination.person
    bylines = _bylines(request)
    return no(NAMES_PERSON) if names_person(text, person.given_name, person.family_name, bylines=bylines) else YES


def _bylines(request: Request) -> list[str]:
    sender = request.from_assignment
    units = [unit for unit in (request.from_unit, request.to_unit) if unit]
    return [sender.staff.name if sender else "", *(name for u in units for name in (u.name, u.organisation.name))]


def ground_holds(request: Request) -> bool:
    """Whether the receiver is still let in: on what the request was sent with, or what the person has said since."""
    return request.disclosure_id is None or door_is_open(request.coordination, request.to_unit_id)


def _ground(request: Request) -> Decision:
    return YES if ground_holds(request) else no(CONSENT_GONE)


def may_acknowledge(actor: Actor, request: Request) -> Decision:
    return first_no(_can_become(request, RequestState.ACKNOWLEDGED), _receives(actor, request))


def may_appoint(actor: Actor, request: Request) -> Decision:
    return first_no(_can_become(request, RequestState.ACCEPTED), _receives(actor, request), _ground(request))


def may_appoint_another(actor: Actor, request: Request) -> Decision:
    """The one who was appointed has left, or is to hand it over."""
    accepted = YES if request.state == RequestState.ACCEPTED else no("Ingen är utsedd.")
    return first_no(accepted, _receives(actor, request))


def may_decline(actor: Actor, request: Request) -> Decision:
    return first_no(_can_become(request, RequestState.DECLINED), _receives(actor, request))


def may_say_misdirected(actor: Actor, request: Request) -> Decision:
    return first_no(_can_become(request, RequestState.MISDIRECTED), _receives(actor, request))


def may_forward(actor: Actor, request: Request) -> Decision:
    return first_no(_can_become(request, RequestState.FORWARDED), _receives(actor, request), _ground(request))


def may_withdraw(actor: Actor, request: Request) -> Decision:
    """The one who asked takes it back: the unit, or the person who asked for a SIP."""
    persons_own = request.from_unit_id is None and request.coordination.person_id in actor.speaks_for
    return first_no(_can_become(request, RequestState.WITHDRAWN), YES if persons_own else _sends(actor, request))


def may_note_persons_no(actor: Actor, request: Request) -> Decision:
    """The person's no is another answer than the unit's: it may be told to either side, or said in the portal."""
    if request.state == RequestState.DRAFT:
        return no("Förfrågan är inte skickad. Ta bort utkastet i stället.")
    heard = request.coordination.person_id in actor.speaks_for or _sends(actor, request) or _receives(actor, request)
    return first_no(
        _can_become(request, RequestState.WITHDRAWN),
        YES if heard else no("Bara de som förfrågan rör kan skriva in det."),
    )


def may_answer_in_writing(actor: Actor, request: Request) -> Decision:
    """Whoever works with the cases of the unit asked, or receives for it, writes the summary."""
    works = request.to_unit_id in actor.reads and actor.powers & WORKS
    able = YES if works else _receives(actor, request)
    waits = YES if request.state in {*WAITING, RequestState.ACCEPTED} else no(ALREADY[RequestState(request.state)])
    asked = YES if kind_of(request).asks_for_summary else no("Den här förfrågan besvaras inte med en sammanfattning.")
    return first_no(asked, waits, able, _ground(request))


def may_complete(actor: Actor, request: Request) -> Decision:
    if kind_of(request).asks_for_summary and request.state == RequestState.ACCEPTED:
        return no("Förfrågan blir klar när sammanfattningen är lämnad.")
    if hands_over(request):
        return no("Överlämningen blir klar när ansvaret har gått över.")
    takes_part = _sends(actor, request) or _receives(actor, request) or may_work(actor, request.coordination)
    return first_no(
        _can_become(request, RequestState.DONE),
        YES if takes_part else no("Bara de som förfrågan rör kan markera den klar."),
    )


def hands_over(request: Request) -> bool:
    """Whether a yes to it begins a handover, which has its own end."""
    return routine(request.coordination.place).handover_by(request.kind) is not None


def may_finish_handover(actor: Actor, request: Request) -> Decision:
    """Done by the program, when the responsibility has moved."""
    return first_no(_by_the_clock(actor), _can_become(request, RequestState.DONE))


def may_close_door(actor: Actor, request: Request) -> Decision:
    """Done by whoever withdrew the consent."""
    return _can_become(request, RequestState.WITHDRAWN)


def _by_the_clock(actor: Actor) -> Decision:
    return YES if actor.is_system else no("Det här gör Brygga själv när tiden är ute.")


def may_expire(actor: Actor, request: Request) -> Decision:
    out = request.expires_at is not None and request.expires_at < clock.now()
    return first_no(
        _by_the_clock(actor), _can_become(request, RequestState.EXPIRED), YES if out else no("Tiden är inte ute.")
    )


def may_note_late(actor: Actor, request: Request) -> Decision:
    waiting = YES if request.state in WAITING else no(ALREADY[RequestState(request.state)])
    return first_no(_by_the_clock(actor), waiting)


def may_ask_for_sip(actor: Actor, coordination: Coordination) -> Decision:
    """MAL-11: the person asks; one ask at a time is under way."""
    if coordination.person_id not in actor.speaks_for:
        return no("Det är bara den det gäller, eller den som får svara i dennes ställe, som ber om en SIP här.")
    if coordination.closed_on:
        return no("Samordningen är avslutad. Hör av dig till den som har hjälpt dig.")
    asked = getattr(coordination, "person_waits", None)
    if asked is None:
        asked = Request._base_manager.filter(coordination=coordination, from_unit=None, state__in=WAITING).exists()
    return no("Du har redan bett om en SIP. Vi hör av oss.") if asked else YES


def may_ask_first_sip(actor: Actor, case: Case) -> Decision:
    """Only municipality and region have the duty to plan together (10 kap. 8 § SoL, 16 kap. 4 § HSL)."""
    organisation = case.unit.organisation
    if not routine(organisation.place).party(organisation.party).is_principal:
        return no(f"Kommunen och regionen gör SIP. Ring {case.unit.name}, så hjälper de dig att fråga dem.")
    return may_open_when_asked(actor, case)
