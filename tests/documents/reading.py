"""Reading a PDF the way a screen reader and an archive do."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Paper:
    """What the tags, the metadata and the text layer say."""

    pdf: Any
    metadata: str
    text: str

    @property
    def tags(self) -> list[str]:
        return [str(node["/S"]) for node in _walk(self.pdf.Root.StructTreeRoot) if "/S" in node]

    def count(self, tag: str) -> int:
        return self.tags.count(f"/{tag}")

    def nodes(self, tag: str) -> list[Any]:
        return [node for node in _walk(self.pdf.Root.StructTreeRoot) if node.get("/S") == f"/{tag}"]

    @property
    def is_accessible(self) -> bool:
        """Tagged, Swedish, titled, in tab order, marked PDF/A-3a and PDF/UA-1, every font inside."""
        root = self.pdf.Root
        return all(
            (
                bool(root.MarkInfo.Marked),
                str(root.Lang).startswith("sv"),
                bool(root.ViewerPreferences.DisplayDocTitle),
                bool(str(self.pdf.docinfo.get("/Title", ""))),
                all(page.get("/Tabs") == "/S" for page in self.pdf.pages),
                "OutputIntents" in {key.lstrip("/") for key in root.keys()},  # noqa: SIM118 - pikepdf is no mapping
                "<pdfaid:part>3</pdfaid:part>" in self.metadata or 'pdfaid:part="3"' in self.metadata,
                "<pdfuaid:part>1</pdfuaid:part>" in self.metadata,
                all(self.fonts_inside),
                all("/Scope" in heading.A for heading in self.table_headings),
            )
        )

    @property
    def table_headings(self) -> list[Any]:
        return self.nodes("TH")

    @property
    def fonts_inside(self) -> Iterator[bool]:
        for page in self.pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                for kind in font.get("/DescendantFonts", [font]):
                    yield any(key in kind.FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def read(document: bytes) -> Paper:
    pdf = pikepdf.open(BytesIO(document))
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=document, capture_output=True, check=True).stdout
    return Paper(pdf, pdf.Root.Metadata.read_bytes().decode(), text.decode())


def _walk(node: Any) -> Iterator[Any]:
    if not isinstance(node, pikepdf.Dictionary):
        return
    yield node
    below = node.get("/K")
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        yield from _walk(child)
