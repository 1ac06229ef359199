"""Event logs (MAL-20): opened by the tool they are for, and without anybody's identity."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from brygga.histories import Among, Histories, HistoryFault, Row, Settings
from brygga.histories.export import WRITERS, Exported, write_csv, write_ocel, write_xes
from brygga.rules.critical import LASTING, Happening, Kind
from tests.rules.test_before_after import anders_and_later
from tests.rules.test_critical import SINCE, happens

pytestmark = pytest.mark.requirement("MAL-20")

ALL = Among(date(2016, 1, 1), date(2018, 12, 31))
NAMES = [f"{letter * 8}-pseudonym" for letter in "abcdef"]
XES = {"xes": "http://www.xes-standard.org/"}


@pytest.fixture
def opened(tmp_path: Path) -> Histories:
    (tmp_path / "store").mkdir()
    return Histories(tmp_path / "store")


def crowd(more: list[Row] | None = None) -> list[Row]:
    """Anders, and five who live as he does."""
    return [(who, one) for who in NAMES for one in anders_and_later()] + (more or [])


def exported_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TOLD = """
import json, sys
import pandas, pm4py

def numbers(of):
    return {str(name): int(number) for name, number in of.items()}

def traces(log):
    return {"events": len(log), "cases": log["case:concept:name"].nunique(),
            "steps": numbers(log["lifecycle:transition"].value_counts()),
            "starts": numbers(pm4py.get_start_activities(log)),
            "first": str(log["time:timestamp"].min()), "groups": list(log["org:group"].unique()),
            "compulsory": int((log["compulsory"].astype(str).str.lower() == "true").sum())}

def xes(path):
    return traces(pm4py.read_xes(path))

def table(path):
    names = {"case_id": "case:concept:name", "activity_key": "concept:name", "timestamp_key": "time:timestamp"}
    return traces(pm4py.format_dataframe(pandas.read_csv(path), **names))

def ocel(path):
    log = pm4py.read_ocel2_json(path)
    return {"events": len(log.events), "types": numbers(log.objects["ocel:type"].value_counts()),
            "activities": list(log.events["ocel:activity"].unique()), "relations": len(log.relations),
            "of": list(log.o2o["ocel:qualifier"].unique())}

print(json.dumps(globals()[sys.argv[1]](sys.argv[2])))
"""


def read_by_pm4py(way: str, path: Path) -> dict[str, Any]:
    """In a process of its own, as somebody outside Brygga opens it; its warnings are its own."""
    command = [sys.executable, "-c", TOLD, way, str(path)]
    made = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    read: dict[str, Any] = json.loads(made.stdout.splitlines()[-1])
    return read


#: Of each of the six: 33 rows of his, of which those that last have a start, and all have an end but what had none.
ROWS = anders_and_later()
STARTS = 6 * sum(one.kind in LASTING for one in ROWS)
COMPLETES = 6 * len(ROWS)
EVENTS = STARTS + COMPLETES
FORCED = 6 * sum(one.compulsory * (2 if one.kind in LASTING else 1) for one in ROWS)


class TestOpenedByPm4py:
    @pytest.mark.parametrize(("write", "way"), [(write_xes, "xes"), (write_csv, "table")])
    def test_traces(self, opened: Histories, tmp_path: Path, write: Any, way: str) -> None:
        opened.write("all", crowd())
        path = tmp_path / "log.xes"
        assert write(opened, ALL, path) == Exported(6, 6 * len(ROWS), EVENTS)
        read = read_by_pm4py(way, path)
        assert (read["cases"], read["events"]) == (6, EVENTS)
        assert read["steps"] == {"start": STARTS, "complete": COMPLETES}
        assert read["starts"] == {"Kontakt": 6}
        assert read["first"].startswith("2016-01-14")
        assert "BCM akut" in read["groups"]
        assert read["compulsory"] == FORCED

    def test_objects(self, opened: Histories, tmp_path: Path) -> None:
        opened.write("all", crowd())
        path = tmp_path / "log.json"
        assert write_ocel(opened, ALL, path).events == EVENTS
        read = read_by_pm4py("ocel", path)
        units = {(one.unit, one.organisation) for one in ROWS}
        assert read["types"] == {"person": 6, "unit": len(units), "organisation": len({of for _, of in units})}
        assert (read["events"], read["relations"], read["of"]) == (EVENTS, 3 * EVENTS, ["part of"])
        assert {"Slutenvård börjar", "Slutenvård slutar", "Akut", "Samordning"} <= set(read["activities"])


class TestWithoutIdentity:
    @pytest.mark.parametrize("form", WRITERS)
    def test_no_pseudonym_and_no_key_is_in_it(self, opened: Histories, tmp_path: Path, form: str) -> None:
        opened.write("all", [(who, replace(one, key=f"radnummer-{one.key}")) for who, one in crowd()])
        WRITERS[form](opened, ALL, tmp_path / "log")
        text = (tmp_path / "log").read_text(encoding="utf-8")
        assert "BCM akut" in text
        assert not [name for name in [*NAMES, "radnummer"] if name in text]
        assert (tmp_path / "log").stat().st_mode & 0o077 == 0

    def test_the_numbers_are_others_each_time(self, opened: Histories, tmp_path: Path) -> None:
        """Twenty persons, who are told apart by when they came."""
        opened.write("all", [(f"p{n:02}", happens("1", Kind.EMERGENCY, n)) for n in range(20)])
        orders = set()
        for _ in range(3):
            write_csv(opened, ALL, tmp_path / "log")
            orders.add(tuple(row["time:timestamp"] for row in exported_rows(tmp_path / "log")))
        assert len(orders) > 1
        assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(next(iter(orders))))}

    def test_a_place_of_few_persons_is_not_named(self, opened: Histories, tmp_path: Path) -> None:
        few = happens("x", Kind.EMERGENCY, 9, unit="Lilla enheten", organisation="Psykiatrin")
        alone = happens("y", Kind.EMERGENCY, 9, unit="Enda enheten", organisation="Lilla bolaget")
        opened.write("all", crowd([(NAMES[0], few), (NAMES[0], alone)]))
        write_csv(opened, ALL, tmp_path / "log")
        places = Counter((row["org:group"], row["organisation"]) for row in exported_rows(tmp_path / "log"))
        assert places["Andra enheter", "Psykiatrin"] == places["Andra enheter", "Andra organisationer"] == 1
        assert not {"Lilla enheten", "Enda enheten", "Lilla bolaget"} & {name for both in places for name in both}
        assert ("BCM akut", "Psykiatrin") in places

    def test_few_persons_are_not_exported_at_all(self, opened: Histories, tmp_path: Path) -> None:
        opened.write("all", [(who, one) for who, one in crowd() if who in NAMES[:4]])
        with pytest.raises(HistoryFault, match="för få att exportera"):
            write_xes(opened, ALL, tmp_path / "log")
        assert [one.name for one in tmp_path.iterdir()] == ["store"]


def test_events_come_in_the_order_they_happened(opened: Histories, tmp_path: Path) -> None:
    """What ends a day comes before what begins it; a visit of a day begins before it ends; what goes on has no end."""
    rows = [
        happens("1", Kind.INPATIENT, 0, 5, "A"),
        happens("2", Kind.CONTACT, 5, 5, "B"),
        happens("3", Kind.HOUSING, 5),
    ]
    opened.write("all", [(who, one) for who in NAMES for one in rows])
    write_csv(opened, ALL, tmp_path / "log")
    found = [(row["concept:name"], row["lifecycle:transition"]) for row in exported_rows(tmp_path / "log")]
    assert found[:5] == [
        ("Slutenvård", "start"), ("Slutenvård", "complete"), ("Kontakt", "start"), ("Kontakt", "complete"),
        ("Boende", "start"),
    ]  # fmt: skip
    assert len(found) == 30


@pytest.mark.parametrize("rows_at_once", [1, 10_000])
def test_persons_in_parts_have_a_number_each(opened: Histories, tmp_path: Path, rows_at_once: int) -> None:
    opened = Histories(opened.folder, Settings(rows_at_once=rows_at_once))
    opened.write("all", [(n, happens(str(m), Kind.EMERGENCY, m)) for n in range(50) for m in range(n % 3 + 1)])
    told: list[int] = []
    write_xes(opened, ALL, tmp_path / "log", progress=told.append)
    traces = ET.parse(tmp_path / "log").getroot().findall("xes:trace", XES)
    numbers = [trace.find("xes:string", XES).get("value") for trace in traces]  # type: ignore[union-attr]
    assert sorted(map(int, filter(None, numbers))) == list(range(1, 51))
    assert told == [sum(n % 3 + 1 for n in range(50))]


HOSTILE = '=HYPERLINK("x")<!--&\x00\x1b\ud800]]>\n'.replace("\ud800", "\ufffe")


@pytest.mark.parametrize("form", WRITERS)
def test_hostile_names_are_text(opened: Histories, tmp_path: Path, form: str) -> None:
    row: Happening = happens("1", Kind.EMERGENCY, 0, unit=HOSTILE)
    opened.write("all", [(who, row) for who in NAMES])
    WRITERS[form](opened, ALL, tmp_path / "log")
    if form == "xes":
        groups = {one.get("value") for one in ET.parse(tmp_path / "log").iter() if one.get("key") == "org:group"}
        assert groups == {"", HOSTILE.translate({0: 0xFFFD, 0x1B: 0xFFFD, 0xFFFE: 0xFFFD})}
    elif form == "ocel":
        names = [one["attributes"][0]["value"] for one in json.loads((tmp_path / "log").read_text())["objects"][6:]]
        assert len(names) == 2
        assert all(name.startswith("=HYPERLINK") for name in names)
    else:
        assert {row["org:group"][0] for row in exported_rows(tmp_path / "log")} == {"'"}


def test_what_stops_halfway_leaves_nothing(opened: Histories, tmp_path: Path) -> None:
    def stops(number: int) -> None:
        raise KeyboardInterrupt

    opened.write("all", crowd())
    (tmp_path / "log").write_text("the one before")
    with pytest.raises(KeyboardInterrupt):
        write_xes(opened, ALL, tmp_path / "log", progress=stops)
    assert (tmp_path / "log").read_text() == "the one before"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["log", "store"]


def test_only_the_time_is_exported(opened: Histories, tmp_path: Path) -> None:
    opened.write("all", [(who, happens(str(n), Kind.EMERGENCY, n)) for who in NAMES for n in (0, 40)])
    write_csv(opened, Among(SINCE, SINCE.replace(day=9)), tmp_path / "log")
    assert {row["time:timestamp"][:10] for row in exported_rows(tmp_path / "log")} == {SINCE.isoformat()}
