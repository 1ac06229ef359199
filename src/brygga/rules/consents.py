"""Consent to tell: who may give it, for how long, and where a given one stands.

Handbok Malmö, avsnittet Inhämta samtycke: what, whom, which period, and that it can be taken back at any time.
A child: both guardians decide together (föräldrabalken 6 kap. 11 och 13 §§); maturity can let the child dispose of
secrecy (JO 3153-2016); from 15 the child speaks for itself (the age of LSS 8 §).
A good man needs the person's own yes (11 kap. 5 §); an administrator acts alone within the mandate (11 kap. 9 §).
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from brygga.rules.ages import OF_AGE
from brygga.rules.clocks import STOCKHOLM, Clock, due_on
from brygga.rules.dates import written

SPEAKS_FROM = 15

#: Why what was open closes: Brygga's own words, which say nothing about the person.
WITHDRAWN = "samtycket är återkallat"
RAN_OUT = "samtycket har gått ut"
REPLACED = "ett nyare samtycke omfattar inte detta"
TIME_IS_OUT = "tiden har gått ut"


def told_because(why: str) -> str:
    """The end of a sentence that is kept for ever. What somebody wrote is read only where they wrote it."""
    own = why[:1].lower() + why[1:]
    return f": {own}" if own in {WITHDRAWN, RAN_OUT, REPLACED, TIME_IS_OUT} else ""


class GiverKind(StrEnum):
    """Who says yes. The values are those of the person's representatives, and the person."""

    PERSON = "person"
    GUARDIAN = "guardian"
    GOOD_MAN = "good_man"
    ADMINISTRATOR = "administrator"
    FUTURE_PROXY = "future_proxy"
    PROXY = "proxy"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Giver:
    """Someone who says yes; `mandated` when they are in office that day and may consent."""

    kind: GiverKind
    mandated: bool = True


PERSON = Giver(GiverKind.PERSON)


class Obstacle(StrEnum):
    """Why a consent can't be received so."""

    NOT_MANDATED = "not_mandated"
    RELATIVE = "relative"
    GROWN_UP = "grown_up"
    GUARDIANS_DECIDE = "guardians_decide"
    BOTH_GUARDIANS = "both_guardians"
    MATURITY = "maturity"
    OWN_OPINION = "own_opinion"
    GOOD_MAN_ASKS = "good_man_asks"
    ONE_IS_ENOUGH = "one_is_enough"

    @property
    def sentence(self) -> str:
        return OBSTACLE_SENTENCES[self]


OBSTACLE_SENTENCES: dict[Obstacle, str] = {
    Obstacle.NOT_MANDATED: "Företrädaren har inget uppdrag som gäller samtycke den dagen. Kontrollera uppdraget på "
    "personens sida, eller fråga personen själv.",
    Obstacle.RELATIVE: "En närstående kan inte samtycka i personens ställe. Fråga personen själv eller en företrädare.",
    Obstacle.GROWN_UP: "Personen är myndig. Då är det personen själv som samtycker, inte vårdnadshavaren.",
    Obstacle.GUARDIANS_DECIDE: "Personen är under 15 år. Då samtycker vårdnadshavarna. Välj dem som sagt ja.",
    Obstacle.BOTH_GUARDIANS: "Båda vårdnadshavarna behöver samtycka. Fråga även den andra och ange båda.",
    Obstacle.MATURITY: "Personen är under 18 år och samtycker utan vårdnadshavare. Skriv hur du har bedömt mognaden, "
    "eller ange de vårdnadshavare som sagt ja.",
    Obstacle.OWN_OPINION: "Personen har fyllt 15 år. Fråga vad den unga själv vill och skriv svaret.",
    Obstacle.GOOD_MAN_ASKS: "En god man behöver ha personen med sig. Skriv vad personen själv har sagt.",
    Obstacle.ONE_IS_ENOUGH: "Två företrädare anges bara när två vårdnadshavare samtycker för ett barn. Välj en.",
}

#: Speak for a child that has no guardian.
IN_GUARDIANS_PLACE = frozenset({GiverKind.GOOD_MAN, GiverKind.ADMINISTRATOR})


def obstacle(
    age: int | None, givers: tuple[Giver, ...], *, guardians: int, own_opinion: bool, maturity: bool
) -> Obstacle | None:
    """What stands in the way of these givers, or nothing. `guardians` is how many the person has that day.

    An unknown age counts as grown up, unless there are guardians.
    """
    if any(giver.kind is GiverKind.RELATIVE for giver in givers):
        return Obstacle.RELATIVE
    if not all(giver.mandated for giver in givers):
        return Obstacle.NOT_MANDATED
    child = age < OF_AGE if age is not None else guardians > 0
    if child:
        return _child(age, givers, guardians=guardians, own_opinion=own_opinion, maturity=maturity)
    return _grown_up(givers, own_opinion=own_opinion)


def _child(
    age: int | None, givers: tuple[Giver, ...], *, guardians: int, own_opinion: bool, maturity: bool
) -> Obstacle | None:
    speaks = age is not None and age >= SPEAKS_FROM
    saying_yes = sum(giver.kind is GiverKind.GUARDIAN for giver in givers)
    in_their_place = guardians == 0 and any(giver.kind in IN_GUARDIANS_PLACE for giver in givers)
    if saying_yes == 0 and not in_their_place:
        if not speaks:
            return Obstacle.GUARDIANS_DECIDE
        return None if maturity else Obstacle.MATURITY
    if saying_yes < guardians:
        return Obstacle.BOTH_GUARDIANS
    return Obstacle.OWN_OPINION if speaks and not own_opinion else None


def _grown_up(givers: tuple[Giver, ...], *, own_opinion: bool) -> Obstacle | None:
    if any(giver.kind is GiverKind.GUARDIAN for giver in givers):
        return Obstacle.GROWN_UP
    if len(givers) > 1:
        return Obstacle.ONE_IS_ENOUGH
    if givers[0].kind is GiverKind.GOOD_MAN and not own_opinion:
        return Obstacle.GOOD_MAN_ASKS
    return None


def last_day(period: Clock, valid_from: date) -> date:
    """The longest that a consent from that day may last; the default too."""
    return due_on(period, _midday(valid_from))


def warned_from(warning: Clock, valid_until: date) -> date:
    """From that day it is time to ask the person anew."""
    return due_on(warning, _midday(valid_until))


def wrong_period(*, given_on: date, valid_from: date, valid_until: date, today: date, period: Clock) -> str:
    """What is wrong with the days, or nothing."""
    longest = last_day(period, valid_from)
    if given_on > today:
        return "Samtycket kan inte vara lämnat i framtiden. Ändra dagen det lämnades."
    if valid_from < given_on:
        return "Samtycket kan inte gälla från en dag innan det lämnades."
    if valid_until < valid_from:
        return "Sista dagen är före den första. Ändra perioden."
    if valid_until < today:
        return "Perioden är redan slut. Välj en senare sista dag."
    if valid_until > longest:
        return f"Enligt rutinen gäller ett samtycke högst {period.words}: till och med {written(longest)}."
    return ""


def _midday(day: date) -> datetime:
    return datetime.combine(day, time(12), STOCKHOLM)


class Stage(StrEnum):
    """Where the person's answer stands on a day."""

    NONE = "none"
    DECLINED = "declined"
    COMING = "coming"
    GIVEN = "given"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"

    @property
    def term(self) -> str:
        return STAGE_TERMS[self]

    @property
    def opens(self) -> bool:
        """Something may be told."""
        return self in (Stage.GIVEN, Stage.EXPIRING)


STAGE_TERMS: dict[Stage, str] = {
    Stage.NONE: "Inget samtycke",
    Stage.DECLINED: "Personen har sagt nej",
    Stage.COMING: "Börjar gälla senare",
    Stage.GIVEN: "Gäller",
    Stage.EXPIRING: "Går snart ut",
    Stage.EXPIRED: "Har gått ut",
    Stage.REPLACED: "Ersatt av ett nyare",
    Stage.WITHDRAWN: "Återkallat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The facts of one answer; a no has no days."""

    declined: bool = False
    withdrawn: bool = False
    valid_from: date = date.min
    valid_until: date = date.min
    replaced_from: date | None = None


def stage(answer: Answer, on: date, warned: date) -> Stage:
    """Read from the top; the first that holds."""
    if answer.declined:
        return Stage.DECLINED
    if answer.withdrawn:
        return Stage.WITHDRAWN
    if answer.replaced_from is not None and answer.replaced_from <= on:
        return Stage.REPLACED
    if on < answer.valid_from:
        return Stage.COMING
    if on > answer.valid_until:
        return Stage.EXPIRED
    return Stage.EXPIRING if on >= warned else Stage.GIVEN
