"""Of whom, by which prices and rules: from the command line and its files."""

from __future__ import annotations

import csv
import tomllib
from argparse import Namespace
from datetime import date
from pathlib import Path

from brygga.histories.among import Among
from brygga.histories.files import HistoryFault
from brygga.histories.questions import Histories
from brygga.rules.critical import CriticalRule, Kind, Situation
from brygga.rules.unit_prices import Per, Price

PRICE_COLUMNS = {"organisation", "unit", "kind", "per", "amount", "since"}


def opened(chosen: Namespace) -> Histories:
    return Histories(chosen.folder, batches=chosen.batch)


def among(chosen: Namespace) -> Among:
    return Among(chosen.since, chosen.until, tuple(chosen.organisation), tuple(chosen.unit), chosen.coordinated)


def prices(path: Path | None) -> list[Price]:
    """Amounts in kronor, with a point or a comma."""
    if path is None:
        return []
    try:
        return _prices(path)
    except UnicodeDecodeError as fault:
        raise HistoryFault(f"Filen {path.name} är inte text i UTF-8.") from fault


def _prices(path: Path) -> list[Price]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        names = head.strip().split(";" if ";" in head else ",")
        if not set(names) >= PRICE_COLUMNS:
            raise HistoryFault(f"Priserna saknar kolumner: {', '.join(sorted(PRICE_COLUMNS - set(names)))}.")
        rows = csv.DictReader(file, names, delimiter=";" if ";" in head else ",")
        return [_price(row, line) for line, row in enumerate(rows, start=2)]


def _price(row: dict[str, str], line: int) -> Price:
    try:
        return Price(
            organisation=row["organisation"], unit=row["unit"], kind=Kind(row["kind"]), per=Per(row["per"]),
            amount=round(float(row["amount"].replace(",", ".")) * 100), since=date.fromisoformat(row["since"]),
        )  # fmt: skip
    except (ValueError, AttributeError, TypeError, OverflowError) as fault:
        raise HistoryFault(f"Priset på rad {line} går inte att läsa: {fault}") from fault


def rules(path: Path | None) -> list[CriticalRule]:
    """As a place's routine has them; what it says of words and places is not asked of."""
    if path is None:
        return []
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("critical", [])
        return [
            CriticalRule(
                situation=Situation(row["situation"]), days=int(row.get("days", 0)), times=int(row.get("times", 0)),
                of=Kind(row["of"]) if row.get("of") else None, source=str(row["source"]), since=row["since"],
            )
            for row in rows
        ]  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise HistoryFault(f"Reglerna går inte att läsa: {fault}") from fault
