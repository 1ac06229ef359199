"""What the pages, the search, the papers and the calendar show somebody, compared with what the model says."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.cast import AMINA, as_
from tests.documents.reading import read
from tests.model.small import OPENER, WARD, Small

#: What Amina has said in her talk with Sara about a matter that she has opened to nobody.
ANSWER = "Oron är värst på kvällen."
GRANTED, RAISED, EXPLORED = "Hjälp med räkningarna", "Sara ringer Amina samma dag.", "Jag orkar inte åka så långt."
NUMBER, NEED, WISH = "S26-ABCDE", "Jag vill bo själv.", "Behöver veta mer."
#: What the ward calls her in its own register, and what it says beyond what the law lets everybody told know.
AT_THE_WARD, CONTACT, MOVED_ON = "Hamid", "Karin Lind", "Flyttad till avdelning fyra."
#: Lists and counts, which name her to nobody who may not know.
LISTS = (
    "start", "inbox", "coordinations", "meetings", "follow-ups", "requests", "distribution", "cases", "times",
    "intakes", "consultations", "unit-contacts", "my-unit", "my-unit-late", "transfers", "series",
    "discharges",
)  # fmt: skip


class Staff:
    """A staff member's browser, at a unit."""

    def __init__(self, world: Any, small: Small, who: str, unit: str, on: date) -> None:
        self.world, self.small, self.who, self.unit, self.on = world, small, who, unit, on
        self.sees = small.reads(unit, on)
        self.client = as_(Client(), getattr(world, who))

    def open(self, name: str, row: Any) -> str | None:
        """The page's text, or nothing where it answers as if it were not there."""
        answer = self.client.get(reverse(name, args=[row.pk]))
        assert answer.status_code in (200, 404), (self.who, name, answer.status_code)
        return answer.content.decode(errors="replace") if answer.status_code == 200 else None

    def names_nobody_protected(self, page: str) -> None:
        assert not (self.small.is_protected and "Hassan" in page), self.who

    def sees_the_coordination(self) -> None:
        world = self.world
        for name, row, said in (
            ("coordination", world.coordination, NUMBER),
            ("coordination-events", world.coordination, NUMBER),
            ("coordination-meetings", world.coordination, NUMBER),
            ("disclosures", world.coordination, ""),
            ("plan", world.plan, NEED),
            ("plan-version", world.version, NEED),
            ("meeting", world.meeting, "Göra en plan."),
            ("meeting-ics", world.meeting, str(world.meeting.pk)),
        ):
            page = self.open(name, row)
            assert (page is not None) is self.sees, (self.who, name)
            assert page is None or said in page, (self.who, name)
            self.names_nobody_protected(page or "")
            assert name != "meeting-ics" or not page or "Amina" not in page

    def sees_the_notes(self) -> None:
        page = self.open("notes", self.world.coordination) or ""
        shown = {text for _, _, text in self.small.notes if text in page}
        mine = self.small.written_by(self.unit) if self.sees else set()
        assert shown == mine | self.small.shared_with(self.unit, self.on), self.who

    def sees_the_wish(self) -> None:
        """Asked by Innerstaden of Rådmannen, which can read what it says while it is let in."""
        page = self.open("request", self.world.request)
        assert (page is not None) is (self.unit in (OPENER, "radmannen")), self.who
        is_open = self.unit == OPENER or self.small.knows(self.unit, "coordination", self.on)
        assert page is None or (WISH in page) is is_open, self.who
        assert self.unit == OPENER or "Hassan" not in (page or "")

    def sees_answers(self, answers: list[Any], words: list[str]) -> None:
        mine = self.small.answers_of(self.unit, self.on)
        for number, answer in enumerate(answers):
            page = self.open("consent", answer)
            assert (page is not None) is (number in mine), (self.who, number)
            assert page is None or words[number] in page
            self.names_nobody_protected(page or "")

    def sees_the_ways_in(self) -> None:
        """What Sara has begun with Amina is told as her notes are; what is her unit's alone stays there."""
        world, own = self.world, self.unit == OPENER
        asked = self.unit in (OPENER, "radmannen")
        housed = self.small.is_told(self.unit, ("housing", "addiction"), self.on)
        for name, row, seen, said in (
            ("contact", world.contact, self.sees, "Rut ringer hyresvärden."),
            ("mapping", world.mapping, self.sees, ""),
            ("mapping-picture-pdf", world.mapping, self.sees, ""),
            ("investigation", world.investigation, housed, ""),
            ("tell-decision", world.untold, own, ""),
            ("booking", world.booking, own, ""),
            ("consultation", world.consultation, asked, "nybesök"),
            ("intake", world.intake, own, "Jag orkar inte med alla brev."),
        ):
            page = self.open(name, row)
            assert (page is not None) is seen, (self.who, name)
            assert page is None or said in page, (self.who, name)
            assert name == "mapping" or ANSWER not in (page or ""), (self.who, name)
            if name != "intake":
                self.names_nobody_protected(page or "")
        answered = own or self.small.is_told(self.unit, ("mental_health",), self.on)
        assert (ANSWER in (self.open("mapping", world.mapping) or "")) is answered, self.who
        page = self.open("consultation", world.consultation) or ""
        assert "Amina" not in page and "Hassan" not in page, self.who
        side_by_side = self.open("coordination-investigations", world.coordination) or ""
        assert own or "Vad lever Amina på?" not in side_by_side, self.who
        assert (str(world.investigation.pk) in side_by_side) is housed, self.who

    def sees_who_answers(self) -> None:
        """What is granted as its matter is told; steps and closings to those who take part; another place's never."""
        world, told = self.world, self.unit == OPENER or self.small.is_told(self.unit, ("finances",), self.on)
        for name, row, seen, said in (
            ("granted-intervention", world.granted, told, GRANTED),
            ("coordination-responsibility", world.coordination, self.sees, RAISED),
            ("coordination-closings", world.coordination, self.sees, ""),
            ("closing", world.closing, self.sees, EXPLORED),
            ("handover", world.handover, False, ""),
            ("handover", world.handover_ready, False, ""),
            ("transfer", world.transfer, False, ""),
            ("transfer-case", world.watched_case, False, ""),
            ("docket-item", world.docket_item, False, ""),
            ("series-meeting", world.open_minutes, False, ""),
            ("series-minutes-pdf", world.open_minutes, False, ""),
            ("escalation", world.escalation, False, ""),
            ("reorganisation", world.reorganisation, False, ""),
        ):
            page = self.open(name, row)
            assert (page is not None) is seen, (self.who, name)
            assert page is None or said in page, (self.who, name)
            assert told or GRANTED not in (page or ""), (self.who, name)
            self.names_nobody_protected(page or "")

    def sees_the_stays(self, rows: list[Any]) -> None:
        """Those told read what the law names; the ward, and those it works with in the coordination, all of it."""
        theirs, ours = (self.client.get(f"{reverse('discharges')}?visa={tab}") for tab in ("till", "fran"))
        part = self.open("coordination-responsibility", self.world.coordination) or ""
        for row, stay in zip(rows, self.small.stays, strict=True):
            whole, told = self.small.reads_stay(self.unit, stay, self.on), self.small.hears_of(self.unit, stay, self.on)
            page = self.open("discharge", row)
            assert (page is not None) is (whole or told), (self.who, stay)
            assert {said for said in (CONTACT, MOVED_ON) if said in (page or "")} == ({stay.says} if whole else set())
            self.names_nobody_protected(page or "")
            assert not page or (AT_THE_WARD in page) is self.small.names_at_the_ward(self.unit, stay), (self.who, stay)
            assert (str(row.pk) in theirs.content.decode()) is told, (self.who, stay)
            assert (str(row.pk) in ours.content.decode()) is (self.unit == WARD), (self.who, stay)
            assert (str(row.pk) in part) is (self.sees and stay.inside and whole), (self.who, stay)

    def finds(self) -> None:
        """By name, by number and by the coordination's number."""
        person, there = (reverse(name, args=[getattr(self.world, of).pk]) for name, of in SOUGHT)
        own = self.unit == OPENER
        by_name = self.client.post(reverse("search"), {"q": "Amina Hassan"}).content.decode()
        assert (person in by_name) is (own and not self.small.is_protected), self.who
        by_number = self.client.post(reverse("search"), {"q": AMINA})
        assert (by_number.headers.get("Location") == person) is own, self.who
        by_case = self.client.post(reverse("search"), {"q": NUMBER})
        assert (by_case.headers.get("Location") == there) is self.sees, self.who
        assert (self.open("person", self.world.amina) is not None) is own, self.who

    def is_named_in_no_list(self) -> None:
        """What Innerstaden does was told to Rådmannen by itself, and waits for a receipt while the yes holds."""
        told = self.unit == "radmannen" and bool(self.small.covering(self.unit, self.on))
        stays = [stay for stay in self.small.stays if self.small.hears_of(self.unit, stay, self.on)]
        heard = self.unit == WARD or any(self.small.names_at_the_ward(self.unit, stay) for stay in stays)
        for name in LISTS:
            answer = self.client.get(reverse(name))
            assert answer.status_code in (200, 403, 404), (self.who, name)
            page = answer.content.decode()
            self.names_nobody_protected(page)
            known = self.unit == OPENER or self.sees or (told and name == "start")
            assert known or "Hassan" not in page, (self.who, name)
            assert heard or AT_THE_WARD not in page, (self.who, name)

    def gets_the_papers(self, answers: list[Any]) -> None:
        answer = self.client.get(reverse("plan-version-pdf", args=[self.world.version.pk]))
        assert answer.status_code == (200 if self.sees else 404), self.who
        if self.sees:
            text = " ".join(read(answer.content).text.split())
            assert NEED in text
            self.names_nobody_protected(text)
        mine = self.small.answers_of(self.unit, self.on)
        for number, row in enumerate(answers):
            if number not in mine:
                assert self.open("consent-pdf", row) is None, (self.who, number)


MY_LISTS = (
    "my-start", "my-plan", "my-decisions", "my-meetings", "my-times", "my-consents", "my-mappings", "my-contacts",
    "my-readers",
)  # fmt: skip
SOUGHT = (("person", "amina"), ("coordination", "coordination"))


def the_portal(world: Any, small: Small, who: str, answers: list[Any], words: list[str]) -> None:
    """The person reads everything about themself; who represents them as long as that is safe; nobody else."""
    client = as_(Client(), getattr(world, who))
    if who == "otto" and small.is_protected:
        assert client.get(reverse("my-start")).status_code == 302
        return
    hers = who in ("amina_herself", "otto")
    for name, row, said in (
        ("my-version", world.version, NEED),
        ("my-meeting", world.meeting, "Göra en plan."),
        ("my-meeting-ics", world.meeting, str(world.meeting.pk)),
        ("my-request", world.asked, "Jag skickas runt."),
        ("my-mapping", world.mapping, ANSWER),
        ("my-time", world.booking, "Bokningsrummet"),
        *(("my-consent", row, words[number]) for number, row in enumerate(answers)),
    ):
        answer = client.get(reverse(name, args=[row.pk]))
        assert answer.status_code == (200 if hers else 404), (who, name)
        assert not hers or said in answer.content.decode(), (who, name)
    for name, said in (("my-interventions", GRANTED), ("my-closings", "")):
        page = client.get(reverse(name)).content.decode()
        assert (said in page) if hers else not [words for words in (GRANTED, EXPLORED) if words in page], (who, name)
    ward = client.get(reverse("my-discharge")).content.decode()
    assert (CONTACT in ward) is (who == "amina_herself"), "in the ward's own register nobody represents her"
    told = (NEED, ANSWER, "Rut ringer hyresvärden.", "Bokningsrummet", "Du får pengar till hyran.")
    for name in MY_LISTS:
        page = client.get(reverse(name)).content.decode()
        assert hers or not [words for words in told if words in page], (who, name)
        assert "Du får pengar till hyran." not in page, "not told yet"
