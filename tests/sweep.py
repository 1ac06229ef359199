"""What the sweep over all addresses puts in each object address: url name → the arguments, out of the world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    # url name: lambda world: {"pk": world.thing.pk},
}
