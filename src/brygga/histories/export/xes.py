"""XES (IEEE 1849): a trace for each person, with the lifecycle's start and complete."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

from brygga.histories.among import Among
from brygga.histories.export.events import Event, Exported, Log, Progress, plain, whole
from brygga.histories.questions import Histories
from brygga.rules.small_numbers import SMALL_NUMBERS, SmallNumbers

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="2.0" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event">
<string key="concept:name" value=""/><string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
<string key="org:group" value=""/><string key="organisation" value=""/>
<boolean key="compulsory" value="false"/><boolean key="broken_off" value="false"/>
</global>
<classifier name="Slag" keys="concept:name lifecycle:transition"/>
<classifier name="Slag och enhet" keys="concept:name org:group lifecycle:transition"/>
<string key="lifecycle:model" value="standard"/>
"""


def write_xes(
    histories: Histories, among: Among, into: Path, *, progress: Progress | None = None,
    rule: SmallNumbers = SMALL_NUMBERS,
) -> Exported:  # fmt: skip
    log = Log(histories, among, progress, rule)
    with whole(into) as file:
        file.write(HEAD)
        for person, events in log.persons():
            file.write(f'<trace><string key="concept:name" value="{person}"/>\n')
            file.writelines(map(_event, events))
            file.write("</trace>\n")
        file.write("</log>\n")
    return log.exported


def _event(event: Event) -> str:
    line = event.line
    attributes = [
        ("string", "concept:name", line.kind.term),
        ("string", "concept:instance", str(event.row)),
        ("string", "lifecycle:transition", event.step),
        ("date", "time:timestamp", event.time),
        ("string", "org:group", line.unit),
        ("string", "organisation", line.organisation),
        ("boolean", "compulsory", _bool(line.compulsory)),
        ("boolean", "broken_off", _bool(line.broken_off)),
    ]
    told = "".join(f'<{kind} key="{key}" value={quoteattr(plain(value))}/>' for kind, key, value in attributes)
    return f"<event>{told}</event>\n"


def _bool(value: bool) -> str:
    return "true" if value else "false"
