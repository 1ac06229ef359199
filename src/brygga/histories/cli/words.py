"""The answers as text for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from brygga.rules.before_after import LeftOut
from brygga.rules.critical import Kind

SIDES = {
    "emergencies": "akuta besök",
    "stays": "slutenvård, tillfällen",
    "inpatient_days": "slutenvård, dagar",
    "compulsory_days": "tvångsvård, dagar",
    "contacts": "kontakter",
    "amount": "kostnad, kronor",
}


def told(answer: dict[str, Any]) -> str:
    return "\n".join(_lines(answer)) + "\n"


def of(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _days(number: int) -> str:
    return of(number, "dag", "dagar")


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    persons = answer["persons"]
    few = f"färre än {answer['fewest_shown']}"
    yield f"{answer['since']} – {answer['until']}: {few if persons is None else persons} personer"
    if persons is None:
        return
    yield from _returns(answer["returns"])
    yield from _flows(answer["flows"])
    yield from _shares(answer["shares"])
    yield from _costs(answer["costs"])
    yield from _compared(answer["before_after"])
    if answer["critical"]:
        yield "\nKritiska lägen"
    for one in answer["critical"]:
        yield f"  {one['words']}: {_n(one['situations'])}, {_n(one['persons'])} personer"
    yield f"\nTal om {few} personer visas inte, och inte heller det som skulle avslöja dem."


def _returns(one: dict[str, Any]) -> Iterator[str]:
    yield "\nTillbaka i akut vård"
    yield f"  {_n(one['times'])} tillfällen, {_n(one['persons'])} personer"
    yield f"  {_n(one['came_back'])} av {_n(one['judged'])} kom tillbaka inom {_days(one['within'])}"
    if one["median_days"] is not None:
        until = "1 dag" if one["median_days"] == 1 else f"{one['median_days']:g} dagar"
        yield f"  hälften av dem som kommit tillbaka gjorde det inom {until}"
    for group in one["by_times"]:
        yield f"  {_times(group['first'], group['last'])}: {group['persons']} personer"
    for group in one["by_days"]:
        until = f"–{group['last']}" if group["last"] else " eller fler"
        yield f"  efter {group['first']}{until} dagar: {_n(group['times'])}"


def _times(first: int, last: int | None) -> str:
    if last is None:
        return f"{of(first, 'gång', 'gånger')} eller fler"
    return of(first, "gång", "gånger") if last == first else f"{first}–{last} gånger"


def _flows(one: dict[str, Any]) -> Iterator[str]:
    yield f"\nFlöden inom {_days(one['within'])}"
    for flow in one["flows"]:
        to = flow["to"]["unit"] if flow["to"] else "ingen"
        yield f"  {flow['from']['unit']} → {to}: {_n(flow['moves'])}, {_n(flow['persons'])} personer"


def _shares(one: dict[str, Any]) -> Iterator[str]:
    yield "\nVård av olika slag"
    named = {Kind(kind).term: share for kind, share in one["kinds"].items()}
    named |= {"Akut och slutenvård tillsammans": one["acute"], "Tvångsvård": one["compulsory"]}
    for name, share in named.items():
        yield f"  {name}: {_n(share['rows'])} rader, {_n(share['days'])} dagar, {_n(share['persons'])} personer"


def _costs(one: dict[str, Any]) -> Iterator[str]:
    yield "\nKostnad"
    yield f"  {_n(one['amount'])} kronor; {_n(one['rows_without_price'])} rader har inget pris"


def _compared(one: dict[str, Any]) -> Iterator[str]:
    yield f"\n{_days(one['days'])} före och efter att samordningen började"
    yield f"  {_n(one['compared'])} personer jämförs"
    for reason, number in one["left_out"].items():
        yield f"  {LeftOut(reason).term}: {_n(number)}"
    for name, words in SIDES.items() if one["before"] else ():
        yield f"  {words}: {_n(one['before'][name])} före, {_n(one['after'][name])} efter"


def _n(number: float | None) -> str:
    return "(visas inte)" if number is None else f"{number:g}" if isinstance(number, float) else str(number)
