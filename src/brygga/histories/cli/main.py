"""What can be written on the command line, and what its end says."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

import duckdb

from brygga.histories.cli import clock
from brygga.histories.cli.analysing import analyse
from brygga.histories.cli.exporting import export
from brygga.histories.cli.importing import import_
from brygga.histories.cli.progress import Told
from brygga.histories.export import WRITERS
from brygga.histories.files import HistoryFault


class Exit(IntEnum):
    DONE = 0
    REFUSED = 1
    """Nothing is written: the file, the folder or the question is not as it must be."""
    UNREADABLE = 2
    """The arguments."""
    SOME_LEFT_OUT = 3
    """Read in, but for rows that are faulty."""
    STOPPED = 130
    """By the keyboard; an import goes on where it was the next time."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(Exit.UNREADABLE, f"{self.format_usage()}{self.prog}: {message}\n")


def main(arguments: Sequence[str]) -> int:
    chosen = _parser().parse_args(arguments)
    said = Told(sys.stderr, quiet=chosen.quiet)
    try:
        told, some_left_out = chosen.run(chosen, said)
    except KeyboardInterrupt:
        said.end("Avbrutet.")
        return Exit.STOPPED
    except HistoryFault as fault:
        return _refused(said, str(fault))
    except OSError as fault:
        return _refused(said, f"{fault.filename or ''}: {fault.strerror or fault}")
    except duckdb.Error as fault:
        return _refused(said, f"Historiken går inte att läsa, eller så räcker inte minne och disk: {fault}")
    said.end()
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n" if chosen.json else chosen.words(told))
    return Exit.SOME_LEFT_OUT if some_left_out else Exit.DONE


def _refused(said: Told, why: str) -> int:
    said.end()
    sys.stderr.write(f"Det gick inte: {why}\n")
    return Exit.REFUSED


def _parser() -> Parser:
    parser = Parser(prog="./brygga timeline", description="Historik för många: läs in, räkna och exportera.")
    commands = parser.add_subparsers(required=True, metavar="kommando", dest="command")
    _importing(_command(commands, "import", "läs in ett utdrag", *import_))
    _asking(_command(commands, "analyse", "svar om många; små tal döljs", *analyse))
    exporting = _command(commands, "export", "händelselogg för process mining, utan identiteter", *export)
    _asking(exporting)
    exporting.add_argument("--to", choices=WRITERS, required=True)
    exporting.add_argument("--out", type=Path, required=True, metavar="fil")
    return parser


Run = Callable[[argparse.Namespace, Told], tuple[Any, bool]]


def _command(commands: Any, name: str, words: str, run: Run, told: Callable[[Any], str]) -> Parser:
    parser: Parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run, words=told)
    parser.add_argument("--json", action="store_true", help="svara i JSON")
    parser.add_argument("--quiet", action="store_true", help="visa inte hur det går")
    return parser


def _importing(parser: Parser) -> None:
    parser.add_argument("file", type=Path, metavar="utdrag", help="CSV, XLSX eller Parquet")
    parser.add_argument("--into", type=Path, required=True, metavar="mapp")
    parser.add_argument("--batch", required=True, metavar="namn", help="samma namn igen ersätter det som fanns")
    parser.add_argument("--key-file", type=Path, required=True, metavar="fil", help="nyckeln för pseudonymer")
    parser.add_argument("--basis", required=True, metavar="text", help="lagstödet för att läsa in")
    parser.add_argument("--profile", type=Path, metavar="fil", help="TOML eller JSON; annars gissas kolumnerna")
    parser.add_argument("--units", type=Path, metavar="fil", help="kända enheter, en per rad")
    parser.add_argument("--dry-run", action="store_true", help="läs allt, spara inget")


def _asking(parser: Parser) -> None:
    parser.add_argument("--folder", type=Path, required=True, metavar="mapp")
    parser.add_argument("--batch", action="append", metavar="namn", help="bara dessa; kan upprepas")
    parser.add_argument("--since", type=date.fromisoformat, default=date.min, metavar="ÅÅÅÅ-MM-DD")
    parser.add_argument("--until", type=date.fromisoformat, default=clock.today(), metavar="ÅÅÅÅ-MM-DD")
    parser.add_argument("--organisation", action="append", default=[], metavar="namn")
    parser.add_argument("--unit", action="append", default=[], metavar="namn")
    coordinated = parser.add_mutually_exclusive_group()
    coordinated.add_argument("--coordinated", action="store_true", default=None, help="bara de med samordning")
    coordinated.add_argument("--not-coordinated", action="store_false", dest="coordinated", help="bara de utan")
    parser.add_argument("--within", type=int, default=30, metavar="dagar", help="tillbaka, eller vidare, inom")
    parser.add_argument("--days", type=int, default=180, metavar="dagar", help="före och efter samordningen")
    parser.add_argument("--most", type=int, default=20, metavar="antal", help="så många flöden")
    parser.add_argument("--prices", type=Path, metavar="fil", help="CSV: organisation, unit, kind, per, amount, since")
    parser.add_argument("--rules", type=Path, metavar="fil", help="TOML med [[critical]], som i rutinerna")
