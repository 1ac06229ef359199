from datetime import date

from brygga.rules.dates import written


def test_a_day_is_written_as_it_is_said():
    assert written(date(2026, 3, 1)) == "1 mars 2026"
    assert written(date(2028, 2, 29)) == "29 februari 2028"
    assert written(None) == ""
