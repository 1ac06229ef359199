from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from brygga.core import clock
from tests.coaching.making import NOW, borlange


@pytest.fixture
def town(db: Any) -> Iterator[Any]:
    """Borlänge on a Wednesday morning in January."""
    with clock.set_to(NOW):
        yield borlange()
