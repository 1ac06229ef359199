"""What a page of the plan shows: the form's parts with the way to change each, what is missing, what holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.plans import content as contents
from brygga.plans.answers import Answers, answered
from brygga.plans.difference import Change, difference
from brygga.plans.facts import kind_of
from brygga.plans.freezing import freeze
from brygga.plans.models import Plan, PlanRow, PlanVersion
from brygga.plans.queries import held_and_waiting, states_now, versions_of
from brygga.plans.reading import Section, sections
from brygga.plans.states import VersionState
from brygga.plans.working import WRITTEN, Working, carries_interventions
from brygga.routines.vocabulary import PartKind, PlanPart
from brygga.rules.plans import Check, checklist
from brygga.web.plans.finding import readers
from brygga.web.plans.forms import ROW_WORDS, GoalForm, NeedForm, QuickIntervention, RowForm, StepForm, TextForm

ROW_KIND = {
    PartKind.NEEDS: "behov",
    PartKind.GOALS: "mal",
    PartKind.INTERVENTIONS: "insats",
    PartKind.INTERRUPTION: "avbrott",
    PartKind.CRISIS_CONTACTS: "kris",
}
IN_HEADER = frozenset({PartKind.COORDINATOR, PartKind.FOLLOW_UP, PartKind.COPIES})
QUICK: dict[str, type[RowForm]] = {"behov": NeedForm, "mal": GoalForm, "insats": QuickIntervention, "avbrott": StepForm}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOnScreen:
    """A part as it stands, and the addresses where it is written."""

    section: Section
    anchor: str
    help: str
    required: bool
    text_url: str = ""
    add_url: str = ""
    add_kind: str = ""
    add_words: str = ""
    header_url: str = ""
    form: Any = None
    text_form: Any = None

    @property
    def change_url(self) -> str:
        """The text that is there already, or the facts about who and when."""
        return self.text_url if self.section.text else self.header_url

    @property
    def write_url(self) -> str:
        return "" if self.section.text else self.text_url

    @property
    def live_text_url(self) -> str:
        return f"{self.text_url}?live=1" if self.text_url else ""

    @property
    def live_add_url(self) -> str:
        return f"{self.add_url}{'&' if '?' in self.add_url else '?'}live=1"

    @property
    def live_header_url(self) -> str:
        return f"{self.header_url}?live=1"

    @property
    def by_itself(self) -> bool:
        return not (self.text_url or self.add_url or self.header_url)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRow:
    kind: str
    words: str
    text: str
    pk: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    plan: Plan
    now: Working
    parts: tuple[PartOnScreen, ...]
    checks: tuple[Check, ...]
    held: PlanVersion | None
    waiting: PlanVersion | None
    answers: Answers | None
    changes: tuple[Change, ...]
    versions: list[PlanVersion]
    readers: list[str]
    removed: tuple[RemovedRow, ...]

    @property
    def missing(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.ok)

    @property
    def done(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.ok)

    @property
    def lapsed(self) -> PlanVersion | None:
        """What was put forward last, when the consent ended before all had answered."""
        last = self.versions[0] if self.versions else None
        return last if last is not None and last.state == VersionState.LAPSED else None

    @property
    def next_words(self) -> str:
        return str(self.versions[0].number + 1 if self.versions else 1)

    @property
    def waiting_number(self) -> str:
        return str(self.waiting.number) if self.waiting else ""

    @property
    def held_number(self) -> str:
        return str(self.held.number) if self.held else ""

    @property
    def changed_words(self) -> str:
        return f"{len(self.changes)} ändringar sedan dess" if len(self.changes) > 1 else "1 ändring sedan dess"


def page_of(now: Working, actor: Actor) -> PlanPage:
    content = freeze(now)
    held, waiting = held_and_waiting(actor, now.plan)
    return PlanPage(
        plan=now.plan,
        now=now,
        parts=parts_on_screen(now, content),
        checks=checklist(now.facts(), clock.today()),
        held=held,
        waiting=waiting,
        answers=answered(waiting) if waiting else None,
        changes=difference(contents.read(held.content), content) if held else (),
        versions=versions_of(actor, now.plan),
        readers=readers(now),
        removed=tuple(_removed(row) for row in now.removed),
    )


def _removed(row: PlanRow) -> RemovedRow:
    kind = kind_of(row)
    text = next(str(getattr(row, name)) for name in ("text", "happens", "name", "kind") if hasattr(row, name))
    return RemovedRow(kind=kind, words=ROW_WORDS[kind], text=text, pk=row.pk)


def parts_on_screen(
    now: Working, content: contents.Content | None = None, *, writing: bool = False
) -> tuple[PartOnScreen, ...]:
    """`writing` puts a small form in each part, for the shared screen."""
    content = content or freeze(now)
    states = states_now(line.id for line in content.interventions)
    found = zip(now.parts, sections(content, states=states), strict=True)
    return tuple(_on_screen(now, part, section, writing) for part, section in found)


def _on_screen(now: Working, part: PlanPart, section: Section, writing: bool) -> PartOnScreen:
    plan = {"pk": now.plan.pk}
    kind = "insats" if carries_interventions(part) else ROW_KIND.get(part.kind, "")
    within = f"?del={part.key}" if part.kind is PartKind.PARTY_PART else ""
    text_url = reverse("plan-text", kwargs={**plan, "part": part.key}) if part.kind in WRITTEN else ""
    return PartOnScreen(
        section=section,
        anchor=part.key if part.kind is PartKind.PARTY_PART else kind or part.key,
        help=part.help,
        required=part.required_for_adoption,
        text_url=text_url,
        add_url=reverse("plan-row-add", kwargs={**plan, "kind": kind}) + within if kind else "",
        add_kind=kind,
        add_words=ROW_WORDS.get(kind, ""),
        header_url=reverse("plan-header", kwargs=plan) if part.kind in IN_HEADER else "",
        form=_quick_form(now, kind, part) if writing and kind in QUICK else None,
        text_form=text_form(now, part, readers=[]) if writing and text_url else None,
    )


def _quick_form(now: Working, kind: str, part: PlanPart) -> RowForm:
    return QUICK[kind](now=now, auto_id=f"id_{part.key}_%s", initial={"part": part.key})


def text_form(now: Working, part: PlanPart, *, readers: list[str], data: Any = None) -> TextForm:
    row = now.texts.get(part.key)
    form = TextForm(
        data,
        heading=part.heading,
        help_text=part.help,
        audience=readers,
        auto_id=f"id_{part.key}_%s",
        initial={"text": row.text if row else "", "seen": row.revision if row else 0},
    )
    form.fields["text"].widget.attrs["aria-label"] = part.heading
    return form
