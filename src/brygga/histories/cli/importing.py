"""`import`: an extract as a batch, with its legal basis beside it."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from brygga.histories.cli import clock
from brygga.histories.cli.progress import Told
from brygga.histories.cli.words import of
from brygga.histories.questions import Histories
from brygga.histories.reading import Profile, Refused, guess, open_table, read_into

#: Hidden, so that it is no batch: `<folder>/.basis/<batch>.json`.
BASES = ".basis"
SHORTEST_KEY = 32


def run(chosen: Namespace, said: Told) -> tuple[Any, bool]:
    if not chosen.basis.strip():
        raise Refused("Skriv vilket lagstöd inläsningen har (--basis).")
    profile = _profile(chosen.profile) if chosen.profile else guess(open_table(chosen.file, Profile()).headings)
    units = chosen.units and {line.strip() for line in _text(chosen.units).splitlines()} - {""}
    key = _key(chosen.key_file)
    chosen.into.mkdir(parents=True, exist_ok=True, mode=0o700)
    report = read_into(
        Histories(chosen.into), chosen.batch, chosen.file, profile,
        key=key, known_units=units, progress=said.rows, dry_run=chosen.dry_run,
    )  # fmt: skip
    if not report.dry_run:
        _record(chosen.into, chosen.batch, chosen.basis.strip(), profile, report.written)
    return {"batch": chosen.batch, **report.to_dict()}, report.faulty > 0


def told(report: dict[str, Any]) -> str:
    persons = of(report["persons"], "person", "personer")
    faulty = of(report["faulty"], "rad är felaktig", "rader är felaktiga")
    lines = [
        f"{of(report['rows'], 'rad läst', 'rader lästa')}, {report['good']} går att använda, om {persons}.",
        f"{faulty}, {of(report['duplicates'], 'är dubblett', 'är dubbletter')}.",
        f"{_rows(report['known'])} fanns redan, {report['left_out']} hoppades över.",
        *(f"  {_rows(number)}: {why}" for why, number in report["reasons"].items()),
        *(f"  Okänt slag: {name} ({_rows(number)})" for name, number in report["unknown_kinds"].items()),
        *(f"  Okänd enhet: {name} ({_rows(number)})" for name, number in report["unknown_units"].items()),
        "Inget är sparat." if report["dry_run"] else f"{of(report['written'], 'rad är sparad', 'rader är sparade')}.",
    ]
    return "\n".join(lines) + "\n"


def _rows(number: int) -> str:
    return of(number, "rad", "rader")


import_ = run, told


def _profile(path: Path) -> Profile:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return Profile.from_json(text) if path.suffix.casefold() == ".json" else Profile.from_toml(text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(f"Filen {path.name} är inte text i UTF-8.") from fault


def _key(path: Path) -> bytes:
    key = path.read_bytes().strip()
    if len(key) < SHORTEST_KEY:
        raise Refused(f"Nyckeln är för kort. Den ska vara minst {SHORTEST_KEY} tecken som ingen kan gissa.")
    return key


def _record(folder: Path, batch: str, basis: str, profile: Profile, rows: int) -> None:
    at = clock.now().isoformat(timespec="seconds")
    said = {"batch": batch, "basis": basis, "read_at": at, "rows": rows, "profile": profile.name}
    (folder / BASES).mkdir(exist_ok=True, mode=0o700)
    new = folder / BASES / f"{batch}.new"
    new.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    new.replace(folder / BASES / f"{batch}.json")
