from datetime import date

import pytest

from brygga.routines.loading import all_routines, routine
from brygga.routines.vocabulary import COORDINATION

PLACES = [place.key for place in all_routines()]
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("key", PLACES)
def test_every_place_loads_and_is_found_by_its_folder(key):
    assert routine(key).key == key
    assert routine(key).matter(COORDINATION).plain
