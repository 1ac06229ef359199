"""The tables that the page is made of; each row ends with where it comes from and since when."""

from collections.abc import Iterable, Sequence

from brygga.rules.sources import Rule


def origin(row: Rule) -> tuple[str, str]:
    return row.source, str(row.since) if row.until is None else f"{row.since} till {row.until}"


def table(heading: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return f"### {heading}\n\n" + grid((*heads, "Källa", "Gäller från"), rows)


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (heads, ["---"] * len(heads), *rows)
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
