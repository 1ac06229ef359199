"""How closely each field is kept, model by model."""

from __future__ import annotations

from brygga.core import classification
from brygga.core.classification import ARGUMENTS, Class


def page() -> str:
    lines = ["# Fields", "", "Made by `manage.py document` from `src/brygga/classification.toml`.", ""]
    lines += _meaning()
    lines += ["", f"| model | {' | '.join(Class)} |", "|---|---|---|---|---|"]
    for label, names in sorted(classification.rows().items()):
        if label != ARGUMENTS:
            cells = (", ".join(f"`{name}`" for name in names.get(one, ())) for one in Class)
            lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _meaning() -> list[str]:
    told = (classification.__doc__ or "").splitlines()
    return [" ".join(line.split()) for line in told if line.startswith("|")]
