"""Discharge from inpatient care (utskrivning): the clocks of lag (2017:612), as far as the law page verifies them.

All days are days of the calendar in Swedish time: what was read of the law says nothing of weekends and holidays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from brygga.rules.clocks import STOCKHOLM
from brygga.rules.law import Certainty
from brygga.rules.sources import NoRuleInForce, Rule, newest


class DischargeStep(StrEnum):
    NOTICE = "notice"
    CHANGED = "changed"
    CONTACT = "contact"
    PLANNING = "planning"
    READY = "ready"
    CALL = "call"
    PAYMENT = "payment"
    INFORMATION = "information"
    COMPULSORY = "compulsory"


@dataclass(frozen=True, slots=True, kw_only=True)
class DischargeRule(Rule):
    """One rule of the law, with how sure its wording is."""

    key: DischargeStep
    text: str
    certainty: Certainty = Certainty.VERIFIED
    hours: int = 0
    days: int = 0
    cutoff: time | None = None
    """What is sent later in the day than this gives `late_days`."""
    late_days: int = 0

    @property
    def section(self) -> str:
        """2 kap. 2–3 §§."""
        return self.source.partition(" lagen")[0]


def _law(key: DischargeStep, where: str, text: str, **clock: int | time) -> DischargeRule:
    source = f"{where} lagen (2017:612) om samverkan vid utskrivning från sluten hälso- och sjukvård"
    return DischargeRule(key=key, source=source, since=date(2018, 1, 1), text=text, **clock)  # type: ignore[arg-type]


RULES: tuple[DischargeRule, ...] = (
    _law(
        DischargeStep.NOTICE,
        "2 kap. 2–3 §§",
        "Inskrivningsmeddelandet lämnas senast 24 timmar efter inskrivningen, eller efter att läkaren senare har "
        "bedömt att insatser behövs. Det innehåller namn, personnummer, folkbokföringsadress och beräknad tidpunkt "
        "för utskrivning.",
        hours=24,
    ),
    _law(DischargeStep.CHANGED, "2 kap. 4 §", "Ändras den beräknade tidpunkten meddelas det så snart som möjligt."),
    _law(
        DischargeStep.CONTACT,
        "2 kap. 5 §",
        "En fast vårdkontakt utses före utskrivningen, av den enhet i regionens öppna vård som tar emot.",
    ),
    _law(DischargeStep.PLANNING, "2 kap. 6 §", "De enheter som tar emot börjar planera när meddelandet har kommit."),
    _law(
        DischargeStep.READY,
        "3 kap. 1 §",
        "Att patienten är utskrivningsklar meddelas så snart som möjligt, om sekretess inte hindrar det.",
    ),
    _law(
        DischargeStep.CALL,
        "4 kap. 3 §",
        "Den fasta vårdkontakten kallar till den samordnade planeringen senast tre dagar efter meddelandet om "
        "utskrivningsklar.",
        days=3,
    ),
    _law(
        DischargeStep.PAYMENT,
        "5 kap. 4 §",
        "Kommunens betalningsansvar börjar tre dagar efter meddelandet om utskrivningsklar, och fyra dagar om det "
        "skickades efter klockan 12. Kommunen och regionen kan ha kommit överens om annat (4 kap. 5 §).",
        days=3,
        cutoff=time(12),
        late_days=4,
    ),
    _law(DischargeStep.INFORMATION, "3 kap. 2 §", "Informationen förs över senast samma dag som personen skrivs ut."),
    _law(
        DischargeStep.COMPULSORY,
        "4 kap. 1 §",
        "Vid öppen tvångsvård görs i stället en samordnad vårdplan enligt 7 a § LPT eller 12 a § LRV.",
    ),
)


def rule(step: DischargeStep, on: date) -> DischargeRule:
    """How the law stood that day."""
    found = newest((row for row in RULES if row.key is step), on)
    if found is None:
        raise NoRuleInForce(f"Ingen regel ”{step}” gäller {on:%Y-%m-%d}.")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DischargeAgreement(Rule):
    """What the municipality and the region have agreed on instead of the law's days (4 kap. 5 §)."""

    key: str
    term: str
    days: int
    late_days: int

    @property
    def words(self) -> str:
        """As the law puts it; noon is the law's and is not agreed on."""
        if self.days == self.late_days:
            return f"{self.days} dagar efter meddelandet"
        return f"{self.days} dagar efter meddelandet, {self.late_days} om det skickades efter klockan 12"


def notice_by(started: datetime) -> datetime:
    """24 hours that have gone by, also on the nights when the clocks are changed."""
    hours = rule(DischargeStep.NOTICE, _day(started)).hours
    return (started.astimezone(UTC) + timedelta(hours=hours)).astimezone(STOCKHOLM)


def call_by(ready_at: datetime) -> date:
    """The last day to call to the planning, counted from the notice that the person is ready."""
    return _day(ready_at) + timedelta(days=rule(DischargeStep.CALL, _day(ready_at)).days)


def call_is_late_before(today: date) -> date:
    """Those who were told ready before this day, and have not been called, are called too late."""
    return today - timedelta(days=rule(DischargeStep.CALL, today).days)


def pays_from(ready_at: datetime, agreement: DischargeAgreement | None = None) -> date:
    """The day that the municipality's payment begins. On the stroke of twelve is not after twelve."""
    law = rule(DischargeStep.PAYMENT, _day(ready_at))
    days, late = (agreement.days, agreement.late_days) if agreement else (law.days, law.late_days)
    assert law.cutoff is not None
    is_late = ready_at.astimezone(STOCKHOLM).time() > law.cutoff
    return _day(ready_at) + timedelta(days=late if is_late else days)


def information_by(discharged_at: datetime) -> date:
    return _day(discharged_at)


def _day(moment: datetime) -> date:
    if moment.tzinfo is None:
        raise ValueError("Ett klockslag utan tidszon kan betyda två saker.")
    return moment.astimezone(STOCKHOLM).date()
