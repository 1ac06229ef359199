"""Reads the forms of a page as a browser would, to send them with other values."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class PageForm:
    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = PageForm(given.get("action") or self.address, given.get("method", "get").lower())
            self.forms.append(self.open)
        if self.open is None:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(self.open, name, given)
        elif tag == "textarea" and name:
            self.area = name
            self.open.values.setdefault(name, [""])
            self.open.typed.add(name)
        elif tag == "select" and name:
            self.select = name
            self.open.values.setdefault(name, [])
        elif tag == "option" and self.select and ("selected" in given or not self.open.values[self.select]):
            self.open.values[self.select] = [given.get("value", "")]
        elif tag == "button" and name:
            self.open.values.setdefault(name, [given.get("value", "")])

    def _input(self, form: PageForm, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"checkbox", "radio"}:
            if "checked" in given:
                form.values.setdefault(name, []).append(given.get("value", "on"))
            return
        form.values[name] = [given.get("value", "")]
        (form.hidden if kind == "hidden" else form.typed).add(name)

    def handle_data(self, data: str) -> None:
        if self.open and self.area:
            self.open.values[self.area] = [self.open.values[self.area][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""


def forms_of(page: str, address: str) -> list[PageForm]:
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms
