"""Yusuf: has a good man and an interpreter. His own words stand first; Otto gives the consent with him."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life, humans
from brygga.meetings import acts as meetings
from brygga.meetings.facts import CircleFacts, PreMeetingWords
from brygga.people import acts as people


def story(stage: Stage) -> Iterator[datetime]:
    yusuf, otto = Life(stage, "yusuf"), humans()["otto"]
    rut = stage.actor("Rut Månsson")
    yield stage.moment(-130, 9)
    person = yusuf.known_at("radmannen", by="Rut Månsson")
    representative = people.add_representative(
        person,
        by=rut,
        kind="good_man",
        name=f"{otto.given_name} {otto.family_name}",
        mandate="Bevaka rätt, sörja för person",
        phone="070-174 06 16",
        identity=otto.identity,
        may_consent=True,
        since=stage.day(-400),
    )
    yield stage.moment(-20, 13)
    yusuf.opened_by(
        "Rut Månsson",
        "radmannen",
        reasons=["asked_for", "several_competences"],
        standing=Standing.ONGOING,
        why="Yusuf vill ha hjälp att sluta med sömntabletterna och att få ett tryggt boende.",
    )
    yusuf.says_yes(
        "Rut Månsson",
        to=["innerstaden"],
        about=["addiction", "physical_health", "housing"],
        form="written",
        given_by=representative,
        own_opinion="Yusuf säger genom tolken: ”Ja, om Otto är med.”",
    )
    yusuf.along("Rut Månsson", "innerstaden", "Sven Ek", role="Boende", standing=Standing.PLANNED)
    yusuf.taken_on("Sven Ek", "innerstaden")
    yield stage.moment(-10, 10)
    talk = meetings.write_pre_meeting(
        yusuf.coordination,
        by=rut,
        seen=0,
        words=PreMeetingWords(
            matters_to_me="Att få sova. Att bo nära min syster.",
            needs_for_meeting="Tolk som talar somaliska. Inte för länge.",
            not_raised="Min son.",
        ),
    )
    for name, role, unit in (
        ("Rut Månsson", "Sjuksköterska", "radmannen"),
        ("Sven Ek", "Socialsekreterare", "innerstaden"),
    ):
        meetings.add_to_circle(
            yusuf.coordination, by=rut, facts=CircleFacts(name=name, role=role, unit=stage.unit(unit))
        )
    meetings.add_to_circle(yusuf.coordination, by=rut, facts=CircleFacts(name="Otto Hansson", role="God man"))
    meetings.finish_pre_meeting(talk, by=rut, held_on=stage.day(-10))
    yield stage.moment(-9, 10)
    yusuf.calls(
        "Rut Månsson",
        "sip",
        in_days=6,
        hour=10,
        place="Rådmannen, rum 1",
        to=["Rut Månsson", "Sven Ek"],
        minutes=90,
        purpose="Göra en plan för sömn och boende",
        others=[("Otto Hansson", "God man"), ("Tolkförmedlingen", "Tolk, somaliska")],
    )
    yusuf.comes("Sven Ek", can_decide=True, brings="Förslag på två boenden nära systern.")
