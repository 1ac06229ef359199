"""How a history of care is drawn (MAL-17)."""

import pytest

from brygga.rules.critical import LASTING, Kind
from brygga.ui.history import LEGEND, SHAPES

pytestmark = pytest.mark.requirement("MAL-17")


def test_whatever_is_over_in_a_day_has_a_shape_that_the_legend_explains() -> None:
    assert set(SHAPES) == set(Kind) - LASTING
    assert set(SHAPES.values()) <= {shape for shape, _ in LEGEND}
